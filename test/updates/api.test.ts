import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { draft, news, outage, post, withdraw } from './posting.ts';

describe('a draft', () => {
  it('is seen by staff of any role and by nobody else', async () => {
    const trust = await startApp();
    const { path } = await draft(trust, { title: 'Not ready' });
    expect((await trust.as('viewer').get(path)).body).toMatchObject({
      title: 'Not ready',
      topic: null,
      body: null,
      services: [],
      published: null,
    });
    expect((await trust.as('nobody').get(path)).status).toBe(401);
    for (const page of ['', '/updates', '/updates.json', '/feed.json?topic=updates', '/log'])
      expect((await trust.get(`/trust${page}`)).text).not.toContain('Not ready');
    expect((await trust.get('/trust/updates/1')).status).toBe(404);
    // The ledger keeps who wrote, not what.
    expect(JSON.stringify((await dumpTables(trust)).get('events'))).not.toContain('Not ready');
  });

  it('is replaced only by whoever has read it', async () => {
    const trust = await startApp();
    const { path, etag } = await draft(trust);
    const editor = trust.as('editor');
    await refuses(trust, () => editor.put(path, { title: 'Blind' }), { status: 428 });
    const replaced = must(await editor.put(path, { title: 'Seen' }, { 'if-match': etag }));
    expect(replaced.body).toMatchObject({ title: 'Seen', body: null, topic: null });
    expect(replaced.etag).not.toBe(etag);
    await refuses(trust, () => editor.put(path, { title: 'Late' }, { 'if-match': etag }), {
      status: 412,
    });
    // Nor is it published by who has not read what it says by now.
    const publish = (headers: Record<string, string>) =>
      editor.put(`${path}/publication`, undefined, headers);
    await refuses(trust, () => publish({}), { status: 428 });
    await refuses(trust, () => publish({ 'if-match': etag }), { status: 412 });
  });

  it('is written once by a request that is sent twice with an Idempotency-Key', async () => {
    const trust = await startApp();
    const send = () => trust.as('editor').post('/updates', news, { 'idempotency-key': 'once' });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(pickList((await trust.as('viewer').get('/updates')).body, 'items')).toHaveLength(1);
  });

  it('is thrown away without a trace of what it said', async () => {
    const trust = await startApp();
    const { path } = await draft(trust);
    expect((await trust.as('editor').delete(path)).status).toBe(204);
    await refuses(trust, () => trust.as('editor').get(path), { status: 404 });
    await refuses(trust, () => trust.as('editor').delete(path), { status: 404 });
    expect((await dumpTables(trust)).get('update_drafts')).toEqual([]);
  });

  it('is written and published by editors, not by viewers', async () => {
    const trust = await startApp();
    const { path, etag } = await draft(trust);
    const viewer = trust.as('viewer');
    const acts = [
      () => viewer.post('/updates', news),
      () => viewer.put(path, news, { 'if-match': etag }),
      () => viewer.delete(path),
      () => viewer.put(`${path}/publication`, undefined, { 'if-match': etag }),
      () => viewer.put(`${path}/withdrawal`, { reason: 'No.' }),
    ];
    for (const act of acts) await refuses(trust, act, { status: 403 });
  });

  it('stands in a list, newest first, page by page', async () => {
    const trust = await startApp();
    for (const title of ['One', 'Two', 'Three']) {
      await draft(trust, { title });
      trust.at(new Date(trust.now().getTime() + 1_000));
    }
    const titles = (body: unknown) => pickList(body, 'items').map((item) => pick(item, 'title'));
    const { body } = await trust.as('viewer').get('/updates?limit=2');
    expect(titles(body)).toEqual(['Three', 'Two']);
    const rest = await trust.as('viewer').get(`/updates?cursor=${String(pick(body, 'next'))}`);
    expect([titles(rest.body), pick(rest.body, 'next')]).toEqual([['One'], null]);
    expect((await trust.as('viewer').get('/updates?cursor=upd_0')).status).toBe(404);
  });
});

describe('a post', () => {
  it('is published once, as an entry of the ledger that is public, and is never edited', async () => {
    const trust = await startApp();
    const { path, etag } = await draft(trust, { ...news, services: ['website'] });
    const editor = trust.as('editor');
    const publish = (ifMatch: string) =>
      editor.put(`${path}/publication`, undefined, { 'if-match': ifMatch });
    const published = await publish(etag);
    expect([published.status, published.headers.get('location')]).toEqual([
      201,
      '/trust/updates/1',
    ]);
    expect(published.body).toEqual({
      update: 1,
      position: 1,
      url: 'http://localhost:8787/trust/updates/1',
      publishedAt: trust.now().toISOString(),
      withdrawn: null,
    });
    const { body } = await editor.get('/events?limit=2');
    expect(pickList(body, 'items')).toMatchObject([
      { action: 'update_draft.published', public: false },
      {
        action: 'update.published',
        public: true,
        subject: 'update:1',
        data: { thread: 1, position: 1, ...news, services: ['website'] },
      },
    ]);
    const now = must(await editor.get(path));
    expect(pick(now.body, 'published')).toMatchObject({ update: 1, position: 1 });
    const ifMatch = { 'if-match': now.etag ?? '' };
    for (const act of [
      () => publish(now.etag ?? ''),
      () => editor.put(path, { ...news, title: 'Other' }, ifMatch),
      () => editor.delete(path),
    ])
      await refuses(trust, act, { status: 409 });
  });

  it('is followed by others in its thread, which say how far an incident is', async () => {
    const trust = await startApp();
    const { update } = await post(trust, { ...outage, services: ['website'] });
    expect(update).toBe(1);
    await post(trust);
    trust.at('2026-11-22T10:00:00Z');
    const next = { follows: 1, status: 'monitoring', severity: 'minor', body: 'It runs again.' };
    expect(await post(trust, next)).toMatchObject({ update: 1, position: 2 });
    trust.at('2026-11-22T11:00:00Z');
    expect(
      await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' }),
    ).toMatchObject({ update: 1, position: 3 });
    const { body } = await trust.get('/trust/updates/1.json');
    expect(body).toMatchObject({
      topic: 'incident',
      title: outage['title'],
      services: ['website'],
      status: 'resolved',
      severity: 'minor',
      publishedAt: '2026-11-22T09:00:00.000Z',
      changedAt: '2026-11-22T11:00:00.000Z',
    });
    expect(pickList(body, 'posts').map((each) => pick(each, 'status'))).toEqual([
      'investigating',
      'monitoring',
      'resolved',
    ]);
  });

  it('that two publish at once stands twice in no place', async () => {
    const trust = await startApp();
    const { update } = await post(trust, outage);
    const drafts = await Promise.all(
      ['One', 'Two', 'Three'].map((body) =>
        draft(trust, { follows: update, status: 'identified', body }),
      ),
    );
    const replies = await Promise.all(
      drafts.map(({ path, etag }) =>
        trust.as('editor').put(`${path}/publication`, undefined, { 'if-match': etag }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(replies.map(({ body }) => pick(body, 'position')).sort()).toEqual([2, 3, 4]);
  });
});

it.each([
  ['security', 'security'],
  ['incident', 'security'],
  ['policy', 'policies'],
  ['document', 'documents'],
  ['product', 'product'],
])('a post of topic %s and its withdrawal are told to who follows %s', async (topic, told) => {
  const trust = await startApp();
  const input = topic === 'incident' ? outage : news;
  const { id } = await post(trust, { ...input, topic, services: ['website'] });
  await withdraw(trust, id);
  const tables = await dumpTables(trust);
  const seqs = (tables.get('events') ?? [])
    .filter(({ action }) => action === 'update.published' || action === 'update.withdrawn')
    .map(({ seq }) => seq);
  expect(seqs).toHaveLength(2);
  expect(tables.get('outbox')).toMatchObject(
    seqs.map((seq) => ({ seq, topic: told, services: ['website'], quiet: 0 })),
  );
});

describe('a post that is withdrawn', () => {
  it('says so and why wherever it stood, and no longer what it said; the log keeps it', async () => {
    const trust = await startApp();
    const { id } = await post(trust, { ...news, body: 'Half a **secret**.' });
    trust.at('2026-11-23T09:00:00Z');
    const reply = must(
      await trust.as('editor').put(`/updates/${id}/withdrawal`, { reason: 'Told too early.' }),
    );
    expect(pick(reply.body, 'withdrawn')).toEqual({
      at: '2026-11-23T09:00:00.000Z',
      reason: 'Told too early.',
    });
    const { body } = await trust.get('/trust/updates/1.json');
    expect(body).toMatchObject({
      withdrawn: true,
      changedAt: '2026-11-23T09:00:00.000Z',
      posts: [{ withdrawn: { reason: 'Told too early.' } }],
    });
    for (const path of ['/updates/1', '/updates/1.json', '/updates', '/updates.json', '', '.json'])
      expect((await trust.get(`/trust${path}`)).text, path).not.toContain('secret');
    for (const form of ['atom', 'rss', 'json']) {
      const { text } = await trust.get(`/trust/feed.${form}?topic=updates`);
      expect(text).not.toContain('secret');
      expect(text).toContain('Told too early.');
    }
    const page = await trust.get('/trust/updates/1');
    expect(page.text).toContain('Told too early.');
    expect(page.text).toContain('<meta name="robots" content="noindex"');
    for (const path of [
      ['posts', 0, 'log'],
      ['posts', 0, 'withdrawn', 'log'],
    ]) {
      const proof = new URL(String(pick(body, ...path, 'proof')));
      expect((await trust.get(proof.pathname)).text).toMatch(/^c2sp\.org\/tlog-proof/);
      expect(page.text).toContain(`href="${proof.pathname}"`);
    }
    const tile = await trust.fetch('/trust/log/tile/entries/000.p/4');
    expect(await tile.text()).toContain('Half a **secret**.');
  });

  it('as the newest of an incident leaves it as far as the one before says', async () => {
    const trust = await startApp();
    await post(trust, outage);
    const { id } = await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' });
    const open = async () =>
      pickList((await trust.get('/trust.json')).body, 'updates', 'openIncidents').length;
    expect(await open()).toBe(0);
    await withdraw(trust, id);
    expect(await open()).toBe(1);
    expect((await trust.get('/trust/updates/1.json')).body).toMatchObject({
      status: 'investigating',
    });
  });

  it('is not followed, not withdrawn again, and was no draft', async () => {
    const trust = await startApp();
    const { id, update } = await post(trust);
    await withdraw(trust, id);
    const editor = trust.as('editor');
    const again = () => editor.put(`/updates/${id}/withdrawal`, { reason: 'Again.' });
    await refuses(trust, again, { status: 409 });
    const next = await draft(trust, { follows: update, body: 'One more thing.' });
    const publish = () =>
      editor.put(`${next.path}/publication`, undefined, { 'if-match': next.etag });
    await refuses(trust, publish, { status: 422, pointers: ['#/follows'] });
    const early = () => editor.put(`${next.path}/withdrawal`, { reason: 'Too early.' });
    await refuses(trust, early, { status: 409 });
    await refuses(trust, () => editor.put('/updates/upd_0/withdrawal', { reason: 'No.' }), {
      status: 404,
    });
  });
});

describe('what can not be meant is refused when it is written', () => {
  it.each([
    ['an unknown field', { ...news, colour: 'red' }, ['#/colour']],
    ['a topic there is not', { ...news, topic: 'gossip' }, ['#/topic']],
    ['a status there is not', { ...outage, status: 'fixed' }, ['#/status']],
    ['a severity there is not', { ...outage, severity: 'huge' }, ['#/severity']],
    ['null for what is not stated', { ...news, title: null }, ['#/title']],
    ['a title of two lines', { ...news, title: 'One\nTwo' }, ['#/title']],
    ['a blank title', { ...news, title: ' \u3164 ' }, ['#/title']],
    ['a title of 201 characters', { ...news, title: 'x'.repeat(201) }, ['#/title']],
    ['a title that is turned round', { ...news, title: 'Paid \u202Eyadot' }, ['#/title']],
    ['a body that is turned round', { ...news, body: 'a\u2067b' }, ['#/body']],
    ['a body with half a character', { ...news, body: 'a\uD800' }, ['#/body']],
    ['a body with a control character', { ...news, body: 'a\u0007b' }, ['#/body']],
    ['a body of 16,001 characters', { ...news, body: 'x'.repeat(16_001) }, ['#/body']],
    ['a blank body', { ...news, body: ' \n ' }, ['#/body']],
    ['a service twice', { ...news, services: ['website', 'website'] }, ['#/services']],
    ['a service that is no slug', { ...news, services: ['Web Site'] }, ['#/services/0']],
    ['text for a number', { follows: '1', body: 'x' }, ['#/follows']],
    ['number 0', { follows: 0, body: 'x' }, ['#/follows']],
    ['half a number', { follows: 1.5, body: 'x' }, ['#/follows']],
  ])('%s', async (_what, input, pointers) => {
    const trust = await startApp();
    const send = () => trust.as('editor').post('/updates', input);
    await refuses(trust, send, { status: 422, pointers });
  });

  it.each([
    ['no reason', {}],
    ['a blank one', { reason: ' ' }],
    ['one of 1,001 characters', { reason: 'x'.repeat(1_001) }],
    ['one of two lines', { reason: 'One\nTwo' }],
  ])('a withdrawal for %s', async (_what, input) => {
    const trust = await startApp();
    const { id } = await post(trust);
    const send = () => trust.as('editor').put(`/updates/${id}/withdrawal`, input);
    await refuses(trust, send, { status: 422, pointers: ['#/reason'] });
  });

  it('what is no JSON, or none of ours', async () => {
    const trust = await startApp();
    const send = (body: string, type = 'application/json') =>
      trust.as('editor').send('POST', '/updates', { body, headers: { 'content-type': type } });
    await refuses(trust, () => send('{"title":'), { status: 400 });
    await refuses(trust, () => send('['.repeat(7_000)), { status: 400 });
    await refuses(trust, () => send('{}', 'text/plain'), { status: 415 });
    await refuses(trust, () => send(JSON.stringify({ body: 'x'.repeat(70_000) })), { status: 413 });
  });
});

describe('what is not whole is refused when it is published, with everything that is missing', () => {
  it.each([
    ['nothing', {}, ['#/body', '#/title', '#/topic']],
    [
      'an incident without severity and status',
      { ...outage, severity: undefined, status: undefined },
      ['#/severity', '#/status'],
    ],
    ['news with a severity', { ...news, severity: 'minor' }, ['#/severity']],
    ['a policy with a status', { ...news, topic: 'policy', status: 'resolved' }, ['#/status']],
    ['a service there is not', { ...news, services: ['website', 'moon'] }, ['#/services']],
    ['an update there is not, to follow', { follows: 7, body: 'x' }, ['#/follows']],
    ['a body that shows nothing', { ...news, body: '[hidden]: https://a.example' }, ['#/body']],
    ['quotes without an end', { ...news, body: `${'>'.repeat(3_000)} deep` }, ['#/body']],
  ])('%s', async (_what, input, pointers) => {
    const trust = await startApp();
    const { path, etag } = await draft(trust, input);
    const publish = () =>
      trust.as('editor').put(`${path}/publication`, undefined, { 'if-match': etag });
    await refuses(trust, publish, { status: 422, pointers });
  });

  it('a follow-up that says what its thread says already, or not how far the incident is', async () => {
    const trust = await startApp();
    await post(trust, outage);
    const { path, etag } = await draft(trust, { ...news, services: ['website'], follows: 1 });
    const publish = () =>
      trust.as('editor').put(`${path}/publication`, undefined, { 'if-match': etag });
    await refuses(trust, publish, {
      status: 422,
      pointers: ['#/services', '#/status', '#/title', '#/topic'],
    });
  });
});

it('the longest post is one entry of the log, whatever it is written in', async () => {
  const trust = await startApp();
  const services = Array.from({ length: 48 }, (_, at) => `service-${at}-${'x'.repeat(40)}`);
  for (const slug of services)
    must(await trust.as('owner').post('/services', { slug, name: slug }));
  for (const letter of ['x', '"', '\\', 'ü', '語', '😀'.slice(0, 2)]) {
    const fill = (length: number) => letter.repeat(length / letter.length);
    const written = { ...outage, services, title: fill(200), body: fill(16_000) };
    expect(await post(trust, written)).toMatchObject({ position: 1 });
  }
});
