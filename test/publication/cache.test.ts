import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createClient } from '@libsql/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Deps } from '../../src/context.ts';
import type { Db } from '../../src/db/client.ts';
import type { Encoding } from '../../src/http/cache.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createMemo, type Ready } from '../../src/publication/memo.ts';
import type { Representation } from '../../src/publication/representation.ts';
import { createPublicationCache, prepare, readParams } from '../../src/publication/service.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { day, facts, organisation, person } from '../support/factories.ts';

/** The database with a count of the questions put to it; the questions themselves are answered as ever. */
function counting(db: Db): { db: Db; asked: () => number } {
  let count = 0;
  const select: Db['select'] = new Proxy(db.select.bind(db), {
    apply(target, self, args) {
      count += 1;
      return Reflect.apply(target, self, args);
    },
  });
  return { db: { select }, asked: () => count };
}

async function fetchWith(trust: World, deps: Deps, path: string): Promise<string> {
  const response = await trust.app.fetch(new Request(`http://localhost${path}`), { deps });
  return response.text();
}

/** The same database, each answer a few milliseconds later, or never. */
function slowed<T extends object>(target: T, answers = true): T {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (name === 'then' && !answers) return undefined;
        if (name === 'then') return setTimeout(() => Reflect.apply(member, object, args), 5);
        const result: unknown = Reflect.apply(member, object, args);
        return result instanceof Object ? slowed(result, answers) : result;
      };
    },
  });
}

/** The database as it is now, in a file of its own that nothing is added to. */
async function openCopy(trust: World): Promise<Db> {
  const file = `${trust.file}-copy`;
  const client = createClient({ url: `file:${trust.file}` });
  await client.execute({ sql: 'VACUUM INTO ?', args: [file] });
  client.close();
  const copy = await openDatabase(`file:${file}`);
  onTestFinished(() => copy.close());
  return copy.db;
}

describe('the version of everything public', () => {
  const tagOf = async (trust: World) => (await trust.get('/trust.json')).etag;

  test.for<[string, (trust: World) => Promise<unknown>]>([
    ['a publication', (trust) => trust.publish({ entries: { x: facts({ name: 'X' }) } })],
    [
      'a change of the profile',
      async (trust) =>
        must(
          await trust
            .as('owner')
            .put('/organisation', organisation({ commitments: ['Other.'] }), { 'if-match': '*' }),
        ),
    ],
    [
      'a new service',
      async (trust) =>
        must(await trust.as('editor').post('/services', { slug: 'shop', name: 'Shop' })),
    ],
    ['the day on which a change takes effect', (trust) => trust.advanceDays(40)],
  ])('moves with %s, at once', async ([, act]) => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    const before = await tagOf(trust);
    await act(trust);
    expect(await tagOf(trust)).not.toBe(before);
  });

  test.for<[string, (trust: World) => Promise<unknown>]>([
    [
      'a draft',
      (trust) => trust.prepare({ entries: { x: facts({ name: 'X' }) }, persons: { x: person() } }),
    ],
    ['a staff key', (trust) => trust.makeKey('viewer')],
    [
      'a dry run',
      async (trust) => {
        const id = await trust.prepare({ entries: { x: facts({ name: 'X' }) } });
        must(await trust.as('editor').put(`/batches/${id}/publication?dry_run=true`, {}));
      },
    ],
    [
      'a publication that is refused',
      async (trust) => {
        const id = await trust.prepare({ entries: { x: facts({ parent: 'nobody' }) } });
        await trust.as('editor').put(`/batches/${id}/publication`, {}, { 'if-match': '*' });
      },
    ],
    ['days on which nothing falls due', (trust) => trust.advanceDays(5)],
  ])('stays with %s, and so does every tag and date', async ([, act]) => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    const paths = [
      '/trust',
      '/trust.json',
      '/trust/subprocessors',
      '/trust/subprocessors.csv',
      '/trust/feed.atom',
    ];
    const read = async () =>
      Promise.all(
        paths.map(async (path) => {
          const { etag, headers } = await (await trust.anotherProcess()).get(path);
          return [etag, headers.get('last-modified')];
        }),
      );
    const before = await read();
    await act(trust);
    expect(await read()).toEqual(before);
  });

  test('that another process moves shows here as soon as this one asks again', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess({ believedMs: 0 });
    expect((await other.get('/trust/subprocessors')).text).not.toContain('Postmark');
    await trust.publish({ entries: { postmark: facts() } });
    expect((await other.get('/trust/subprocessors')).text).toContain('Postmark');
  });

  test('is believed for a while without a question to the database', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await trust.get('/trust/subprocessors.json');
    const { db, asked } = counting(trust.deps.db);
    for (let n = 0; n < 50; n += 1)
      await fetchWith(trust, { ...trust.deps, db }, '/trust/subprocessors.json');
    expect(asked()).toBe(0);
  });

  test('never goes back, though a replica that lags behind is asked next', async () => {
    const trust = await startApp();
    const lagging = await openCopy(trust);
    await trust.publish({ entries: { postmark: facts() } });
    const cache = createPublicationCache({ maxBytes: 1e6, believedMs: 0, shareWork: true });
    const newest = await cache.current(trust.deps);
    expect(newest.snapshot.entries).toHaveLength(1);
    expect(await cache.current({ db: lagging })).toBe(newest);
    const onlyLagging = createPublicationCache({ maxBytes: 1e6, believedMs: 0, shareWork: true });
    expect((await onlyLagging.current({ db: lagging })).snapshot.entries).toHaveLength(0);
    expect((await onlyLagging.current(trust.deps)).snapshot.version).toBe(newest.snapshot.version);
  });

  test('never goes back either when the answer of the replica comes in last', async () => {
    const trust = await startApp();
    const lagging = await openCopy(trust);
    await trust.publish({ entries: { postmark: facts() } });
    const cache = createPublicationCache({ maxBytes: 1e6, believedMs: 0, shareWork: false });
    const late = cache.current({ db: slowed(lagging) });
    const newest = await cache.current(trust.deps);
    expect(await late).toBe(newest);
    expect(await cache.current(trust.deps)).toBe(newest);
  });

  test('that is not told in time holds up one reader, once; it shows as soon as it is told', async () => {
    const trust = await startApp();
    let failures = 0;
    const onFailedCheck = () => void (failures += 1);
    const settings = { maxBytes: 1e6, believedMs: 0, shareWork: true, onFailedCheck };
    const cache = createPublicationCache(settings);
    const before = await cache.current(trust.deps);
    await trust.publish({ entries: { postmark: facts() } });
    const silent = slowed(trust.deps.db, false);
    expect(await cache.current({ db: silent })).toBe(before);
    expect(failures).toBe(1);
    // No promise: nobody waits.
    for (let n = 0; n < 10; n += 1) expect(cache.current({ db: silent })).toBe(before);
    await new Promise((resume) => setTimeout(resume, 1_200));
    cache.current(trust.deps);
    await expect
      .poll(() => cache.current(trust.deps))
      .toMatchObject({ snapshot: { listVersion: 1 } });
  });

  test('is read once for a crowd that comes when it has moved', async () => {
    const trust = await startApp({ believedMs: 0 });
    await trust.publish({ entries: { postmark: facts() } });
    const one = counting(trust.deps.db);
    await fetchWith(trust, { ...trust.deps, db: one.db }, '/trust/subprocessors');
    await trust.publish({ entries: { x: facts({ name: 'X' }) } });
    const crowd = counting(trust.deps.db);
    const deps = { ...trust.deps, db: crowd.db };
    await Promise.all(
      Array.from({ length: 40 }, () => fetchWith(trust, deps, '/trust/subprocessors')),
    );
    expect(crowd.asked()).toBeLessThanOrEqual(one.asked() + 2);
  });
});

describe('what was rendered', () => {
  const row = (render: () => string, parts: Partial<Representation> = {}): Representation => ({
    kind: 'published',
    path: '/test',
    mediaType: 'text/plain; charset=utf-8',
    ...parts,
    render: async () => ({ body: render() }),
  });
  const bare = { params: {}, spoken: {}, key: 'k', memorable: true, bare: true };

  test('is rendered once however many wait for it', async () => {
    const trust = await startApp();
    const edition = await trust.deps.publication.current(trust.deps);
    let renders = 0;
    const representation = row(() => String((renders += 1)));
    const made = await Promise.all(
      Array.from({ length: 30 }, () =>
        prepare(trust.deps, edition, representation, bare, 'identity'),
      ),
    );
    expect(renders).toBe(1);
    expect(new Set(made).size).toBe(1);
  });

  test('is rendered once for encodings that are asked at once, and not again where it is remembered plain', async () => {
    const trust = await startApp();
    const edition = await trust.deps.publication.current(trust.deps);
    let renders = 0;
    const representation = row(() => `${(renders += 1)} ${'x'.repeat(5_000)}`);
    const make = (encoding: Encoding, key = 'k') =>
      prepare(trust.deps, edition, representation, { ...bare, key }, encoding);
    const [plain, zipped] = await Promise.all([make('identity'), make('gzip')]);
    const pressed = await make('br');
    expect(renders).toBe(1);
    expect([zipped, pressed].map(({ headers }) => headers['content-encoding'])).toEqual([
      'gzip',
      'br',
    ]);
    expect([gunzipSync(zipped.body), brotliDecompressSync(pressed.body)]).toEqual([
      Buffer.from(plain.body),
      Buffer.from(plain.body),
    ]);
    expect(new Set([plain, zipped, pressed].map(({ etag }) => etag)).size).toBe(3);
    for (const { headers, body } of [plain, zipped, pressed])
      expect(headers['content-length']).toBe(String(body.byteLength));
    // What nobody asked for without an encoding is not remembered so, and rendered for the next.
    await make('br', 'other');
    expect(edition.memo.find('other', 'identity')).toBeUndefined();
    await make('gzip', 'other');
    expect(renders).toBe(3);
  });

  test('that failed is tried again, and a failure is not remembered', async () => {
    const trust = await startApp();
    const edition = await trust.deps.publication.current(trust.deps);
    let renders = 0;
    const representation = row(() => {
      renders += 1;
      if (renders === 1) throw new Error('once');
      return 'fine';
    });
    await expect(prepare(trust.deps, edition, representation, bare, 'identity')).rejects.toThrow(
      'once',
    );
    expect(
      new TextDecoder().decode(
        (await prepare(trust.deps, edition, representation, bare, 'identity')).body,
      ),
    ).toBe('fine');
  });

  test('is not remembered for 10,000 parameters that nobody declared, nor for 10,000 free texts', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const { memo, snapshot } = await trust.deps.publication.current(trust.deps);
    const { registerPage } = await import('../../src/subprocessors/pages/register-page.tsx');
    const keys = new Set<string>();
    for (let n = 0; n < 10_000; n += 1) {
      const unknown = readParams(registerPage, snapshot, new URLSearchParams(`x=${n}`), {});
      if (unknown.memorable) keys.add(unknown.key);
      const free = readParams(registerPage, snapshot, new URLSearchParams(`q=${n}`), {});
      if (free.memorable) keys.add(free.key);
    }
    expect(keys.size).toBe(1);
    const bodies = new Set<string>();
    for (let n = 0; n < 50; n += 1)
      bodies.add((await trust.get(`/trust/subprocessors?x=${n}`)).text);
    expect(bodies.size).toBe(1);
    expect((await trust.get('/trust/subprocessors?q=nothing-like-it')).status).toBe(200);
    expect(memo.find([...keys][0] ?? '', 'identity')).toBeDefined();
  });

  test.for(['service=n', 'country=n', 'category=n', 'sort=n', 'class=n'])(
    'is not remembered for values that name nothing: %s',
    async (query) => {
      const trust = await startApp();
      const { snapshot } = await trust.deps.publication.current(trust.deps);
      const { representations } = await import('../../src/representations.ts');
      const keys = new Set<string>();
      for (const each of representations)
        for (let n = 0; n < 200; n += 1) {
          const reading = readParams(each, snapshot, new URLSearchParams(`${query}${n}`), {});
          if (reading.memorable) keys.add(reading.key);
        }
      expect(keys.size).toBeLessThanOrEqual(representations.length);
    },
  );

  test('has a bound: what was used longest ago goes first, what is kept stays', async () => {
    const memo = createMemo({ maxBytes: 30_000, shareWork: true });
    const ready = (size: number): Ready => ({
      status: 200,
      headers: {},
      unmodifiedHeaders: {},
      etag: '"x"',
      lastModified: 0,
      body: new Uint8Array(size),
    });
    const put = (key: string, keep = false) =>
      memo.make(key, 'identity', keep, async () => ready(3_000));
    await put('kept', true);
    for (const key of ['a', 'b', 'c', 'd', 'e']) await put(key);
    memo.find('a', 'identity');
    await put('f');
    expect(['kept', 'a', 'b', 'f'].map((key) => memo.find(key, 'identity') !== undefined)).toEqual([
      true,
      true,
      false,
      true,
    ]);
    for (let n = 0; n < 1_000; n += 1) await put(`more ${n}`);
    const held = Array.from({ length: 1_000 }, (_, n) => memo.find(`more ${n}`, 'identity')).filter(
      Boolean,
    );
    expect(held.length).toBe(5);
    expect(memo.find('kept', 'identity')).toBeDefined();
  });

  test('of one version is the same bytes in two processes', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts({ effectiveFrom: day('2026-01-01') }) } });
    const other = await trust.anotherProcess();
    for (const path of [
      '/trust',
      '/trust.json',
      '/trust/subprocessors',
      '/trust/subprocessors.json',
      '/trust/subprocessors.csv',
      '/trust/changes',
      '/trust/feed.atom',
      '/trust/feed.rss',
      '/trust/feed.json',
    ]) {
      const [mine, theirs] = [await trust.get(path), await other.get(path)];
      expect(theirs.text).toBe(mine.text);
      expect(theirs.etag).toBe(mine.etag);
    }
  });
});
