import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { commit } from '../../src/db/commit.ts';
import { type World, startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { day, facts, person } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { loseLog, readBytes, readLog } from '../support/log-reader.ts';

const origin = 'localhost:8787/trust/log';

/** Each change of the profile is one public event. */
async function rename(trust: World, name: string): Promise<void> {
  const { body, etag } = await trust.as('configured').get('/organisation');
  must(
    await trust
      .as('configured')
      .put('/organisation', { ...Object(body), name }, { 'if-match': etag ?? '' }),
  );
}

describe('the transparency log', () => {
  test('holds every public event, in order, as soon as it is published, and no private one', async () => {
    const trust = await startApp();
    const before = await readLog(trust);
    await trust.publish({ entries: { postmark: facts(), stripe: facts({ name: 'Stripe' }) } });
    const log = await readLog(trust);
    expect(log.faults).toEqual([]);
    expect(log.origin).toBe(origin);
    const events = await readEvents(trust);
    const ids = events
      .filter((event) => pick(event, 'public') === true)
      .map((event) => pick(event, 'id'));
    expect(log.entries.map((entry) => entry['id'])).toEqual(ids);
    expect(log.size).toBeGreaterThan(before.size + 3);
    expect(log.hashes.slice(0, before.size)).toEqual(before.hashes);
    expect(log.entries.flatMap((entry) => Object.keys(entry)).toSorted()).toEqual(
      log.entries.flatMap(() => ['action', 'at', 'data', 'id', 'subject']).toSorted(),
    );
  });

  test('grows past a full tile, and a tile that is full stays', async () => {
    const trust = await startApp();
    const entries = Object.fromEntries(
      Array.from({ length: 260 }, (_, index) => [
        `vendor-${index}`,
        facts({ name: `Vendor ${index}` }),
      ]),
    );
    await trust.publish({ entries });
    const first = await readBytes(trust, '/trust/log/tile/entries/000');
    const log = await readLog(trust);
    expect(log.faults).toEqual([]);
    expect(log.size).toBeGreaterThan(260);
    await rename(trust, 'Qluster and Sons');
    expect((await readLog(trust)).faults).toEqual([]);
    expect(await readBytes(trust, '/trust/log/tile/entries/000')).toEqual(first);
    const full = await trust.fetch('/trust/log/tile/0/000');
    expect(full.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(full.headers.get('content-type')).toBe('application/octet-stream');
    expect((await full.arrayBuffer()).byteLength).toBe(8_192);
    const compressed = await trust.fetch('/trust/log/tile/entries/000', {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
  });

  test('gives for each leaf a proof that leads to the checkpoint in it', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const log = await readLog(trust);
    for (const [index, hash] of log.hashes.entries()) {
      const { status, text, headers } = await trust.get(`/trust/log/proof/${index}`);
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="leaf-${index}.tlog-proof"`,
      );
      const lines = text.slice(0, text.indexOf('\n\n')).split('\n');
      expect(lines.slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', `index ${index}`]);
      expect(text.slice(text.indexOf('\n\n') + 2)).toBe(log.checkpoint);
      const root = climb(index, log.size, hash, lines.slice(2));
      expect(root.toString('base64')).toBe(log.checkpoint.split('\n')[2]);
    }
  });

  test.for([
    '/trust/log/tile/0/001',
    '/trust/log/tile/0/000.p/250',
    '/trust/log/tile/0/000',
    '/trust/log/tile/1/000.p/1',
    '/trust/log/tile/entries/000.p/0',
    '/trust/log/tile/entries/000.p/01',
    '/trust/log/tile/entries/000.p/250',
    '/trust/log/tile/0/x000/000',
    '/trust/log/tile/64/000',
    '/trust/log/tile/checkpoint',
    '/trust/log/tile/0/..%2f..%2fcheckpoint',
    '/trust/log/proof/999',
    '/trust/log/proof/00',
    '/trust/log/proof/99999999999999999999',
  ])('has nothing at %s', async (path) => {
    const trust = await startApp();
    const { status, headers, text } = await trust.get(path);
    expect(status).toBe(404);
    expect(headers.get('cache-control')).not.toContain('max-age');
    expect(text).toMatch(/The log has no such (tile|leaf)\./);
  });

  test('answers 404 and says why while nothing has been published', async () => {
    const trust = await startApp({ organisation: 'none' });
    for (const path of ['/trust/log/checkpoint', '/trust/log/key']) {
      const { status, text } = await trust.get(path);
      expect([status, text]).toEqual([404, 'Nothing is in the log yet.\n']);
    }
    expect((await trust.get('/trust/log')).text).toContain('Nothing is in the log yet.');
    expect((await trust.get('/trust/log/tile/0/000.p/1')).status).toBe(404);
  });

  test('does not name a person, and holds after one is erased', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, persons: { postmark: person() } });
    const before = await readLog(trust);
    expect(JSON.stringify(before.entries)).toMatch(/[0-9a-f]{64}/);
    must(await trust.as('owner').delete('/subprocessors/postmark/contact-person'));
    const after = await readLog(trust);
    expect(after.faults).toEqual([]);
    expect(after.hashes.slice(0, before.size)).toEqual(before.hashes);
  });

  test('refuses what no leaf can hold, and nothing of it is stored', async () => {
    const trust = await startApp();
    const data = { text: 'x'.repeat(65_535) };
    const event = { action: 'something.happened', subject: 'test', data, public: true };
    const before = await readLog(trust);
    await expect(
      commit(systemCtx(trust.deps, 'test'), async (_, ledger) => ({
        value: undefined,
        events: [ledger.record(event)],
      })),
    ).rejects.toMatchObject({ code: 'too_large' });
    expect(await readLog(trust)).toEqual(before);
  });

  test('has room for the amendment and the end of everything that can be published', async () => {
    const trust = await startApp();
    const names = (letter: string, length: number) =>
      Array.from({ length: 100 }, (_, index) => `${index} ${letter.repeat(length)}`);
    const long = (letter: string, length = 140) =>
      facts({ dataCategories: names(letter, length), dataSubjects: names(letter, length) });
    const batch = await trust.prepare({ entries: { postmark: long('a', 150) } });
    const publication = `/batches/${batch}/publication`;
    const plan = await trust.as('editor').put(`${publication}?dry_run=true`, {});
    expect(pick(plan.body, 'faults')).toMatchObject([{ pointer: '#/entries/postmark/facts' }]);
    await refuses(
      trust,
      () => trust.as('editor').put(publication, {}, { 'if-match': plan.etag ?? '' }),
      { status: 422, pointers: ['#/entries/postmark/facts'] },
    );
    await trust.publish({ entries: { postmark: long('a') } });
    await trust.publish({ entries: { postmark: long('b') } });
    await trust.publish({
      entries: { postmark: { ...long('b'), effectiveUntil: day('2026-11-22') } },
    });
    expect(await trust.entry('postmark')).toMatchObject({ state: 'ended' });
  });

  test('has record times that never decrease, though the clock is set back', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    trust.at('2019-01-01T00:00:00Z');
    await rename(trust, 'Qluster of yesterday');
    const log = await readLog(trust);
    expect(log.faults).toEqual([]);
    const times = log.entries.map((entry) => String(entry['at']));
    expect(times).toEqual(times.toSorted());
    expect(times.at(-1)).toBe(times.at(-2));
  });

  test('is one, whichever of two processes appends to it', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        [trust, other][index % 2]?.as('configured').post('/services', {
          slug: `service-${index}`,
          name: `Service ${index}`,
        }),
      ),
    );
    const log = await readLog(other);
    expect(log.faults).toEqual([]);
    expect(log.entries.filter((entry) => entry['action'] === 'service.created')).toHaveLength(14);
  });
});

describe('a change', () => {
  test('says where it stands in the log, on its page and in JSON: itself, its items, its steps, its effect', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: { postmark: facts(), stripe: facts({ name: 'Stripe' }) },
      effectiveOn: '2026-12-24',
    });
    const find = async (action: string) =>
      (await readLog(trust)).entries.flatMap((entry, index) =>
        entry['action'] === action ? [index] : [],
      );
    const leaf = (leafIndex: number | undefined) => ({
      leafIndex,
      proof: `http://localhost:8787/trust/log/proof/${leafIndex}`,
    });
    const [published] = await find('change.published');
    const [first, last] = await find('change.item_published');
    const announced = {
      publication: leaf(published),
      items: { firstLeafIndex: first, lastLeafIndex: last },
      steps: [{ name: 'announced', ...leaf(published) }],
    };
    expect(pick((await trust.get('/trust/changes/1.json')).body, 'log')).toEqual(announced);
    await trust.advanceDays(32);
    const [effect] = await find('change.took_effect');
    expect(pick((await trust.get('/trust/changes/1.json')).body, 'log')).toEqual({
      ...announced,
      effect: leaf(effect),
      steps: [...announced.steps, { name: 'in-effect', ...leaf(effect) }],
    });
    const { text } = await trust.get('/trust/changes/1');
    for (const index of [published, effect])
      expect(text).toContain(`href="/trust/log/proof/${index}"`);
    expect(text).toContain(`leaves ${first} to ${last}`);
  });

  test('says so as soon as the log has caught up, though no version was published', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    await loseLog(trust);
    const before = await trust.get('/trust/changes/1.json');
    expect(pick(before.body, 'log')).toBeUndefined();
    await trust.runSchedule();
    const after = await trust.get('/trust/changes/1.json');
    expect(pick(after.body, 'log', 'publication', 'leafIndex')).toBeTypeOf('number');
  });
});

describe('the page of the log', () => {
  test('shows the checkpoint to keep, the key, how many lines since when, and how to check', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const { text, headers } = await trust.get('/trust/log');
    const log = await readLog(trust);
    const shown = text.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
    expect(shown).toContain(log.checkpoint);
    expect(shown).toContain(log.keys[0]);
    expect(shown).toContain(`<dd>${log.size}</dd>`);
    expect(shown).toContain('npm run verify -- http://localhost:8787/trust');
    expect(shown).toContain('<time datetime="2026-11-22">');
    // What is right now may be so since a moment only.
    const later = { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' };
    expect((await trust.get('/trust/log', later)).status).toBe(200);
    expect(
      (await trust.get('/trust/log', { 'if-none-match': headers.get('etag') ?? '' })).status,
    ).toBe(304);
  });

  test('and the checkpoint are of the present, not of what was remembered', async () => {
    const trust = await startApp();
    for (const name of ['One', 'Two', 'Three']) {
      await rename(trust, name);
      const { checkpoint } = await readLog(trust);
      expect((await trust.get('/trust/log')).text).toContain(checkpoint);
    }
  });
});

/** RFC 9162 section 2.1.3.2, as it is written there. */
function climb(index: number, size: number, leaf: string, proof: readonly string[]): Buffer {
  let [fn, sn, r] = [index, size - 1, Buffer.from(leaf, 'hex')];
  const hash = (...parts: readonly Buffer[]) =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.from([1]), ...parts]))
      .digest();
  for (const line of proof) {
    const p = Buffer.from(line, 'base64');
    expect(sn).not.toBe(0);
    if (fn % 2 === 1 || fn === sn) {
      r = hash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = hash(r, p);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  expect(sn).toBe(0);
  return r;
}
