import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { type Input, news, outage, post, withdraw } from './posting.ts';

const root = 'http://localhost:8787/trust';

describe('the feeds of posts', () => {
  it('have one entry for each post and follow-up, with the same ids, titles and links in each form', async () => {
    const { trust } = await told();
    const json = parseJsonFeed(await feed(trust, 'json', 'topic=updates'));
    const atom = parseAtomFeed(await feed(trust, 'atom', 'topic=updates'));
    const rss = parseRssFeed(await feed(trust, 'rss', 'topic=updates'));
    const entries = json.items?.map(({ id, title, url }) => ({ id, title, url }));
    expect(entries?.map(({ title, url }) => [title, url])).toEqual([
      ['Resolved: E-mails arrive late', `${root}/updates/1#post-2`],
      ['Exports are faster', `${root}/updates/2`],
      ['Investigating: E-mails arrive late', `${root}/updates/1`],
    ]);
    expect(
      atom.entries?.map((entry) => ({
        id: entry.id,
        title: entry.title?.value,
        url: entry.links?.[0]?.href,
      })),
    ).toEqual(entries);
    expect(
      rss.items?.map((item) => ({ id: item.guid?.value, title: item.title, url: item.link })),
    ).toEqual(entries);
    // The id is that of the event, which is the entry of the log.
    const { body } = await trust.get('/trust/updates/1.json');
    expect(entries?.[0]?.id).toBe(`urn:uuid:${String(pick(body, 'posts', 1, 'eventId'))}`);
    expect(json.items?.[2]?.content_html).toContain('<strong>cause</strong>');
    expect(json.items?.[2]?.tags).toEqual(['posted', 'incident', 'investigating', 'major']);
  });

  it('tell nothing of sub-processors, and the default feeds nothing of posts', async () => {
    const { trust } = await told();
    await trust.publish({ entries: { postmark: facts() } });
    for (const form of ['atom', 'rss', 'json']) {
      expect(await feed(trust, form, 'topic=updates')).not.toContain('Postmark');
      const usual = await feed(trust, form, '');
      expect(usual).not.toContain('Exports');
      expect(usual).toContain('Postmark');
      expect(await feed(trust, form, 'topic=subprocessors')).toBe(usual);
    }
  });

  it('are narrowed by topic and by service; what names no service concerns each', async () => {
    const { trust } = await told();
    await post(trust, { ...news, title: 'Of the website', services: ['website'] });
    await post(trust, { ...news, title: 'Of the service', services: ['qluster-service'] });
    const titles = async (query: string) =>
      parseJsonFeed(await feed(trust, 'json', query)).items?.map(({ title }) => title) ?? [];
    expect(await titles('topic=incident')).toEqual([
      'Resolved: E-mails arrive late',
      'Investigating: E-mails arrive late',
    ]);
    expect(await titles('topic=policy')).toEqual([]);
    expect(await titles('service=website&topic=product')).toEqual([
      'Of the website',
      'Exports are faster',
    ]);
    expect(await titles('service=qluster-service&topic=updates')).toHaveLength(4);
  });

  it('refuse a topic, a service, a class and an archive that can not be meant, and say what can', async () => {
    const { trust } = await told();
    for (const [query, pointer, status] of [
      ['topic=gossip', '#/query/topic', 422],
      ['topic=updates&service=moon', '#/query/service', 422],
      ['topic=updates&class=all', '#/query/class', 422],
      ['topic=updates&archive=1', undefined, 404],
      ['topic=updates&archive=01', undefined, 404],
      ['topic=updates&archive=none', undefined, 404],
    ] as const) {
      const { status: found, body } = await trust.get(`/trust/feed.json?${query}`);
      expect([query, found]).toEqual([query, status]);
      expect(pick(body, 'errors', 0, 'pointer')).toBe(pointer);
    }
  });
});

describe('a withdrawal', () => {
  it('is an entry of its own on top, and empties the entry of the post and says when', async () => {
    const trust = await startApp();
    const { id } = await post(trust, { ...news, body: 'Half a secret.' });
    await post(trust, outage);
    const [, before] = parseAtomFeed(await feed(trust, 'atom', 'topic=updates')).entries ?? [];
    trust.at('2026-11-24T10:00:00Z');
    await withdraw(trust, id, 'Told too early.');
    const atom = parseAtomFeed(await feed(trust, 'atom', 'topic=updates'));
    expect(atom.updated).toBe('2026-11-24T10:00:00.000Z');
    expect(atom.entries?.map(({ title, updated }) => [title?.value, updated])).toEqual([
      ['Withdrawn: Exports are faster', '2026-11-24T10:00:00.000Z'],
      ['Investigating: E-mails arrive late', '2026-11-22T09:00:00.000Z'],
      ['Exports are faster', '2026-11-24T10:00:00.000Z'],
    ]);
    const [own, , emptied] = atom.entries ?? [];
    expect(own?.id).not.toBe(before?.id);
    expect(own?.published).toBe('2026-11-24T10:00:00.000Z');
    expect([emptied?.id, emptied?.published]).toEqual([before?.id, before?.published]);
    for (const entry of [own, emptied]) expect(entry?.content?.value).toContain('Told too early.');
    // RSS has no way to say that an item was changed: a reader of it sees the new one.
    const rss = parseRssFeed(await feed(trust, 'rss', 'topic=updates'));
    expect(rss.items?.map(({ title }) => title)).toEqual(
      atom.entries?.map(({ title }) => title?.value),
    );
    const json = parseJsonFeed(await feed(trust, 'json', 'topic=updates'));
    expect(json.items?.map((item) => item.date_modified)).toEqual([
      undefined,
      undefined,
      '2026-11-24T10:00:00.000Z',
    ]);
    const { body } = await trust.get('/trust/updates/1.json');
    expect(own?.id).toBe(`urn:uuid:${String(pick(body, 'posts', 0, 'withdrawn', 'eventId'))}`);
  });

  it('of an old post reaches who reads only the newest entries', async () => {
    const trust = await startApp();
    const { id } = await post(trust, { ...news, title: 'The oldest' });
    await postMany(trust, 60);
    await withdraw(trust, id);
    const { items } = parseJsonFeed(await feed(trust, 'json', 'topic=updates'));
    expect(items?.[0]?.title).toBe('Withdrawn: The oldest');
  });
});

describe('archives (RFC 5005)', () => {
  it('lead from the newest entries to the first, each once, withdrawals among them', async () => {
    const trust = await startApp();
    const { id } = await post(trust, { ...news, title: 'The oldest' });
    await postMany(trust, 70);
    await withdraw(trust, id);
    await postMany(trust, 50);
    for (const query of ['topic=updates', 'topic=product', 'service=website&topic=updates']) {
      const entries = await walk(trust, query);
      expect(new Set(entries.map(({ id: each }) => each)).size, query).toBe(122);
      expect(entries.filter(({ title }) => title?.includes('The oldest'))).toHaveLength(2);
    }
    expect(await walk(trust, 'topic=policy')).toEqual([]);
  });

  it('hold the same entries for ever', async () => {
    const trust = await startApp();
    await postMany(trust, 50);
    const archive = () => feed(trust, 'atom', 'topic=updates&archive=1');
    const before = await archive();
    expect(before).toContain('<fh:archive/>');
    expect(parseAtomFeed(before).entries).toHaveLength(50);
    await postMany(trust, 3);
    expect(await archive()).toBe(before);
    expect((await trust.get('/trust/feed.atom?topic=updates&archive=2')).status).toBe(404);
  });
});

const told = toldOnce(async (trust) => {
  await post(trust, { ...outage, body: 'We look for the **cause**.' });
  await post(trust);
  await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' });
});

async function postMany(trust: World, count: number, input: Input = news): Promise<void> {
  for (let at = 0; at < count; at += 1) await post(trust, input);
}

async function feed(trust: World, form: string, query: string): Promise<string> {
  const { status, text } = await trust.get(`/trust/feed.${form}?${query}`);
  expect([form, query, status]).toEqual([form, query, 200]);
  return text;
}

/** As a reader that wants everything: from the newest document along `next_url`. */
async function walk(
  trust: World,
  query: string,
): Promise<readonly { id: string; title: string }[]> {
  const found = new Map<string, string>();
  let next: unknown = `${root}/feed.json?${query}`;
  for (let read = 0; typeof next === 'string'; read += 1) {
    expect(read).toBeLessThan(10);
    const { status, body } = await trust.get(next.slice('http://localhost:8787'.length));
    expect([next, status]).toEqual([next, 200]);
    for (const item of pickList(body, 'items'))
      found.set(String(pick(item, 'id')), String(pick(item, 'title')));
    next = pick(body, 'next_url');
  }
  return [...found].map(([id, title]) => ({ id, title }));
}
