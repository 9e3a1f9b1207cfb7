import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { startApp, toldOnce } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { news, outage, post, withdraw } from './posting.ts';

describe('/updates', () => {
  it('says that there is nothing yet, and where it would come', async () => {
    const trust = await startApp();
    const { text } = await trust.get('/trust/updates');
    expect(text).toContain('Nothing has been posted yet.');
    expect(text).toContain('/trust/feed.atom?topic=updates');
    expect((await trust.get('/trust/updates.json')).body).toEqual({ items: [], next: null });
    expect((await trust.get('/trust')).text).not.toContain('id="updates"');
  });

  it('is the same as a page and as JSON, newest first', async () => {
    const { trust } = await told();
    const page = await trust.get('/trust/updates');
    expect(titlesIn(page.text)).toEqual(['New DPA', 'Exports are faster', 'E-mails arrive late']);
    const { body } = await trust.get('/trust/updates.json');
    expect(pickList(body, 'items')).toMatchObject([
      { number: 3, topic: 'policy', services: ['website'], posts: 1 },
      { number: 2, topic: 'product', services: [] },
      { number: 1, topic: 'incident', severity: 'major', status: 'resolved', posts: 2 },
    ]);
    const asJson = await trust.get('/trust/updates', { accept: 'application/json' });
    expect(asJson.body).toEqual(body);
  });

  it.each([
    ['topic=incident', [1]],
    ['topic=security', []],
    ['service=website', [3, 2, 1]],
    ['service=qluster-service', [2, 1]],
    ['service=qluster-service&topic=product', [2]],
  ])('narrowed to %s shows that and links to its feed', async (query, numbers) => {
    const { trust } = await told();
    const { body } = await trust.get(`/trust/updates.json?${query}`);
    expect(pickList(body, 'items').map((item) => pick(item, 'number'))).toEqual(numbers);
    const page = await trust.get(`/trust/updates?${query}`);
    expect(titlesIn(page.text)).toHaveLength(numbers.length);
    expect(page.text.includes('No update matches this filter.')).toBe(numbers.length === 0);
    const [, feed = ''] = /href="\/trust(\/feed\.json[^"]*)">JSON Feed/.exec(page.text) ?? [];
    expect((await trust.get(`/trust${feed.replaceAll('&amp;', '&')}`)).status).toBe(200);
  });

  it('goes on page by page, each update once', async () => {
    const trust = await startApp();
    for (let count = 1; count <= 45; count += 1)
      await post(trust, {
        ...news,
        title: `Update ${count}`,
        services: count % 2 ? ['website'] : [],
      });
    for (const [query, total] of [
      ['', 45],
      ['?service=qluster-service', 22],
      ['?topic=product', 45],
    ] as const) {
      const seen: string[] = [];
      let path: string | undefined = `/trust/updates${query}`;
      while (path !== undefined) {
        const { text } = await trust.get(path);
        seen.push(...titlesIn(text));
        path = /rel="next" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      }
      expect([query, seen.length, new Set(seen).size]).toEqual([query, total, total]);
    }
    const json = await trust.get('/trust/updates.json?limit=100');
    expect([pickList(json.body, 'items').length, pick(json.body, 'next')]).toEqual([45, null]);
  });

  it.each(['topic=gossip', 'service=moon', 'cursor=none', 'cursor=0', 'limit=0', 'limit=101'])(
    'refuses %s with words',
    async (query) => {
      const { trust } = await told();
      const { status, body } = await trust.get(`/trust/updates.json?${query}`);
      expect([status, pick(body, 'errors', 0, 'pointer')]).toEqual([
        422,
        `#/query/${query.split('=')[0]}`,
      ]);
      if (query.startsWith('limit')) return;
      const page = await trust.get(`/trust/updates?${query}`);
      expect(page.status).toBe(422);
      expect(page.text).toContain('is not understood; accepted: ');
      expect(page.text).toContain('noindex');
    },
  );
});

describe('/updates/{id}', () => {
  it('is the first post and all that followed, each at an anchor', async () => {
    const { trust } = await told();
    const { text } = await trust.get('/trust/updates/1');
    expect([...text.matchAll(/<article class="row" id="(post-\d+)"/g)].map(([, id]) => id)).toEqual(
      ['post-1', 'post-2'],
    );
    expect(text).toContain('<time datetime="2026-11-22T09:00:00.000Z">22 Nov 2026, 09:00</time>');
    expect(text).toContain('Times are of UTC');
  });

  it.each(['/updates/4', '/updates/0', '/updates/01', '/updates/999999999999', '/updates/x'])(
    '%s is not found, as a page and as JSON',
    async (path) => {
      const { trust } = await told();
      const page = await trust.get(`/trust${path}`);
      expect([page.status, page.text.includes('<h1')]).toEqual([404, true]);
      const json = await trust.get(`/trust${path}.json`);
      expect([json.status, json.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json',
      ]);
    },
  );

  it('says in which language and time zone of the publisher it was posted', async () => {
    const trust = await startApp({ organisation: { timeZone: 'Asia/Tokyo' } });
    await post(trust);
    const { text } = await trust.get('/trust/updates/1');
    expect(text).toContain('22 Nov 2026, 18:00');
    expect(text).toContain('Times are of Asia/Tokyo');
  });
});

describe('the overview', () => {
  it('begins with the incidents that go on, and with nothing where there are none', async () => {
    const trust = await startApp();
    await post(trust, outage);
    const { text } = await trust.get('/trust');
    expect(text).toContain('aria-label="Open incidents"');
    expect(text.indexOf('Open incidents')).toBeLessThan(text.indexOf('id="updates"'));
    expect(text).toMatch(/Major incident.*E-mails arrive late.*Investigating, since/s);
    await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' });
    expect((await trust.get('/trust')).text).not.toContain('Open incidents');
  });

  it('names at most five open incidents and the three newest updates, however many there are', async () => {
    const trust = await startApp();
    for (let count = 1; count <= 25; count += 1)
      await post(trust, { ...outage, title: `Incident ${count}` });
    const { snapshot } = await trust.deps.publication.current(trust.deps);
    const { open, recent, threadCount, entryCount } = snapshot.updates;
    expect([open.length, recent.length, threadCount, entryCount]).toEqual([5, 20, 25, 25]);
    // What a thread says is in no snapshot: it may be long.
    expect(JSON.stringify(snapshot.updates)).not.toContain(String(outage['body']));
    const { text } = await trust.get('/trust');
    expect(text.match(/Incident \d+<\/a>/g)).toHaveLength(8);
    expect(text).toContain('All 25 updates');
  });

  it('does not call an incident open that was withdrawn', async () => {
    const trust = await startApp();
    const { id } = await post(trust, outage);
    await withdraw(trust, id);
    expect((await trust.get('/trust')).text).not.toContain('Open incidents');
    expect((await trust.get('/sitemap.xml')).text).not.toContain('/updates/1<');
  });
});

it('what is posted is seen at once, and every page keeps the same tag until something is', async () => {
  const { trust } = await told();
  for (const path of ['/updates', '/updates.json', '/updates/1', '/feed.atom?topic=updates']) {
    const { etag = '' } = must(await trust.get(`/trust${path}`));
    expect((await trust.get(`/trust${path}`, { 'if-none-match': etag })).status).toBe(304);
  }
  const before = (await trust.get('/trust/updates')).etag;
  await post(trust, { ...news, title: 'Another' });
  const after = await trust.get('/trust/updates', { 'if-none-match': before ?? '' });
  expect([after.status, titlesIn(after.text)[0]]).toEqual([200, 'Another']);
});

const told = toldOnce(async (trust) => {
  await post(trust, outage);
  await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' });
  await post(trust);
  await post(trust, { ...news, topic: 'policy', title: 'New DPA', services: ['website'] });
});

/** Titles in the list of a page, in its order. */
function titlesIn(html: string): readonly string[] {
  expect(() => parse(html)).not.toThrow();
  const [, list = ''] = /<ol class="log"[^>]*>(.*?)<\/ol>/s.exec(html) ?? [];
  return [...list.matchAll(/<a href="\/trust\/updates\/\d+">(.*?)<\/a>/g)].map(
    ([, title = '']) => title,
  );
}
