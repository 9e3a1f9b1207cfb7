import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { eventsOf, inquired, inquiryOf, pageOf, readInquiries, readLetters } from './writing.ts';

const recorded = {
  topic: 'contract-clauses',
  source: 'letter',
  receivedOn: '2026-11-20',
  name: `Robin ${personMark}`,
  message: `Please send the clauses to ${personMark}.`,
};

describe('the list of inquiries', () => {
  it('is narrowed by topic, state, assignee and text, newest first, page by page', async () => {
    const trust = await startApp();
    const ids: string[] = [];
    for (const topic of ['general', 'security', 'general', 'vulnerability']) {
      trust.at(new Date(trust.now().getTime() + 60_000));
      ids.push((await inquired(trust, { topic, company: `Firm ${ids.length} Ltd` })).id);
    }
    const editor = trust.as('editor');
    const key = await trust.makeKey('editor');
    const assigned = { assignee: key.id };
    must(await editor.put(`/inquiries/${ids[1]}/assignee`, assigned, { 'if-match': '"v1"' }));
    const list = async (query: string, who: 'editor' | 'viewer' = 'editor') => {
      const { body } = must(await trust.as(who).get(`/inquiries${query}`));
      return pickList(body, 'items').map((item) => ids.indexOf(String(pick(item, 'id'))));
    };
    expect(await list('')).toEqual([3, 2, 1, 0]);
    expect(await list('?topic=general')).toEqual([2, 0]);
    expect(await list('?state=in-progress')).toEqual([1]);
    expect(await list(`?assignee=${key.id}`)).toEqual([1]);
    expect(await list('?assignee=none&topic=vulnerability')).toEqual([3]);
    expect(await list('?q=FIRM%202')).toEqual([2]);
    expect(await list(`?q=${personMark.toLowerCase()}`)).toEqual([3, 2, 1, 0]);
    // Neither a pattern nor the names of members are found.
    expect(await list('?q=%25')).toEqual([]);
    expect(await list('?q=company')).toEqual([]);
    // Who may not read names learns nothing of them by asking.
    expect(await list('?q=FIRM%202', 'viewer')).toEqual([]);
    const { reference } = await inquiryOf(trust, ids[0] ?? '');
    expect(await list(`?q=${reference.toLowerCase()}`, 'viewer')).toEqual([0]);
    const first = must(await editor.get('/inquiries?limit=3'));
    const next = String(pick(first.body, 'next'));
    const second = must(await editor.get(`/inquiries?limit=3&cursor=${next}`));
    expect(pickList(second.body, 'items')).toMatchObject([{ id: ids[0] }]);
    expect(pick(second.body, 'next')).toBeNull();
    expect((await editor.get('/inquiries?topic=weather')).status).toBe(422);
  });

  it('names persons to editors and owners only', async () => {
    const trust = await startApp();
    const { id } = await inquired(trust);
    for (const path of ['/inquiries', `/inquiries/${id}`]) {
      const { text } = must(await trust.as('viewer').get(path));
      expect(text).not.toMatch(/kanari|backups/i);
    }
    expect((await trust.as('nobody').get('/inquiries')).status).toBe(401);
    const { body } = must(await trust.as('editor').get(`/inquiries/${id}`));
    expect(body).toMatchObject({ name: `Robin ${personMark}`, reachable: true });
  });
});

describe('an inquiry that came by letter, mail or phone', () => {
  it('is entered with its day, and is answered by mail where an address is known', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const reply = must(await editor.post('/inquiries', recorded));
    expect(reply.text).not.toMatch(/kanari/i);
    const email = `robin.${personMark.toLowerCase()}@customer.example`;
    must(await editor.post('/inquiries', { ...recorded, source: 'phone', email, language: 'de' }));
    expect(await readInquiries(trust)).toMatchObject([
      { source: 'letter', subscriptionId: null, receivedAt: new Date('2026-11-20T00:00:00Z') },
      { source: 'phone', language: 'de' },
    ]);
    expect(await readLetters(trust)).toMatchObject([{ what: 'received' }]);
    await trust.drain();
    expect(trust.outside.mailbox[0]?.text).toContain('aufgenommen');
  });

  it('is entered once, however often the request is repeated', async () => {
    const trust = await startApp();
    const headers = { 'idempotency-key': 'letter-17' };
    const first = must(await trust.as('editor').post('/inquiries', recorded, headers));
    const again = must(await trust.as('editor').post('/inquiries', recorded, headers));
    expect(again.body).toEqual(first.body);
    expect(await readInquiries(trust)).toHaveLength(1);
  });

  it('is refused of a day to come, by whoever only reads, and as coming from the form', async () => {
    const trust = await startApp();
    const tomorrow = { ...recorded, receivedOn: '2026-11-23' };
    await refuses(trust, () => trust.as('editor').post('/inquiries', tomorrow), { status: 422 });
    const form = { ...recorded, source: 'form' };
    await refuses(trust, () => trust.as('editor').post('/inquiries', form), { status: 422 });
    await refuses(trust, () => trust.as('viewer').post('/inquiries', recorded), { status: 403 });
  });
});

describe('what staff do about an inquiry', () => {
  it('is recorded by id, and notes are seen by staff only', async () => {
    const trust = await startApp();
    const { id } = await inquired(trust);
    const page = await pageOf(trust, id);
    const editor = trust.as('editor');
    const key = await trust.makeKey('editor');
    const put = async (path: string, value: unknown, version: number) =>
      must(await editor.put(`/inquiries/${id}/${path}`, value, { 'if-match': `"v${version}"` }));
    await put('topic', { topic: 'security' }, 1);
    await put('assignee', { assignee: key.id }, 2);
    const note = { text: `A secret note on ${personMark}` };
    must(await editor.post(`/inquiries/${id}/notes`, note, { 'if-match': '"v3"' }));
    await put('assignee', { assignee: null }, 4);
    await put('state', { state: 'closed' }, 5);
    await put('state', { state: 'in-progress' }, 6);
    expect((await eventsOf(trust)).map((event) => pick(event, 'action'))).toEqual([
      'inquiry.received',
      'inquiry.topic_changed',
      'inquiry.assigned',
      'inquiry.noted',
      'inquiry.assigned',
      'inquiry.closed',
      'inquiry.taken_up',
    ]);
    const { body } = must(await editor.get(`/inquiries/${id}`));
    expect(pickList(body, 'messages')).toMatchObject([{ author: 'person' }, { author: 'note' }]);
    const own = await trust.get(page);
    const json = await trust.get(`${page}.json`);
    await trust.drain();
    for (const text of [own.text, json.text, JSON.stringify(trust.outside.mailbox)])
      expect(text).not.toContain('secret note');
  });

  it('is refused where it is stale, is so already or names nobody', async () => {
    const trust = await startApp();
    const { id } = await inquired(trust);
    const editor = trust.as('editor');
    const viewer = await trust.makeKey('viewer');
    const path = (part: string) => `/inquiries/${id}/${part}`;
    const current = { 'if-match': '"v1"' };
    const cases: readonly [() => ReturnType<typeof editor.put>, number][] = [
      [() => editor.put(path('state'), { state: 'closed' }), 428],
      [() => editor.put(path('state'), { state: 'closed' }, { 'if-match': '"v9"' }), 412],
      [() => editor.put(path('state'), { state: 'answered' }, current), 422],
      [() => editor.put(path('topic'), { topic: 'general' }, current), 409],
      [() => editor.put(path('assignee'), { assignee: viewer.id }, current), 422],
      [() => editor.put(path('assignee'), { assignee: `key_${'f'.repeat(32)}` }, current), 422],
      [() => editor.post(path('messages'), { text: ' ' }, current), 422],
      [() => editor.post(path('notes'), { text: 'x'.repeat(10_001) }, current), 422],
      [() => trust.as('viewer').post(path('notes'), { text: 'Hello' }, current), 403],
      [
        () => editor.put(`/inquiries/inq_${'f'.repeat(32)}/state`, { state: 'closed' }, current),
        404,
      ],
    ];
    for (const [attempt, status] of cases) await refuses(trust, attempt, { status });
    expect((await inquiryOf(trust, id)).version).toBe(1);
  });
});
