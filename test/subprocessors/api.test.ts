import { createHash } from 'node:crypto';
import { createClient } from '@libsql/client';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts, fullFacts, person, personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';

describe('a batch', () => {
  test('is read back as it was written, and its entity tag moves with every edit', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const input = { title: 'December', reason: 'We move.', effectiveOn: '2026-12-24' };
    const created = await editor.post('/batches', input);
    expect(created.status).toBe(201);
    expect(created.etag).toBe('"v1"');
    expect(created.body).toMatchObject({ ...input, published: false, change: null });
    const path = `/batches/${String(pick(created.body, 'id'))}`;
    expect(created.headers.get('location')).toBe(`/trust/api/v1${path}`);
    const put = await editor.put(`${path}/entries/aws`, { facts: fullFacts() });
    expect([put.status, put.etag]).toEqual([201, '"v1"']);
    const replaced = await editor.put(path, { reason: 'We stay.' }, { 'if-match': '"v2"' });
    expect(replaced.body).toMatchObject({ title: null, reason: 'We stay.', effectiveOn: null });
    const read = await editor.get(path);
    expect(read.etag).toBe('"v3"');
    expect(pickList(read.body, 'entries')).toEqual([
      { slug: 'aws', facts: fullFacts(), replaces: null, contactPerson: null },
    ]);
  });

  test('that is discarded is gone with its entries, and the ledger says who did it', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    expect((await trust.as('editor').delete(`/batches/${id}`)).status).toBe(204);
    await refuses(trust, () => trust.as('editor').get(`/batches/${id}`), { status: 404 });
    const last = (await readEvents(trust)).find(
      (event) => pick(event, 'action') === 'batch.discarded',
    );
    expect(last).toMatchObject({ public: false, data: {} });
    expect(pick(last, 'actor')).toMatch(/^staff:key_/);
  });

  test('gives up one entry and keeps the others', async () => {
    const trust = await startApp();
    const id = await trust.prepare({
      entries: { a: facts({ name: 'A' }), b: facts({ name: 'B' }) },
    });
    expect((await trust.as('editor').delete(`/batches/${id}/entries/a`)).status).toBe(204);
    await refuses(trust, () => trust.as('editor').get(`/batches/${id}/entries/a`), { status: 404 });
    await refuses(trust, () => trust.as('editor').delete(`/batches/${id}/entries/a`), {
      status: 404,
    });
    const left = pickList((await trust.as('editor').get(`/batches/${id}`)).body, 'entries');
    expect(left.map((each) => pick(each, 'slug'))).toEqual(['b']);
  });

  test('that is published can be read but not changed, taken apart, discarded or published again', async () => {
    const trust = await startApp();
    const { batch } = await trust.publish({ entries: { postmark: facts() } });
    const path = `/batches/${batch}`;
    const editor = trust.as('editor');
    expect((await editor.get(path)).body).toMatchObject({
      published: true,
      change: 1,
      entries: [],
    });
    const match = { 'if-match': '*' };
    const conflict = { status: 409, code: 'conflict' };
    await refuses(trust, () => editor.put(path, { reason: 'x' }, match), conflict);
    await refuses(trust, () => editor.put(`${path}/entries/x`, { facts: facts() }), conflict);
    await refuses(trust, () => editor.delete(`${path}/entries/postmark`), conflict);
    await refuses(trust, () => editor.delete(path), conflict);
    await refuses(trust, () => editor.put(`${path}/publication`, {}, match), conflict);
    await refuses(trust, () => editor.put(`${path}/publication?dry_run=true`, {}), conflict);
  });

  test('is found in pages that never repeat or skip one, newest first', async () => {
    const trust = await startApp();
    for (let n = 1; n <= 7; n += 1)
      must(await trust.as('editor').post('/batches', { title: `${n}` }));
    const titles: unknown[] = [];
    let next: unknown = '';
    while (next !== null) {
      const query = next === '' ? '' : `&cursor=${String(next)}`;
      const { body } = must(await trust.as('viewer').get(`/batches?limit=3${query}`));
      titles.push(...pickList(body, 'items').map((item) => pick(item, 'title')));
      next = pick(body, 'next');
    }
    expect(titles).toEqual(['7', '6', '5', '4', '3', '2', '1']);
  });

  test('keeps what was typed out of the ledger', async () => {
    const trust = await startApp();
    await trust.prepare({
      entries: { postmark: facts() },
      persons: { postmark: person() },
      reason: 'Secret plan.',
    });
    const written = JSON.stringify(await readEvents(trust));
    expect(written).not.toContain('Secret plan');
    expect(written).not.toContain('transactional');
  });
});

describe('two people who edit', () => {
  test('the second of two edits of one version is refused, and is told what to do', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const path = `/batches/${id}/entries/postmark`;
    const { etag = '' } = await trust.as('editor').get(path);
    const mine = { facts: facts({ description: 'Mine.' }) };
    const theirs = { facts: facts({ description: 'Theirs.' }) };
    const first = await trust.as('owner').put(path, mine, { 'if-match': etag });
    expect([first.status, first.etag]).toEqual([200, '"v2"']);
    const refused = await refuses(
      trust,
      () => trust.as('editor').put(path, theirs, { 'if-match': etag }),
      { status: 412, code: 'stale' },
    );
    expect(pick(refused.body, 'detail')).toMatch(/version 1, but version 2/);
    expect(pick((await trust.as('editor').get(path)).body, 'facts', 'description')).toBe('Mine.');
  });

  test('an edit without If-Match is refused with 428 wherever it could undo another', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const needed = { status: 428, code: 'precondition_required' };
    const editor = trust.as('editor');
    await refuses(trust, () => editor.put(`/batches/${id}`, { reason: 'x' }), needed);
    await refuses(
      trust,
      () => editor.put(`/batches/${id}/entries/postmark`, { facts: facts() }),
      needed,
    );
    await refuses(trust, () => editor.put(`/batches/${id}/publication`, {}), needed);
    await refuses(trust, () => editor.put('/services/website', { name: 'W' }), needed);
    await refuses(trust, () => trust.as('configured').put('/organisation', { name: 'Q' }), needed);
  });

  test('an If-Match that is no tag of ours, or weak, is stale', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    for (const tag of ['v2', '"2"', 'W/"v2"', '"v2', '"v2", "v3"', ''])
      await refuses(
        trust,
        () => trust.as('editor').put(`/batches/${id}`, { reason: 'x' }, { 'if-match': tag }),
        { status: 412, code: 'stale' },
      );
  });

  test('an If-Match for an entry that the batch does not touch any more is stale', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const path = `/batches/${id}/entries/postmark`;
    await trust.as('owner').delete(path);
    for (const tag of ['"v1"', '*'])
      await refuses(
        trust,
        () => trust.as('editor').put(path, { facts: facts() }, { 'if-match': tag }),
        { status: 412, code: 'stale' },
      );
    expect((await trust.as('editor').put(path, { facts: facts() })).status).toBe(201);
  });

  test('of fifty parallel edits with one tag, one is stored', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const path = `/batches/${id}/entries/postmark`;
    const before = (await readEvents(trust)).length;
    const edits = Array.from({ length: 50 }, (_, n) =>
      trust
        .as('editor')
        .put(path, { facts: facts({ description: `Edit ${n}.` }) }, { 'if-match': '"v1"' }),
    );
    const replies = await Promise.all(edits);
    const stored = replies.filter((reply) => reply.status === 200);
    expect(stored).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 412)).toHaveLength(49);
    expect((await trust.as('editor').get(path)).body).toEqual(stored[0]?.body);
    expect((await readEvents(trust)).length).toBe(before + 1);
  });

  test('of ten parallel publications of a batch by two processes, one is published', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const etag = await trust.approve(id);
    const publish = (world: World) =>
      world.as('editor').put(`/batches/${id}/publication`, {}, { 'if-match': etag });
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => publish(n % 2 ? trust : other)),
    );
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([
      201,
      ...Array<number>(9).fill(409),
    ]);
  });

  test('a batch that somebody changed after it was looked at is not published', async () => {
    const trust = await startApp();
    const id = await trust.prepare({ entries: { postmark: facts() } });
    const seen = await trust.as('editor').put(`/batches/${id}/publication?dry_run=true`, {});
    await trust
      .as('owner')
      .put(`/batches/${id}/entries/other`, { facts: facts({ name: 'Other' }) });
    await refuses(
      trust,
      () =>
        trust.as('editor').put(`/batches/${id}/publication`, {}, { 'if-match': seen.etag ?? '' }),
      { status: 412, code: 'stale' },
    );
  });
});

describe('the register', () => {
  test('is listed in its own order, page by page, with what Annex III still lacks', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: {
        zeta: facts({ name: 'Zeta', order: 1 }),
        beta: facts({ name: 'Beta' }),
        alpha: facts({ name: 'Alpha' }),
      },
    });
    const first = await trust.as('viewer').get('/subprocessors?limit=2');
    expect(pickList(first.body, 'items').map((item) => pick(item, 'slug'))).toEqual([
      'zeta',
      'alpha',
    ]);
    const rest = await trust
      .as('viewer')
      .get(`/subprocessors?limit=2&cursor=${String(pick(first.body, 'next'))}`);
    expect(pickList(rest.body, 'items').map((item) => pick(item, 'slug'))).toEqual(['beta']);
    expect(pick(rest.body, 'next')).toBeNull();
    expect(pick(rest.body, 'items', 0, 'completeness')).toEqual({
      percent: 14,
      missing: [
        'legalName',
        'legalAddress',
        'contactName',
        'contactPosition',
        'contactDetails',
        'responsibilities',
      ],
    });
  });

  test('gives back every field as it was published', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { aws: fullFacts() } });
    expect(await trust.entry('aws')).toMatchObject({
      slug: 'aws',
      state: 'current',
      facts: fullFacts(),
    });
  });

  test('has no way to delete an entry that was published', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    for (const method of ['DELETE', 'PUT', 'PATCH', 'POST'])
      await refuses(trust, () => trust.as('configured').send(method, '/subprocessors/postmark'), {
        status: 405,
      });
    await trust.publish({ entries: { postmark: facts({ effectiveUntil: day('2026-11-22') }) } });
    await trust.advanceDays(3);
    trust.at(new Date(trust.now().getTime() + 400 * 86_400_000));
    await trust.runSchedule();
    expect(await trust.entry('postmark')).toMatchObject({ state: 'ended' });
    expect((await trust.get('/trust/subprocessors/postmark')).status).toBe(200);
  }, 60_000);

  test('does not know a slug that was never published: the same problem, and a page', async () => {
    const trust = await startApp();
    await trust.prepare({ entries: { drafted: facts() } });
    const drafted = await trust.get('/trust/subprocessors/drafted.json');
    const unknown = await trust.get('/trust/subprocessors/unknown.json');
    expect([drafted.status, drafted.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    expect(drafted.text).toBe(unknown.text);
    const page = await trust.get('/trust/subprocessors/unknown');
    expect([page.status, page.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    expect(page.text).toBe((await trust.get('/trust/subprocessors/drafted')).text);
  });

  test('does not know a change that was never published, in both forms', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    expect((await trust.get('/trust/changes/1')).status).toBe(200);
    for (const id of ['2', '0', '01', '99999999999999999999', '-1', '1e0']) {
      expect((await trust.get(`/trust/changes/${id}`)).status).toBe(404);
      const json = await trust.get(`/trust/changes/${id}.json`);
      expect([json.status, json.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json',
      ]);
    }
  });
});

describe('a contact person', () => {
  const path = '/subprocessors/postmark/contact-person';
  const withEntry = async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    return trust;
  };
  const readPerson = async (trust: World) => {
    const client = createClient({ url: `file:${trust.file}` });
    const { rows } = await client.execute('SELECT person, salt FROM contact_persons');
    client.close();
    return (
      rows[0] && { person: JSON.parse(String(rows[0]['person'])), salt: String(rows[0]['salt']) }
    );
  };

  test('who is not published is known to staff alone', async () => {
    const trust = await withEntry();
    const reply = await trust.as('editor').put(path, person());
    expect(reply.status).toBe(200);
    expect(pick(reply.body, 'contactPerson')).toEqual(person());
    expect(await trust.entry('postmark')).toMatchObject({ contactPerson: person() });
    for (const at of ['/subprocessors', '/subprocessors/postmark']) {
      expect((await trust.as('viewer').get(at)).text).not.toContain(personMark);
      expect((await trust.as('publisher').get(at)).text).toContain(personMark);
    }
    for (const form of ['/postmark', '/postmark.json', '.json', '.csv', ''])
      expect((await trust.get(`/trust/subprocessors${form}`)).text).not.toContain(personMark);
  });

  test('is not published unless somebody says so', async () => {
    const trust = await withEntry();
    const { published: _, ...unsaid } = person();
    const reply = await trust.as('editor').put(path, unsaid);
    expect(pick(reply.body, 'contactPerson', 'published')).toBe(false);
  });

  test('who is published stands on the entry in every format, but in no feed, log or event', async () => {
    const trust = await withEntry();
    await trust.as('editor').put(path, person({ published: true }));
    for (const form of ['/postmark', '/postmark.json', '.json', '.csv'])
      expect((await trust.get(`/trust/subprocessors${form}`)).text).toContain(personMark);
    for (const form of [
      'changes',
      'changes/1',
      'changes.json',
      'feed.atom',
      'feed.rss',
      'feed.json',
    ])
      expect((await trust.get(`/trust/${form}`)).text).not.toContain(personMark);
    expect(JSON.stringify(await readEvents(trust))).not.toContain(personMark);
  });

  test('who is no longer published is gone from every page at once', async () => {
    const trust = await withEntry();
    await trust.as('editor').put(path, person({ published: true }));
    const before = await trust.get('/trust/subprocessors/postmark');
    await trust.as('editor').put(path, person({ published: false }));
    const after = await trust.get('/trust/subprocessors/postmark', {
      'if-none-match': before.etag ?? '',
    });
    expect(after.status).toBe(200);
    expect(after.text).not.toContain(personMark);
  });

  test('leaves a commitment in the ledger, which whoever holds person and salt can verify', async () => {
    const trust = await withEntry();
    await trust.as('editor').put(path, person());
    const held = await readPerson(trust);
    const event = (await readEvents(trust)).at(-1);
    expect(event).toMatchObject({ action: 'contact_person.recorded', public: true });
    expect(held?.salt).toMatch(/^[0-9a-f]{64}$/);
    const text = `${held?.salt}${canonicalJson(held?.person)}`;
    expect(pick(event, 'data')).toEqual({
      commitment: createHash('sha256').update(text).digest('hex'),
    });
    expect(held?.person).toEqual(person());
  });

  test('named twice leaves two commitments that do not show that it is the same person', async () => {
    const trust = await withEntry();
    await trust.as('editor').put(path, person());
    await trust.as('editor').put(path, person());
    const [first, second] = (await readEvents(trust)).slice(-2);
    expect(pick(first, 'data', 'commitment')).not.toBe(pick(second, 'data', 'commitment'));
  });

  test('who is erased is gone with the salt, from staff and public alike; the commitment stays and tells nothing', async () => {
    const trust = await withEntry();
    await trust.as('editor').put(path, person({ published: true }));
    const commitment = pick((await readEvents(trust)).at(-1), 'data', 'commitment');
    expect((await trust.as('editor').delete(path)).status).toBe(204);
    expect(await readPerson(trust)).toBeUndefined();
    expect(await trust.entry('postmark')).toMatchObject({ contactPerson: null });
    expect((await trust.get('/trust/subprocessors/postmark')).text).not.toContain(personMark);
    const events = await readEvents(trust);
    expect(events).toContainEqual(
      expect.objectContaining({ action: 'contact_person.erased', data: {} }),
    );
    expect(events.some((event) => pick(event, 'data', 'commitment') === commitment)).toBe(true);
    await refuses(trust, () => trust.as('editor').delete(path), { status: 404 });
  });

  test('who is erased can not be read out of the database file either', async () => {
    const trust = await withEntry();
    const { readFileSync } = await import('node:fs');
    await trust.as('editor').put(path, person());
    await trust.as('editor').delete(path);
    const client = createClient({ url: `file:${trust.file}` });
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    client.close();
    expect(readFileSync(trust.file).includes(`Zoe ${personMark}`)).toBe(false);
  });

  test('who came with a batch is gone from the batch once it is published', async () => {
    const trust = await withEntry();
    const persons = { postmark: person() };
    await trust.publish({ entries: { postmark: facts({ description: 'More.' }) }, persons });
    expect(await trust.entry('postmark')).toMatchObject({ contactPerson: person() });
    expect((await dumpTables(trust)).get('batch_entries')).toEqual([]);
  });

  test('needs an entry, a name and an e-mail that is one', async () => {
    const trust = await withEntry();
    const editor = trust.as('editor');
    await refuses(trust, () => editor.put('/subprocessors/nobody/contact-person', person()), {
      status: 404,
    });
    await refuses(trust, () => editor.put(path, { email: 'x', colour: 'red' }), {
      status: 422,
      pointers: ['#/name', '#/email', '#/colour'],
    });
    await refuses(trust, () => trust.as('viewer').put(path, person()), { status: 403 });
    await refuses(trust, () => editor.delete('/subprocessors/nobody/contact-person'), {
      status: 404,
    });
  });
});
