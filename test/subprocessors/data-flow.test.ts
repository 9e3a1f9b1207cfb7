import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../src/subprocessors/flow/layout.ts';
import { width } from '../../src/subprocessors/flow/size.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import { filterEntries } from '../../src/subprocessors/model/filter.ts';
import { flowOf, type FlowWords, mostRows } from '../../src/subprocessors/model/flow.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { dataFlowPage } from '../../src/subprocessors/pages/data-flow-page.tsx';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { find, one, readHtml, words as wordsIn } from '../support/html.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

const flowWords: FlowWords = {
  allServices: 'All',
  noCategory: 'None',
  notStated: 'Unknown',
  otherCategories: 'Other',
  otherPlaces: (count) => `${count} others`,
  placeOf: ({ country, region, label }) => country ?? label ?? region ?? 'Unknown',
};
const services = [
  { slug: 'web', name: 'Website' },
  { slug: 'app', name: 'App' },
];

const [pattern] = storySnapshot().entries;

function entries(count: number, parts: (index: number) => Partial<Facts>): readonly Entry[] {
  if (pattern === undefined) throw new Error('an empty story');
  return Array.from({ length: count }, (_, index) => ({
    ...pattern,
    slug: `e-${index}`,
    state: 'current',
    facts: facts({ name: `Company ${index}`, ...parts(index) }),
  }));
}

const places = ['DE', 'IE', 'US', 'FI', 'FR'];
const many = (count: number) =>
  entries(count, (index) => ({
    category: `Kind ${index % 9}`,
    scope: index % 3 === 0 ? {} : { services: [index % 2 ? 'web' : 'app'] },
    locations: [
      { country: places[index % 5] ?? 'DE' },
      { country: places[(index * 2) % 5] ?? 'DE' },
    ],
  }));

describe('the flow', () => {
  it('joins each entry with its services and its places, and gives each 1 to share on either side', () => {
    const list = entries(3, (index) => ({
      scope: { services: [['web'], ['web', 'app'], []][index] ?? [] },
      locations:
        [
          [{ country: 'DE' as const }, { country: 'IE' as const }],
          [{ country: 'DE' as const }],
          [],
        ][index] ?? [],
    }));
    const { nodes, links } = flowOf(list, services, flowWords);
    const shares = (of: 'from' | 'to', id: string) =>
      links.filter((link) => link[of] === id).reduce((sum, { share }) => sum + share, 0);
    for (const { id } of nodes.filter(({ column }) => column === 'entry'))
      expect([shares('to', id), shares('from', id)]).toEqual([1, 1]);
    expect(links.map(({ from, to }) => `${from}>${to}`)).toEqual([
      'service web>entry e-0',
      'entry e-0>place pDE',
      'entry e-0>place pIE',
      'service web>entry e-1',
      'service app>entry e-1',
      'entry e-1>place pDE',
      'service *>entry e-2',
      'entry e-2>place -',
    ]);
  });

  it('leaves out what has ended, and marks what is announced', () => {
    const [first, second, third] = entries(3, () => ({ locations: [{ country: 'DE' }] }));
    if (!first || !second || !third) throw new Error('three');
    const list = [
      first,
      { ...second, state: 'announced' as const },
      { ...third, state: 'ended' as const },
    ];
    const { nodes, links } = flowOf(list, services, flowWords);
    expect(nodes.map(({ name }) => name)).not.toContain('Company 2');
    expect(links.filter(({ isAnnounced }) => isAnnounced).map(({ from }) => from)).toEqual([
      'service *',
      'entry e-1',
    ]);
  });

  it.each([
    [mostRows, false, mostRows],
    [mostRows + 1, true, 9],
    [2_000, true, 9],
  ])('draws %i entries, together: %s', (count, isGrouped, rows) => {
    const flow = flowOf(many(count), services, flowWords);
    const drawn = flow.nodes.filter(({ column }) => column === 'entry');
    expect([flow.isGrouped, drawn.length]).toEqual([isGrouped, rows]);
    if (isGrouped) expect(drawn.reduce((sum, node) => sum + (node.count ?? 0), 0)).toBe(count);
  });

  it('has at most so many rows, whatever categories and places there are', () => {
    const list = entries(200, (index) => ({
      category: `Kind ${index}`,
      locations: [{ region: 'other', label: `Place ${index}` }],
    }));
    const { nodes } = flowOf(list, services, flowWords);
    const names = (wanted: string) =>
      nodes.filter(({ column }) => column === wanted).map(({ name }) => name);
    expect([names('entry').length, names('entry')]).toEqual([
      60,
      expect.arrayContaining(['Other']),
    ]);
    expect([names('place').length, names('place')]).toEqual([
      40,
      expect.arrayContaining(['161 others']),
    ]);
  });
});

describe('the picture', () => {
  it.each([1, 9, mostRows, 400])(
    'of %i entries has no two names on each other, and none outside',
    (count) => {
      const { nodes, links, height } = layOut(flowOf(many(count), services, flowWords));
      expect(links.every(({ path }) => !path.includes('NaN'))).toBe(true);
      for (const column of ['service', 'entry', 'place']) {
        const middles = nodes
          .filter((node) => node.column === column)
          .map((node) => node.y + node.height / 2)
          .toSorted((a, b) => a - b);
        for (const [index, middle] of middles.entries()) {
          expect(middle).toBeGreaterThanOrEqual(7);
          expect(middle).toBeLessThanOrEqual(height - 7);
          if (index > 0) expect(middle - (middles[index - 1] ?? 0)).toBeGreaterThanOrEqual(13);
        }
      }
      expect(nodes.every(({ x, width: wide }) => x >= 0 && x + wide <= width)).toBe(true);
    },
  );

  it('of the most entries stays under 40 kB', async () => {
    const snapshot = { ...storySnapshot(), entries: many(mostRows) };
    const { body } = await dataFlowPage.render(renderInput({ snapshot }));
    expect(gzipSync(body).length).toBeLessThan(40_000);
  });
});

describe('/trust/data-flow', () => {
  const rows = (html: string) =>
    find(one(readHtml(html), { class: 'fold flows' }).inside, { name: 'tr' })
      .slice(1)
      .map((row) => wordsIn(row.text));

  it('says in its table what the picture shows, narrowed to a service', async () => {
    const page = async (params: Readonly<Record<string, string>> = {}) =>
      String((await dataFlowPage.render(renderInput({ params }))).body);
    const html = await page();
    const drawn = find(readHtml(html), { name: 'text' }).map((each) => wordsIn(each.text));
    expect(rows(html).length).toBe(9);
    for (const name of ['Hetzner', 'Germany', 'Website', 'Mistral AI'])
      expect(drawn).toContain(name);
    expect(html).toContain('announced, not yet in effect');
    const listed = filterEntries(storySnapshot().entries, { service: 'website' });
    expect(rows(await page({ service: 'website' })).length).toBe(
      listed.filter(({ state }) => state !== 'ended').length,
    );
  });

  it('shows a past, speaks German, and says where there is nothing', async () => {
    const trust = await startApp();
    expect((await trust.get('/trust/data-flow')).text).toContain('No sub-processor processes');
    const locations = [{ country: 'DE' as const }];
    await trust.publish({ entries: { postmark: facts({ locations }) } });
    await trust.advanceDays(3);
    await trust.publish({ entries: { other: facts({ name: 'Other', locations }) } });
    expect(rows((await trust.get('/trust/data-flow')).text).length).toBe(2);
    const past = await trust.get('/trust/data-flow?known_at=2026-11-23');
    expect(rows(past.text)).toEqual(['PostmarkAll servicesGermany']);
    expect(past.headers.get('x-robots-tag')).toBe('noindex');
    expect((await trust.get('/trust/data-flow?as_of=never')).status).toBe(422);
    expect((await trust.get('/trust/de/data-flow')).text).toContain('Deutschland');
  });
});
