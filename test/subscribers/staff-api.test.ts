import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import { insertAll } from '../../src/db/insert-all.ts';
import { representations } from '../../src/representations.ts';
import { webhookSecret } from '../../src/subscribers/model/webhook-secret.ts';
import { listSubscriptions } from '../../src/subscribers/service/listing.ts';
import { addressColumns } from '../../src/subscribers/service/rows.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList, type Reply } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { canary, deliver, planAll, plansOf, subscribe } from '../support/recipients.ts';
import { refuses } from '../support/refusals.ts';

const contact = (name: string) => `${personMark.toLowerCase()}.${name}@customer.example`;
const contract = (name: string) => ({ stream: 'contract', address: contact(name) });
const idOf = (reply: Reply) => String(pick(must(reply).body, 'id'));

async function eventsOf(trust: World, id: string): Promise<readonly unknown[]> {
  const events = await readEvents(trust);
  return events
    .filter((event) => pick(event, 'subject') === `subscription:${id}`)
    .map((event) => [pick(event, 'action'), pick(event, 'data')]);
}

async function readAll(trust: World, query: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let cursor = '';
  do {
    const { body } = must(await trust.as('viewer').get(`/subscriptions?${query}${cursor}`));
    found.push(...pickList(body, 'items'));
    const next = pick(body, 'next');
    cursor = next === null ? '' : `&cursor=${String(next)}`;
  } while (cursor !== '');
  return found;
}

describe('a contract contact', () => {
  it('is told from the moment it is added, and the record names no address', async () => {
    const trust = await startApp();
    const reply = await trust.as('editor').post('/subscriptions', contract('dpo'));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      stream: 'contract',
      channel: 'email',
      host: 'customer.example',
      address: null,
      topics: ['subprocessors'],
      state: 'active',
      confirmedAt: trust.now().toISOString(),
      secret: null,
    });
    const id = idOf(reply);
    expect(reply.headers.get('location')).toBe(`/trust/api/v1/subscriptions/${id}`);
    expect(await eventsOf(trust, id)).toEqual([
      ['contract_contact.added', { channel: 'email', state: 'active' }],
    ]);
    const tables = await dumpTables(trust);
    expect(tables.get('deliveries')).toEqual([]);
    const bytes = [trust.file, `${trust.file}-wal`].map((file) => readFileSync(file));
    expect(Buffer.concat(bytes).includes(contact('dpo'))).toBe(false);
  });

  it('is added once, however often the request comes or the address is written otherwise', async () => {
    const trust = await startApp();
    const key = { 'idempotency-key': 'contact-1' };
    const first = await trust.as('editor').post('/subscriptions', contract('dpo'), key);
    const again = await trust.as('editor').post('/subscriptions', contract('dpo'), key);
    expect(again.body).toEqual(first.body);
    const other = { ...contract('dpo'), address: contact('dpo').toUpperCase() };
    const refused = await refuses(trust, () => trust.as('editor').post('/subscriptions', other), {
      status: 409,
      code: 'conflict',
    });
    expect(refused.text).toContain(idOf(first));
    expect(await readAll(trust, 'stream=contract')).toHaveLength(1);
  });

  it('that is the last cannot be ended or suppressed, and is told what to do instead', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const id = idOf(await editor.post('/subscriptions', contract('first')));
    const path = `/subscriptions/${id}`;
    for (const act of [
      () => editor.delete(path),
      () => editor.put(`${path}/suppression`, { reason: 'bounced' }),
    ]) {
      const refused = await refuses(trust, act, { status: 409, code: 'conflict' });
      expect(refused.text).toContain('Add another first');
    }
    await editor.post('/subscriptions', contract('second'));
    expect((await editor.delete(path)).status).toBe(204);
    const left = await editor.get(path);
    expect(left.body).toMatchObject({ state: 'left', address: null, host: null, topics: [] });
  });

  it('remains, though two processes end the last two at once', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess();
    const editor = trust.as('editor');
    const one = idOf(await editor.post('/subscriptions', contract('one')));
    const two = idOf(await editor.post('/subscriptions', contract('two')));
    const statuses = await Promise.all([
      editor.delete(`/subscriptions/${one}`),
      other.as('editor').delete(`/subscriptions/${two}`),
    ]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect(await readAll(trust, 'stream=contract&state=active')).toHaveLength(1);
  });

  it('gets another address by a successor, to whom goes what is still on its way', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const id = idOf(await editor.post('/subscriptions', contract('old')));
    const done = { subject: 'event:1', cargo: { kind: 'event', seq: 1 } } as const;
    await deliver(trust, id, { ...done, state: 'accepted', attempts: [['accepted', 250]] });
    await deliver(trust, id, { subject: 'event:2', cargo: { kind: 'event', seq: 2 } });
    const path = `/subscriptions/${id}/contact`;
    const replaced = await editor.put(path, { address: contact('new') });
    expect(replaced.status).toBe(200);
    const successor = idOf(replaced);
    expect(replaced.body).toMatchObject({ address: contact('new'), state: 'active', replaces: id });
    expect(pick((await editor.get(`/subscriptions/${id}`)).body, 'state')).toBe('left');
    const told = pickList(
      must(await editor.get(`/deliveries?subscription=${successor}`)).body,
      'items',
    );
    expect(told.map((each) => [pick(each, 'key'), pick(each, 'state')])).toEqual([
      ['event:2', 'due'],
    ]);
    expect(await eventsOf(trust, successor)).toEqual([
      ['contract_contact.replaced', { replaces: id }],
    ]);
    await refuses(trust, () => editor.put(path, { address: contact('third') }), { status: 409 });
  });

  it('that takes another’s place is told what was published and not planned yet, and nothing twice', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const early = { effectiveOn: '2027-02-01' };
    await trust.publish({ entries: { postmark: facts() }, ...early });
    await trust.advanceDays(1);
    const id = idOf(await editor.post('/subscriptions', contract('old')));
    await trust.advanceDays(1);
    for (const name of ['AWS', 'Azure'])
      await trust.publish({ entries: { [name.toLowerCase()]: facts({ name }) }, ...early });
    const outbox = (await dumpTables(trust)).get('outbox') ?? [];
    const [, planned, unplanned] = outbox.map((row) => Number(row['seq']));
    if (planned === undefined || unplanned === undefined) throw new Error('nothing is to be told');
    const cargo = { kind: 'event', seq: planned } as const;
    await deliver(trust, id, { subject: `event:${planned}`, cargo, state: 'accepted' });
    const address = { address: contact('new') };
    const successor = idOf(await editor.put(`/subscriptions/${id}/contact`, address));
    const { body } = must(await editor.get(`/deliveries?subscription=${successor}`));
    expect(pickList(body, 'items').map((each) => pick(each, 'event'))).toEqual([unplanned]);
  });

  it.each([
    [{ stream: 'subscriber', address: canary }, '#/stream', /Nobody gives consent for another/],
    [{ stream: 'customer', address: canary }, '#/stream', /contract or staff/],
    [
      { stream: 'contract', channel: 'webhook', address: 'https://a.example/' },
      '#/channel',
      /mail/,
    ],
    [{ stream: 'contract', address: canary, topics: ['product'] }, '#/topics/0', /consent/],
    [{ stream: 'contract', address: canary, topics: [] }, '#/topics', /at least one/],
    [{ stream: 'contract', address: canary, services: ['nothing'] }, '#/services', /no service/],
    [{ stream: 'staff', address: canary, topics: ['security'] }, '#/topics', /leave it out/],
    [{ stream: 'contract', address: canary, consent: true }, '#/consent', /no such field/],
    [{ stream: 'contract', address: `${canary}\r\nBcc: a@b.example` }, '#/address', /e-mail/],
    [{ stream: 'contract', address: `"a b"@customer.example` }, '#/address', /e-mail/],
    [{ stream: 'contract', address: `${'a'.repeat(250)}@b.example` }, '#/address', /254/],
    [{ stream: 'contract', address: 7 }, '#/address', /text/],
  ])('is not made of %j', async (input, pointer, words) => {
    const trust = await startApp();
    const refused = await refuses(trust, () => trust.as('editor').post('/subscriptions', input), {
      status: 422,
      pointers: [pointer],
    });
    expect(refused.text).toMatch(words);
  });

  it('is refused where no mail can be sent, for nobody would be told', async () => {
    const trust = await startApp();
    const { mail: _, ...withoutMail } = trust.deps;
    const response = await trust.app.fetch(
      new Request('http://localhost/trust/api/v1/subscriptions', {
        method: 'POST',
        headers: {
          authorization: 'Bearer annex_configured-owner-key-of-the-tests',
          'content-type': 'application/json',
        },
        body: JSON.stringify(contract('dpo')),
      }),
      { deps: withoutMail },
    );
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('MAIL_URL');
  });
});

describe('an address for alerts', () => {
  it.each([
    ['editor', 'pending', ['confirmation:1']],
    ['owner', 'active', []],
  ] as const)('of mail that an %s adds is %s', async (who, state, queued) => {
    const trust = await startApp();
    const input = { stream: 'staff', address: canary };
    const id = idOf(await trust.as(who).post('/subscriptions', input));
    expect(pick((await trust.as('viewer').get(`/subscriptions/${id}`)).body, 'state')).toBe(state);
    const told = (await dumpTables(trust)).get('deliveries') ?? [];
    expect(told.map((row) => row['subject'])).toEqual(queued);
  });

  it('that is a webhook answers a challenge first, whoever adds it; its secret is shown once', async () => {
    const trust = await startApp();
    const url = 'https://hooks.ops.example/annex?token=kanari';
    const input = { stream: 'staff', channel: 'webhook', address: url };
    const key = { 'idempotency-key': 'hook-1' };
    const made = await trust.as('owner').post('/subscriptions', input, key);
    const id = idOf(made);
    expect(made.body).toMatchObject({ state: 'pending', host: 'hooks.ops.example', address: null });
    const [stored] = (await listSubscriptions(trust.deps, {}, 1)).items;
    if (!stored) throw new Error('nothing was stored');
    expect(pick(made.body, 'secret')).toBe(webhookSecret(trust.deps.keys, stored));
    expect(pick(made.body, 'secret')).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await trust.as('owner').post('/subscriptions', input, key);
    expect(again.body).toEqual({ ...Object(made.body), secret: null });
    const [challenge] = pickList((await trust.as('viewer').get('/deliveries')).body, 'items');
    expect(challenge).toMatchObject({ subscription: id, kind: 'challenge', key: 'challenge:1' });
    const [row] = (await dumpTables(trust)).get('deliveries') ?? [];
    const secret = String(pick(JSON.parse(String(row?.['cargo'])), 'challenge'));
    expect(secret).toMatch(/^[\w-]{32}$/);
    expect(JSON.stringify(challenge)).not.toContain(secret);
  });

  it.each([
    'http://hooks.ops.example/',
    'https://user:secret@hooks.ops.example/',
    'ftp://hooks.ops.example/',
    'javascript:alert(1)',
    'hooks.ops.example',
    'http://127.0.0.1:9000/',
    'http://localhost:8787/trust',
    `https://hooks.ops.example/${'a'.repeat(2_000)}`,
  ])('is not %s', async (address) => {
    const trust = await startApp();
    await refuses(
      trust,
      () =>
        trust.as('owner').post('/subscriptions', { stream: 'staff', channel: 'slack', address }),
      { status: 422, pointers: ['#/address'] },
    );
  });
});

describe('suppression', () => {
  it('stops every subscription of the address in its stream and keeps the address out', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const address = 'https://hooks.customer.example/kanari';
    const one = await subscribe(trust, { channel: 'webhook', address });
    const two = await subscribe(trust, { channel: 'webhook', address, topics: ['security'] });
    const other = await subscribe(trust);
    const stopped = await editor.put(`/subscriptions/${one}/suppression`, {});
    expect(stopped.body).toMatchObject({ state: 'disabled', reason: 'suppressed' });
    for (const [id, state] of [
      [two, 'disabled'],
      [other, 'active'],
    ] as const)
      expect(pick((await editor.get(`/subscriptions/${id}`)).body, 'state')).toBe(state);
    expect(await eventsOf(trust, two)).toEqual([
      ['subscription.suppressed', { reason: 'suppressed' }],
    ]);
    const [suppression] = pickList((await editor.get('/suppressions')).body, 'items');
    expect(suppression).toMatchObject({ reason: 'suppressed', at: trust.now().toISOString() });
    const input = { stream: 'staff', channel: 'webhook', address };
    await refuses(trust, () => editor.post('/subscriptions', input), { status: 409 });
  });

  it('that is lifted lets a digest tell what was missed', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const id = await subscribe(trust, { frequency: 'weekly', nextDigestAt: trust.now() });
    await editor.put(`/subscriptions/${id}/suppression`, { reason: 'bounced' });
    expect(pick((await editor.get(`/subscriptions/${id}`)).body, 'nextDigestAt')).toBeNull();
    await trust.advanceDays(3);
    const lifted = await editor.delete(`/subscriptions/${id}/suppression`);
    expect(lifted.body).toMatchObject({
      state: 'active',
      reason: null,
      nextDigestAt: trust.now().toISOString(),
    });
    expect(pickList((await editor.get('/suppressions')).body, 'items')).toEqual([]);
    await refuses(trust, () => editor.delete(`/subscriptions/${id}/suppression`), { status: 409 });
  });

  it('of a contract contact that is lifted sends what they missed, and nothing that arrived', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    await editor.post('/subscriptions', contract('other'));
    const id = idOf(await editor.post('/subscriptions', contract('dpo')));
    for (const name of ['AWS', 'Azure', 'Hetzner'])
      await trust.publish({
        entries: { [name.toLowerCase()]: facts({ name }) },
        effectiveOn: '2027-02-01',
      });
    const [had, failed, never] = await planAll(trust);
    if (had === undefined || failed === undefined || never === undefined)
      throw new Error('nothing is to be told');
    for (const [seq, state] of [
      [had, 'accepted'],
      [failed, 'failed'],
    ] as const)
      await deliver(trust, id, { subject: `event:${seq}`, cargo: { kind: 'event', seq }, state });
    await editor.put(`/subscriptions/${id}/suppression`, { reason: 'bounced' });
    await editor.delete(`/subscriptions/${id}/suppression`);
    const { body } = must(await editor.get(`/deliveries?subscription=${id}&state=due`));
    expect(pickList(body, 'items').map((each) => pick(each, 'key'))).toEqual([
      `event:${never}`,
      `event:${failed}:again:1`,
    ]);
  });

  it('for a complaint is not lifted: consent is withdrawn', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const id = await subscribe(trust);
    await editor.put(`/subscriptions/${id}/suppression`, { reason: 'complained' });
    const refused = await refuses(trust, () => editor.delete(`/subscriptions/${id}/suppression`), {
      status: 409,
    });
    expect(refused.text).toContain('consent');
  });

  it('of an address that is not subscribed leaves a hash, and a contract contact is told still', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const must_ = idOf(await editor.post('/subscriptions', contract('dpo')));
    const subscribed = await subscribe(trust, { address: contact('dpo') });
    const made = await editor.post('/suppressions', { address: contact('dpo') });
    expect(made.status).toBe(201);
    expect(pick((await editor.get(`/subscriptions/${must_}`)).body, 'state')).toBe('active');
    expect(pick((await editor.get(`/subscriptions/${subscribed}`)).body, 'state')).toBe('disabled');
    const id = String(pick(made.body, 'id'));
    expect((await editor.delete(`/suppressions/${id}`)).status).toBe(204);
    await refuses(trust, () => editor.delete(`/suppressions/${id}`), { status: 404 });
    expect(JSON.stringify(await readEvents(trust))).not.toContain(id);
  });

  it.each([
    [{ reason: 'because' }, '#/reason'],
    [{ reason: 'gave-up' }, '#/reason'],
    [{ why: canary }, '#/why'],
  ])('is not %j', async (input, pointer) => {
    const trust = await startApp();
    const id = await subscribe(trust);
    await refuses(trust, () => trust.as('editor').put(`/subscriptions/${id}/suppression`, input), {
      status: 422,
      pointers: [pointer],
    });
  });
});

describe('who sees what', () => {
  it('a viewer sees hosts, an editor mail addresses, and nobody the address of a webhook', async () => {
    const trust = await startApp();
    const url = 'https://hooks.customer.example/in?key=kanari';
    const mail = await subscribe(trust);
    const hook = await subscribe(trust, { channel: 'webhook', address: url });
    const seen = async (who: 'viewer' | 'editor' | 'owner', id: string) => {
      const one = must(await trust.as(who).get(`/subscriptions/${id}`)).body;
      const list = pickList(must(await trust.as(who).get('/subscriptions')).body, 'items');
      expect(list).toContainEqual(one);
      return [pick(one, 'host'), pick(one, 'address')];
    };
    expect(await seen('viewer', mail)).toEqual(['subscriber.example', null]);
    expect(await seen('editor', mail)).toEqual(['subscriber.example', canary]);
    expect(await seen('viewer', hook)).toEqual(['hooks.customer.example', null]);
    expect(await seen('owner', hook)).toEqual(['hooks.customer.example', null]);
  });

  it('/trust shows nobody who is told, at any address', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    await subscribe(trust);
    await subscribe(trust, { channel: 'webhook', address: `https://${personMark}.example/in` });
    await trust.as('owner').post('/subscriptions', contract('dpo'));
    await trust.as('owner').post('/subscriptions', { stream: 'staff', address: canary });
    const ids = (await readAll(trust, 'limit=10')).map((each) => String(pick(each, 'id')));
    expect(ids).toHaveLength(4);
    const fixed = representations.map(({ path }) => path).filter((path) => !path.includes(':'));
    const hidden = new RegExp([personMark, 'subscriber\\.example', ...ids].join('|'), 'i');
    for (const path of [...fixed, '/changes/1', '/changes/1.json', '/subprocessors/postmark'])
      expect((await trust.get(`/trust${path}`)).text, path).not.toMatch(hidden);
    // The same canary, to be sure that it would be seen.
    expect((await trust.as('editor').get('/subscriptions')).text).toMatch(hidden);
  });

  it('what is not there is not found, and what is no id is refused', async () => {
    const trust = await startApp();
    const missing = `/subscriptions/sbs_${'0'.repeat(32)}`;
    for (const act of [
      () => trust.as('editor').get(missing),
      () => trust.as('editor').delete(missing),
      () => trust.as('editor').put(`${missing}/suppression`, {}),
      () => trust.as('editor').put(`${missing}/contact`, { address: canary }),
      () => trust.as('editor').post(`${missing}/replays`, { delivery: 1 }),
    ])
      await refuses(trust, act, { status: 404, code: 'not_found' });
    for (const id of ['1', "sbs_' OR 1=1", 'sbs_ABC', '..%2fevents'])
      await refuses(trust, () => trust.as('editor').get(`/subscriptions/${id}`), {
        status: 422,
        pointers: ['#/param/id'],
      });
  });
});

describe('a list', () => {
  it('of 10,000 is read page by page, each once, and filters agree with it', async () => {
    const trust = await startApp();
    await trust.deps.transact(async (tx) => {
      const rows = Array.from({ length: 10_000 }, (_, index) => ({
        id: newId(trust.deps.ids, 'sbs'),
        stream: 'subscriber' as const,
        channel: 'email' as const,
        ...addressColumns(trust.deps, 'email', `${index}@host-${index % 100}.example`),
        topics: index % 2 === 0 ? (['security'] as const) : (['subprocessors'] as const),
        services: [],
        language: 'en' as const,
        frequency: 'immediate' as const,
        state: index % 10 === 0 ? ('disabled' as const) : ('active' as const),
        createdAt: trust.now(),
        changedAt: trust.now(),
      }));
      await insertAll(tx, subscriptions, rows);
    });
    const all = await readAll(trust, 'limit=100');
    expect(new Set(all.map((each) => pick(each, 'id'))).size).toBe(10_000);
    for (const [query, count] of [
      ['host=host-7.example', 100],
      ['host=HOST-7.example', 100],
      ['state=disabled', 1_000],
      ['topic=security&state=active', 4_000],
      ['channel=webhook', 0],
      ['stream=contract', 0],
    ] as const)
      expect(await readAll(trust, `limit=100&${query}`), query).toHaveLength(count);
    const plans = await plansOf(trust, (db) =>
      listSubscriptions({ ...trust.deps, db }, { host: 'host-7.example' }, 50),
    );
    expect(plans.flatMap(({ steps }) => steps)).toEqual([
      'SEARCH subscriptions USING INDEX subscriptions_host (host=?)',
    ]);
    const csv = must(await trust.as('owner').get('/subscriptions/export.csv')).text;
    expect(csv.split('\r\n').filter(Boolean)).toHaveLength(10_001);
  }, 60_000);

  it.each([
    ['state=asleep', '#/query/state'],
    ['stream=everyone', '#/query/stream'],
    ['topic=weather', '#/query/topic'],
    ['cursor=1', '#/query/cursor'],
    ['limit=101', '#/query/limit'],
    ['address=a@b.example', '#/query/address'],
  ])('is not asked for by %s', async (query, pointer) => {
    const trust = await startApp();
    await refuses(trust, () => trust.as('viewer').get(`/subscriptions?${query}`), {
      status: 422,
      pointers: [pointer],
    });
  });
});

describe('an export', () => {
  it('is a table in which no spreadsheet runs anything, and stands in the record without an address', async () => {
    const trust = await startApp();
    const formulas = [`=cmd('kanari')@x.example`, '+1@x.example', '-1@x.example', '@sum@x.example'];
    for (const address of formulas) await subscribe(trust, { address });
    await subscribe(trust, { channel: 'webhook', address: 'https://h.example/?key=kanari' });
    await subscribe(trust, { address: 'a,"b"@x.example' });
    const reply = await trust.as('owner').get('/subscriptions/export.csv');
    expect(reply.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('content-disposition')).toContain('subscriptions.csv');
    const { data, errors } = Papa.parse<Record<string, string>>(reply.text, {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.map((row) => row['address'])).toEqual([
      ...formulas.map((address) => `'${address}`),
      '',
      'a,"b"@x.example',
    ]);
    expect(reply.text).not.toContain('key=');
    const exported = (await readEvents(trust)).filter(
      (event) => pick(event, 'action') === 'subscriptions.exported',
    );
    expect(exported.map((event) => pick(event, 'data'))).toEqual([{ format: 'csv', count: 6 }]);
    expect(exported.map((event) => pick(event, 'public'))).toEqual([false]);
  });

  it('as JSON comes page by page, and each page stands in the record', async () => {
    const trust = await startApp();
    for (let index = 0; index < 5; index += 1)
      await subscribe(trust, { address: `${personMark}.${index}@x.example` });
    const owner = trust.as('owner');
    const first = must(await owner.get('/subscriptions/export.json?limit=3')).body;
    const rest = must(
      await owner.get(`/subscriptions/export.json?limit=3&cursor=${String(pick(first, 'next'))}`),
    ).body;
    const addresses = [first, rest]
      .flatMap((page) => pickList(page, 'items'))
      .map((each) => pick(each, 'address'));
    expect(addresses).toEqual([0, 1, 2, 3, 4].map((n) => `${personMark}.${n}@x.example`));
    expect(pick(rest, 'next')).toBeNull();
    const counts = (await readEvents(trust))
      .filter((event) => pick(event, 'action') === 'subscriptions.exported')
      .map((event) => pick(event, 'data', 'count'));
    expect(counts).toEqual([3, 2]);
  });

  it('of nobody is a header', async () => {
    const trust = await startApp();
    const { text } = must(await trust.as('owner').get('/subscriptions/export.csv'));
    expect(text).toMatch(/^"id","stream",[^\r]*"changed_at"\r\n$/);
  });
});
