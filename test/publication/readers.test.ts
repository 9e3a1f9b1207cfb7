import { expect, onTestFinished, test, vi } from 'vitest';
import type { Db } from '../../src/db/client.ts';
import { listJson } from '../../src/subprocessors/list-document.ts';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';

/** The database with a count of what it is asked. */
function counting(db: Db): { db: Db; asked: () => number } {
  const select = vi.fn(db.select.bind(db));
  return {
    db: { select: select as unknown as Db['select'] },
    asked: () => select.mock.calls.length,
  };
}

test('a thousand first readers after a publication cost one reading and one rendering', async () => {
  const trust = await startApp({ believedMs: 0 });
  const render = vi.spyOn(listJson, 'render');
  onTestFinished(() => render.mockRestore());
  const readers = async (count: number) => {
    const { db, asked } = counting(trust.deps.db);
    const deps = { ...trust.deps, db };
    render.mockClear();
    const bodies = await Promise.all(
      Array.from({ length: count }, async () => {
        const request = new Request('http://localhost/trust/subprocessors.json');
        return (await trust.app.fetch(request, { deps })).text();
      }),
    );
    return { asked: asked(), bodies: new Set(bodies), renders: render.mock.calls.length };
  };
  await trust.publish({ entries: { postmark: facts() } });
  await readers(1);
  await trust.publish({ entries: { one: facts({ name: 'One' }) } });
  const alone = await readers(1);
  await trust.publish({ entries: { two: facts({ name: 'Two' }) } });
  const crowd = await readers(1_000);
  expect(alone.asked).toBeGreaterThan(10);
  expect(crowd.asked).toBe(alone.asked);
  expect(crowd.renders).toBe(1);
  expect([...crowd.bodies]).toEqual([expect.stringContaining('"Two"')]);
});

test('a 304 asks the database nothing, by ETag and by Last-Modified, in each encoding', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  const { db, asked } = counting(trust.deps.db);
  const ask = (path: string, headers: Record<string, string>) =>
    trust.app.fetch(new Request(`http://localhost${path}`, { headers }), {
      deps: { ...trust.deps, db },
    });
  for (const path of ['/trust', '/trust/subprocessors.json', '/trust/feed.atom'])
    for (const encoding of ['identity', 'gzip', 'br']) {
      const accepted = { 'accept-encoding': encoding };
      const { headers } = await ask(path, accepted);
      const before = asked();
      for (const [name, validator] of [
        ['if-none-match', 'etag'],
        ['if-modified-since', 'last-modified'],
      ] as const) {
        const again = await ask(path, { ...accepted, [name]: headers.get(validator) ?? '' });
        expect(again.status).toBe(304);
      }
      expect(asked()).toBe(before);
    }
});

test.for([
  ['/trust/subprocessors.json', 'Accept-Encoding', 'public, max-age=0, stale-if-error=86400'],
  [
    '/trust/subprocessors',
    'Accept, Accept-Encoding, Accept-Language',
    'public, max-age=0, stale-if-error=86400',
  ],
  ['/trust/de/subprocessors', 'Accept, Accept-Encoding', 'public, max-age=0, stale-if-error=86400'],
  [
    '/trust/feed.atom',
    'Accept-Encoding',
    'public, max-age=0, stale-if-error=86400, stale-while-revalidate=60',
  ],
])('caches of %s know by what it varies and how long they may go on', async ([path, vary, how]) => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  const { headers } = await trust.get(path ?? '');
  expect(headers.get('vary')).toBe(vary);
  expect(headers.get('cache-control')).toBe(how);
});
