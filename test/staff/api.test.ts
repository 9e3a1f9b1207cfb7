import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { prefixOf } from '../../src/staff/model.ts';
import { startApp, type Who, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';

const holder = `Hal ${personMark}`;

async function listKeys(trust: World): Promise<readonly unknown[]> {
  return pickList(must(await trust.as('configured').get('/staff-keys')).body, 'items');
}

test('a new key is shown once, works at once and is stored as a hash only', async () => {
  const trust = await startApp();
  const reply = await trust.as('configured').post('/staff-keys', { holder, role: 'editor' });
  const secret = String(pick(reply.body, 'secret'));
  expect(reply.status).toBe(201);
  expect(secret).toMatch(/^annex_[0-9A-Za-z]{30}$/);
  expect(reply.headers.get('location')).toBe(`/trust/api/v1/staff-keys/${pick(reply.body, 'id')}`);
  expect((await trust.withKey(secret).get('/batches')).status).toBe(200);
  const [listed] = (await listKeys(trust)).slice(-1);
  expect(listed).toEqual({
    id: pick(reply.body, 'id'),
    holder,
    role: 'editor',
    scopes: null,
    prefix: secret.slice(0, 10),
    state: 'in-force',
    createdAt: trust.now().toISOString(),
    proposedBy: 'staff:configured-key',
    approval: { by: 'staff:configured-key', at: trust.now().toISOString(), isSole: true },
    expiresAt: null,
    lastUsedAt: trust.now().toISOString(),
    revokedAt: null,
  });
  expect(prefixOf(secret)).toBe(secret.slice(0, 10));
  expect(readFileSync(trust.file).includes(secret)).toBe(false);
  expect(readFileSync(`${trust.file}-wal`).includes(secret)).toBe(false);
});

test('two keys are never the same, and neither the ledger nor the log names a holder', async () => {
  const trust = await startApp();
  const made = [];
  for (let count = 0; count < 20; count += 1) made.push(await trust.makeKey('viewer'));
  expect(new Set(made.map((key) => key.secret)).size).toBe(20);
  expect(JSON.stringify(await readEvents(trust))).not.toContain(personMark);
});

test('a revoked key opens nothing from the next request on, and is listed as revoked', async () => {
  const trust = await startApp();
  const { id, secret } = await trust.makeKey('owner');
  expect((await trust.withKey(secret).get('/organisation')).status).toBe(200);
  expect((await trust.as('configured').delete(`/staff-keys/${id}`)).status).toBe(204);
  await refuses(trust, () => trust.withKey(secret).get('/organisation'), {
    status: 401,
    code: 'unauthenticated',
  });
  const revoked = (await listKeys(trust)).find((key) => pick(key, 'id') === id);
  expect(pick(revoked, 'revokedAt')).toBe(trust.now().toISOString());
  await refuses(trust, () => trust.as('configured').delete(`/staff-keys/${id}`), { status: 404 });
});

test('another process refuses a revoked key at once', async () => {
  const trust = await startApp();
  const other = await trust.anotherProcess();
  const { id, secret } = await trust.makeKey('editor');
  expect((await other.withKey(secret).get('/batches')).status).toBe(200);
  await trust.as('configured').delete(`/staff-keys/${id}`);
  expect((await other.withKey(secret).get('/batches')).status).toBe(401);
});

describe('a key opens what its role may do and nothing more:', () => {
  const readings = [
    '/organisation',
    '/services',
    '/subprocessors',
    '/batches',
    '/changes',
    '/events',
  ];
  const service = { slug: 'shop', name: 'Shop' };
  test.for<[Who, number, number, number]>([
    ['nobody', 401, 401, 401],
    ['viewer', 200, 403, 403],
    ['editor', 200, 201, 403],
    ['owner', 200, 201, 201],
    ['configured', 200, 201, 201],
  ])('%s', async ([who, reading, editing, owning]) => {
    const trust = await startApp();
    for (const path of readings) expect((await trust.as(who).get(path)).status).toBe(reading);
    expect((await trust.as(who).post('/services', service)).status).toBe(editing);
    const key = { holder, role: 'viewer' };
    expect((await trust.as(who).post('/staff-keys', key)).status).toBe(owning);
    expect((await trust.as(who).get('/staff-keys')).status).toBe(owning === 201 ? 200 : owning);
  });
});

test('who may not is told so before anything they sent is looked at', async () => {
  const trust = await startApp();
  await trust.makeKey('viewer');
  for (const [who, status] of [
    ['nobody', 401],
    ['viewer', 403],
  ] as const) {
    const garbage = { body: '{{{', headers: { 'content-type': 'text/plain' } };
    await trust.as('viewer').get('/services');
    await refuses(trust, () => trust.as(who).send('POST', '/staff-keys', garbage), { status });
    await refuses(trust, () => trust.as(who).send('PUT', '/organisation', garbage), { status });
  }
});

describe('what is not a key in force is 401 with WWW-Authenticate:', () => {
  test.for([
    'Bearer annex_unknown',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'annex_configured-owner-key-of-the-tests',
    'Bearer annex_configured-owner-key-of-the-test',
    'Bearer annex_configured-owner-key-of-the-tests x',
    `Bearer ${'x'.repeat(10_000)}`,
  ])('%s', async (authorization) => {
    const trust = await startApp();
    const reply = await refuses(
      trust,
      () => trust.as('nobody').get('/services', { authorization }),
      { status: 401, code: 'unauthenticated' },
    );
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
  });
});

test('the word Bearer may be written in any case', async () => {
  const trust = await startApp();
  const authorization = 'bearer annex_configured-owner-key-of-the-tests';
  expect((await trust.as('nobody').get('/services', { authorization })).status).toBe(200);
});

test('a key from a query or a cookie is not looked at', async () => {
  const trust = await startApp();
  const key = 'annex_configured-owner-key-of-the-tests';
  const cookie = { cookie: `key=${key}` };
  expect((await trust.as('nobody').get(`/services?key=${key}`, cookie)).status).toBe(401);
});

test('a role that is none, and a holder that is none, make no key', async () => {
  const trust = await startApp();
  await refuses(
    trust,
    () => trust.as('configured').post('/staff-keys', { holder: ' ', role: 'king' }),
    {
      status: 422,
      pointers: ['#/holder', '#/role'],
    },
  );
});

test('answers of the staff API are not for caches', async () => {
  const trust = await startApp();
  const reply = await trust.as('viewer').get('/organisation');
  expect(reply.headers.get('cache-control')).toBe('no-store');
});

describe('an Idempotency-Key', () => {
  const once = { 'idempotency-key': 'load-1' };
  const input = { reason: 'A reason.' };

  test('gives the first reply again and does nothing twice', async () => {
    const trust = await startApp();
    const first = await trust.as('editor').post('/batches', input, once);
    const before = await readEvents(trust);
    const again = await trust.as('editor').post('/batches', input, once);
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.etag).toBe(first.etag);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await readEvents(trust)).toEqual(before);
  });

  test('with another body or at another address is refused with 422', async () => {
    const trust = await startApp();
    await trust.as('owner').post('/batches', input, once);
    const expected = { status: 422, code: 'key_reused' };
    await refuses(
      trust,
      () => trust.as('owner').post('/batches', { reason: 'Other.' }, once),
      expected,
    );
    await refuses(trust, () => trust.as('owner').post('/services', input, once), expected);
  });

  test('belongs to the key that sent it', async () => {
    const trust = await startApp();
    const mine = await trust.as('owner').post('/batches', input, once);
    const theirs = await trust.as('editor').post('/batches', input, once);
    expect(theirs.status).toBe(201);
    expect(pick(theirs.body, 'id')).not.toBe(pick(mine.body, 'id'));
  });

  test('of a refused request may be used for the corrected one', async () => {
    const trust = await startApp();
    await refuses(trust, () => trust.as('configured').post('/services', { slug: 'Shop' }, once), {
      status: 422,
    });
    await refuses(
      trust,
      () => trust.as('configured').post('/services', { slug: 'website', name: 'W' }, once),
      { status: 409, code: 'conflict' },
    );
    const reply = await trust
      .as('configured')
      .post('/services', { slug: 'shop', name: 'Shop' }, once);
    expect(reply.status).toBe(201);
  });

  test('of a request still being carried out is refused with 409, and tried again after a minute', async () => {
    const trust = await startApp();
    await trust.as('configured').post('/batches', input, once);
    // As a process leaves it that died in between: the claim is there, a reply is not, nothing is in the ledger.
    await trust.deps.transact(async (tx) => {
      const { idempotencyKeys } = await import('../../src/db/operational.ts');
      await tx.update(idempotencyKeys).set({ reply: null, commitId: 'died' });
    });
    await refuses(trust, () => trust.as('configured').post('/batches', input, once), {
      status: 409,
      code: 'request_in_progress',
    });
    trust.at(new Date(trust.now().getTime() + 61_000));
    expect((await trust.as('configured').post('/batches', input, once)).status).toBe(201);
  });

  test('of a request that was carried out and whose reply was lost never carries it out again', async () => {
    const trust = await startApp();
    await trust.as('configured').post('/batches', input, once);
    await trust.deps.transact(async (tx) => {
      const { idempotencyKeys } = await import('../../src/db/operational.ts');
      await tx.update(idempotencyKeys).set({ reply: null });
    });
    trust.at(new Date(trust.now().getTime() + 3_600_000));
    await refuses(trust, () => trust.as('configured').post('/batches', input, once), {
      status: 409,
      code: 'conflict',
    });
  });

  test('is forgotten after a day', async () => {
    const trust = await startApp();
    const first = await trust.as('configured').post('/batches', input, once);
    trust.at(new Date(trust.now().getTime() + 25 * 3_600_000));
    const second = await trust.as('configured').post('/batches', input, once);
    expect(pick(second.body, 'id')).not.toBe(pick(first.body, 'id'));
  });

  test('sent twice at the same time creates one', async () => {
    const trust = await startApp();
    await trust.makeKey('editor');
    const before = pickList((await trust.as('configured').get('/batches')).body, 'items').length;
    const send = () => trust.as('configured').post('/batches', input, once);
    const statuses = (await Promise.all([send(), send(), send()])).map((reply) => reply.status);
    expect(statuses.toSorted()).toEqual([201, 409, 409]);
    const after = pickList((await trust.as('configured').get('/batches')).body, 'items').length;
    expect(after - before).toBe(1);
  });

  test('sent to two processes at the same time creates one', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess();
    const send = (world: World) => world.as('configured').post('/batches', input, once);
    const statuses = (await Promise.all([send(trust), send(other)])).map((reply) => reply.status);
    expect(statuses).toContain(201);
    expect(pickList((await trust.as('configured').get('/batches')).body, 'items')).toHaveLength(1);
  });

  test('of a new staff key gives the key again without its secret, which is stored nowhere', async () => {
    const trust = await startApp();
    const first = await trust
      .as('configured')
      .post('/staff-keys', { holder, role: 'viewer' }, once);
    const secret = String(pick(first.body, 'secret'));
    const again = await trust
      .as('configured')
      .post('/staff-keys', { holder, role: 'viewer' }, once);
    expect(again.status).toBe(201);
    expect(pick(again.body, 'id')).toBe(pick(first.body, 'id'));
    expect(pick(again.body, 'secret')).toBeNull();
    expect(JSON.stringify([...(await dumpTables(trust)).values()])).not.toContain(secret);
    expect(readFileSync(`${trust.file}-wal`).includes(secret)).toBe(false);
  });

  test('that is blank, over-long or not printable is 400', async () => {
    const trust = await startApp();
    for (const key of ['', 'x'.repeat(256), 'a b', 'ä'])
      await refuses(
        trust,
        () => trust.as('configured').post('/batches', input, { 'idempotency-key': key }),
        { status: 400, code: 'malformed' },
      );
  });
});
