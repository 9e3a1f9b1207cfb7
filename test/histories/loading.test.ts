import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../../src/db/client.ts';
import type { Deps } from '../../src/context.ts';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { foldFixture, sampleHistory } from '../support/histories.ts';
import { find, one, readHtml, words } from '../support/html.ts';
import { dumpTables } from '../support/invariants.ts';

const sample = JSON.parse(sampleHistory());

describe('a dated history', () => {
  it('becomes one change for each revision that changes something, published as it claims and recorded now', async () => {
    const { trust } = await startLoaded();
    const { items } = must(await trust.get('/trust/changes.json')).body as Log;
    expect(items.map(({ id, claimedAt, effectiveOn }) => [id, claimedAt, effectiveOn])).toEqual([
      [6, '2022-02-01T09:00:00.000Z', '2022-02-01'],
      [5, '2020-01-05T09:00:00.000Z', '2020-01-05'],
      [4, '2019-04-02T16:00:00.000Z', '2019-04-02'],
      [3, '2019-04-02T15:00:00.000Z', '2019-04-02'],
      [2, '2019-04-02T08:00:00.000Z', '2019-04-02'],
      [1, '2019-03-01T23:30:00.000Z', '2019-03-01'],
    ]);
    for (const change of items) {
      expect(change).toMatchObject({ imported: true, state: 'in-effect' });
      expect(change.steps.map(({ at }) => at)).toEqual([trust.now().toISOString()]);
    }
    expect(items.at(-1)?.reason).toBe(
      'Taken over from the history of the list that Sample Software Ltd published (https://sample-software.example/policies), revision 111111111111.',
    );
  });

  it('is found in the log by the day on which it claims to be published', async () => {
    const { trust } = await startLoaded();
    const { items } = must(await trust.get('/trust/changes.json?since=2020-01-05')).body as Log;
    expect(items.map(({ id }) => id)).toEqual([6, 5]);
  });

  it('gives the lists that an independent fold gives, revision by revision', async () => {
    const { trust } = await startLoaded();
    const folded = foldFixture(sample).filter((_, index) => index !== 4);
    expect(await namesByChange(trust)).toEqual(
      folded.map((list) => [...list.values()].map(({ name }) => name).sort()),
    );
  });

  it('keeps an entry through renames, and starts another where one comes back', async () => {
    const { trust } = await startLoaded();
    const entries = await entriesBySlug(trust);
    expect(Object.keys(entries).sort()).toEqual([
      'lighthouse',
      'lighthouse-2',
      'north-harbour',
      'paper-plane',
      'paper-plane-inc',
      'sample-gmbh',
      'short-visit',
    ]);
    const kinds = await itemsOf(trust, 'paper-plane');
    expect(kinds).toEqual([
      'added Paper Plane',
      'amended Paper Plane, Inc.',
      'amended Paper Plane Ltd',
      'removed Paper Plane Ltd',
    ]);
    expect(await itemsOf(trust, 'north-harbour')).toEqual([
      'added North Harbour',
      'amended North Harbour',
      'amended North Harbour',
    ]);
    expect(entries['lighthouse']).toMatchObject({ state: 'ended', effectiveUntil: '2019-04-02' });
    expect(entries['lighthouse-2']).toMatchObject({
      state: 'ended',
      effectiveFrom: '2019-04-02',
      effectiveUntil: '2022-02-01',
    });
    expect(entries['short-visit']).toMatchObject({
      effectiveFrom: '2019-04-02',
      effectiveUntil: '2019-04-02',
    });
  });

  it('states what the file states: exact places, the kind of a section, and no first day of the first list', async () => {
    const { trust } = await startLoaded();
    const entries = await entriesBySlug(trust);
    expect(entries['paper-plane']?.['locations']).toEqual([
      { country: 'US', label: 'United States' },
      { label: 'Atlantis' },
    ]);
    expect(entries['sample-gmbh']).toMatchObject({
      kind: 'affiliate',
      description: 'Support',
      dataCategories: ['Account data'],
      effectiveFrom: '2022-02-01',
    });
    expect(entries['paper-plane-inc']).toMatchObject({
      kind: 'third-party',
      establishment: { country: 'FR', label: 'France' },
    });
    expect(entries['north-harbour']).not.toHaveProperty('effectiveFrom');
    const [first] = pickList(must(await trust.get('/trust/changes/1.json')).body, 'items');
    expect(first).toMatchObject({ after: { description: 'Not stated in the published list.' } });
  });

  it('falls on the day of the organisation’s time zone', async () => {
    const trust = await startApp({ organisation: { timeZone: 'Pacific/Auckland' } });
    must(await trust.as('owner').post('/history-imports', sample));
    expect(must(await trust.get('/trust/changes/1.json')).body).toMatchObject({
      effectiveOn: '2019-03-02',
      claimedAt: '2019-03-01T23:30:00.000Z',
    });
  });

  it('is told beforehand by a dry run, with what the file leaves open, and the dry run writes nothing', async () => {
    const trust = await startApp();
    const owner = trust.as('owner');
    await owner.get('/changes');
    const before = await dumpTables(trust);
    const { status, body } = await owner.post('/history-imports?dry_run=true', sample);
    expect(await dumpTables(trust)).toEqual(before);
    expect(status).toBe(200);
    expect(body).toMatchObject({ loaded: false, revisions: 7, entries: { current: 2, ended: 5 } });
    expect(pickList(body, 'changes').map((change) => pick(change, 'title'))).toEqual([
      'North Harbour, Paper Plane and Lighthouse were added',
      'Short Visit was added, North Harbour amended and Paper Plane, Inc. corrected',
      'Lighthouse and Short Visit were removed',
      'Lighthouse was added',
      'Paper Plane, Inc. was added, North Harbour amended and Paper Plane Ltd corrected',
      'Sample GmbH was added and Paper Plane Ltd, Lighthouse and Paper Plane, Inc. were removed',
    ]);
    expect(pickList(body, 'warnings')).toEqual([
      'Of the section headings only the kind of each entry is taken over.',
      'Not taken over, because the register has no place for it: rating.',
      'No purpose is stated, at first or at all, for North Harbour; the register says: “Not stated in the published list.”',
      'Where the list begins anew these are the same entries as before: North Harbour.',
      '“Atlantis” names no country: kept as it is.',
      'lighthouse is the slug of an earlier entry; this one is lighthouse-2.',
      '1 revision changes nothing that the register records, and makes no change.',
    ]);
    const loaded = await owner.post('/history-imports', sample);
    expect(loaded.status).toBe(201);
    expect(loaded.body).toEqual({ ...(body as object), loaded: true });
  });

  it('is in the record with the reason for contracts without a day, once', async () => {
    const { trust } = await startLoaded();
    const events = pickList(
      must(await trust.as('viewer').get('/events?subject=register')).body,
      'items',
    );
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      action: 'history.imported',
      public: false,
      data: { revisions: 7, changes: 6, contractOverride: expect.stringContaining('contract') },
    });
  });

  it('can be continued by hand: the next change is not marked', async () => {
    const { trust } = await startLoaded();
    await trust.publish({ entries: { postmark: facts() } });
    const { body } = must(await trust.get('/trust/changes/7.json'));
    expect(body).not.toHaveProperty('imported');
    expect(body).not.toHaveProperty('claimedAt');
    expect(must(await trust.get('/trust/changes/7')).text).not.toMatch(/imported/i);
  });
});

describe('an imported change is marked', () => {
  it('in the log, in the overview and among the changes of an entry', async () => {
    const { trust } = await startLoaded();
    for (const path of ['/trust/changes', '/trust', '/trust/subprocessors/north-harbour']) {
      const log = find(readHtml(must(await trust.get(path)).text), { name: 'ol' }).find(
        ({ attributes }) => attributes['class']?.split(' ')[0] === 'log',
      );
      const lines = find(log?.inside ?? [], { name: 'li' });
      expect(lines.length, path).toBeGreaterThan(2);
      for (const line of lines) expect(words(line.text), path).toMatch(/, imported$/);
    }
    const entry = readHtml(must(await trust.get('/trust/subprocessors/north-harbour')).text);
    expect(words(one(entry, { name: 'p', class: 'stamp' }).text)).toBe(
      'Current · Listed here 22 November 2026 · Last changed 5 January 2020, imported',
    );
  });

  it('on its own page, with both days', async () => {
    const page = readHtml(must(await (await startLoaded()).trust.get('/trust/changes/1')).text);
    expect(words(one(page, { name: 'p', class: 'lead' }).text)).toMatch(
      /^Recorded here on 22 November 2026, published on 1 March 2019 according to an imported history\./,
    );
    expect(words(one(page, { name: 'p', class: 'stamp' }).text)).toMatch(/ Imported$/);
    const [dates] = find(page, { name: 'ol', class: 'line' });
    expect(find(dates?.inside ?? [], { name: 'li' }).map(({ text }) => words(text))).toEqual([
      '1 Mar 2019 Published, according to an imported history',
      '22 Nov 2026 Recorded here',
    ]);
  });

  it('in every feed: published as claimed, updated when recorded, tagged and titled', async () => {
    const { trust } = await startLoaded();
    const claimed = '2022-02-01T09:00:00.000Z';
    const recorded = trust.now().toISOString();
    const title =
      'Imported history, 1 February 2022: Sample GmbH was added and Paper Plane Ltd, Lighthouse and Paper Plane, Inc. were removed';
    const atom = parseAtomFeed(must(await trust.get('/trust/feed.atom')).text);
    expect(atom.updated).toBe(recorded);
    const [entry] = atom.entries ?? [];
    expect([entry?.title?.value ?? entry?.title, entry?.published, entry?.updated]).toEqual([
      title,
      claimed,
      recorded,
    ]);
    expect(entry?.categories?.map(({ term }) => term)).toContain('imported');
    const [item] = parseRssFeed(must(await trust.get('/trust/feed.rss')).text).items ?? [];
    expect([item?.title, new Date(item?.pubDate ?? '').toISOString()]).toEqual([title, claimed]);
    expect(item?.categories?.map(({ name }) => name)).toContain('imported');
    const json = parseJsonFeed(must(await trust.get('/trust/feed.json')).text);
    expect(json.items?.[0]).toMatchObject({
      title,
      date_published: claimed,
      date_modified: recorded,
    });
    expect(json.items?.[0]?.tags).toContain('imported');
    expect(json.items).toHaveLength(6);
  });

  it('in the overview for machines and in the staff API', async () => {
    const { trust } = await startLoaded();
    const recent = pickList(must(await trust.get('/trust.json')).body, 'recentChanges');
    for (const change of recent)
      expect(change).toMatchObject({ imported: true, claimedAt: expect.any(String) });
    expect(must(await trust.as('viewer').get('/changes/1')).body).toMatchObject({
      imported: true,
      claimedAt: '2019-03-01T23:30:00.000Z',
    });
  });
});

describe('nothing of a history is stored', () => {
  it('when something has been published here already', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    for (const query of ['', '?dry_run=true']) {
      const { status, body } = await trust.as('owner').post(`/history-imports${query}`, sample);
      expect([status, pick(body, 'detail')]).toEqual([
        409,
        'A history is loaded into an empty register; this one has published a change already. Nothing was stored.',
      ]);
    }
    expect((await trust.as('owner').post('/history-imports', sample)).status).toBe(409);
  });

  it('when it is loaded a second time, nor repeated under the same key', async () => {
    const trust = await startApp();
    const headers = { 'idempotency-key': 'once' };
    const first = await trust.as('owner').post('/history-imports', sample, headers);
    const again = await trust.as('owner').post('/history-imports', sample, headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await trust.as('owner').post('/history-imports', sample)).status).toBe(409);
  });

  it('when it is interrupted at any statement', async () => {
    const trust = await startApp();
    const { secret } = await trust.makeKey('owner');
    // That the key is in use is noted with its first request.
    await trust.withKey(secret).get('/events');
    const before = await dumpTables(trust);
    trust.expectError(/request failed/);
    let statements = 0;
    for (let cut = 1; cut < 40; cut += 1) {
      const status = await loadWith(trust, cutOffAt(trust.deps, cut), secret);
      if (status === 201) break;
      expect(status).toBe(500);
      expect(await dumpTables(trust)).toEqual(before);
      statements = cut;
    }
    // Over HTTP every statement is a round trip.
    expect(statements).toBeGreaterThan(5);
    expect(statements).toBeLessThan(25);
    expect((await entriesBySlug(trust))['sample-gmbh']).toBeDefined();
  });

  it('by an editor', async () => {
    const trust = await startApp();
    expect((await trust.as('editor').post('/history-imports', sample)).status).toBe(403);
  });

  it.each([
    [
      'the oldest revision is not the first',
      { changes: [sample.changes[1], sample.changes[0]] },
      '#/changes/1',
      '2019-03-01T23:30:00Z comes before the revision in front of it (2019-04-02T08:00:00Z). Put the oldest first.',
    ],
    [
      'a revision is of a day to come',
      { changes: [{ ...sample.changes[0], date: '2027-01-01T00:00:00Z' }] },
      '#/changes/0',
      '2027-01-01T00:00:00Z has not come yet.',
    ],
    [
      'a row is removed that was not there',
      { changes: [sample.changes[0], sample.changes[2]] },
      '#/changes/1/events/0',
      'There is no row short-visit to be removed.',
    ],
    [
      'a row is changed that was not there',
      { changes: [{ ...sample.changes[1], initial: false }] },
      '#/changes/0/events/1',
      'There is no row paper-plane to be renamed.',
    ],
    [
      'a row is added twice',
      { changes: [sample.changes[0], { ...sample.changes[3], date: '2019-05-01T00:00:00Z' }] },
      '#/changes/1/events/0',
      'There is a row lighthouse already.',
    ],
    [
      'a beginning has more than additions',
      { changes: [{ ...sample.changes[1], initial: true }] },
      '#/changes/0/events/0',
      'A revision that begins the list anew has nothing but "added" rows.',
    ],
    [
      'no revision names an entry',
      { changes: [{ ...sample.changes[0], events: [] }] },
      '#/changes',
      'No revision names an entry.',
    ],
    ['there is no revision', { changes: [] }, '#/changes', 'Has no change.'],
    [
      'a date has no time zone',
      { changes: [{ ...sample.changes[0], date: '2019-03-01' }] },
      '#/changes/0/date',
      'Must be an instant with its time zone: 2026-11-22T09:00:00Z.',
    ],
    [
      'it is in no known format',
      { format: 'git-log' },
      '#/format',
      expect.stringContaining('list-sequence/1'),
    ],
    [
      'an edited field is not publishable',
      {
        changes: [
          sample.changes[0],
          {
            date: '2019-04-01T00:00:00Z',
            events: [
              {
                type: 'changed',
                key: 'lighthouse',
                name: 'Lighthouse',
                fields: { url: { from: null, to: 'javascript:alert(1)' } },
              },
            ],
          },
        ],
      },
      '#/changes/1/events/0/fields/url',
      expect.stringContaining('http'),
    ],
  ])('when %s', async (_, parts, pointer, detail) => {
    const trust = await startApp();
    const { status, body } = await trust
      .as('owner')
      .post('/history-imports', { ...sample, ...parts });
    expect([status, pickList(body, 'errors')[0]]).toEqual([422, { pointer, detail }]);
    expect(must(await trust.get('/trust/changes.json')).body).toEqual({ items: [], next: null });
  });

  it('when it is larger than 10 MB', async () => {
    const trust = await startApp();
    const padded = { ...sample, padding: 'x'.repeat(10 * 1024 * 1024) };
    expect((await trust.as('owner').post('/history-imports', padded)).status).toBe(413);
  });
});

type Log = {
  readonly items: readonly {
    readonly id: number;
    readonly claimedAt?: string;
    readonly effectiveOn: string;
    readonly reason: string;
    readonly steps: readonly { readonly at: string }[];
  }[];
};

const startLoaded = toldOnce(async (trust) => {
  must(await trust.as('owner').post('/history-imports', sample));
});

async function entriesBySlug(trust: World): Promise<Record<string, Record<string, unknown>>> {
  const { body } = must(await trust.get('/trust/subprocessors.json'));
  return Object.fromEntries(
    pickList(body, 'subprocessors').map((entry) => [
      String(pick(entry, 'slug')),
      entry as Record<string, unknown>,
    ]),
  );
}

async function changesOldestFirst(trust: World): Promise<readonly unknown[]> {
  const { body } = must(await trust.get('/trust/changes.json?limit=100'));
  return pickList(body, 'items').toReversed();
}

/** Names on the list after each change, from what the public log says of its items. */
async function namesByChange(trust: World): Promise<readonly (readonly unknown[])[]> {
  const list = new Map<string, unknown>();
  return (await changesOldestFirst(trust)).map((change) => {
    for (const item of pickList(change, 'items')) {
      if (pick(item, 'kind') === 'removed') list.delete(String(pick(item, 'slug')));
      else list.set(String(pick(item, 'slug')), pick(item, 'after', 'name'));
    }
    return [...list.values()].sort();
  });
}

async function itemsOf(trust: World, slug: string): Promise<readonly string[]> {
  return (await changesOldestFirst(trust))
    .flatMap((change) => pickList(change, 'items'))
    .filter((item) => pick(item, 'slug') === slug)
    .map((item) => `${String(pick(item, 'kind'))} ${String(pick(item, 'name'))}`);
}

/** The same process, whose n-th statement in a transaction fails. */
function cutOffAt(deps: Deps, cut: number): Deps {
  return {
    ...deps,
    transact: (work) => {
      let statements = 0;
      return deps.transact((tx) =>
        work(
          new Proxy<Tx>(tx, {
            get(target, name) {
              statements += 1;
              if (statements === cut) throw new Error('cut off');
              const method: unknown = Reflect.get(target, name);
              return typeof method === 'function' ? method.bind(target) : method;
            },
          }),
        ),
      );
    },
  };
}

async function loadWith(trust: World, deps: Deps, secret: string): Promise<number> {
  const response = await trust.app.fetch(
    new Request('http://localhost/trust/api/v1/history-imports', {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(sample),
    }),
    { deps },
  );
  return response.status;
}
