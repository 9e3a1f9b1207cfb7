import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonInScript } from '../../src/http/structured-data.tsx';
import type { Snapshot } from '../../src/publication/model.ts';
import { overviewPage } from '../../src/site/pages.tsx';
import { registerPage } from '../../src/subprocessors/pages/register-page.tsx';
import { startApp } from '../support/app.ts';
import { anyText } from '../support/arbitrary-entries.ts';
import { asParsed, find, one, readHtml } from '../support/html.ts';
import { emptySnapshot, renderInput, storySnapshot } from '../support/snapshot.ts';

const rows = { overviewPage, registerPage };

test.each(Object.entries(rows))(
  '%s tells search engines the publisher and the list',
  async (_, row) => {
    const { '@context': context, '@graph': graph } = await readData(row);
    expect(context).toBe('https://schema.org');
    expect(graph.slice(0, 2)).toMatchObject([
      { '@type': 'Organization', name: 'Qluster Corp.', address: { addressCountry: 'US' } },
      {
        '@type': 'Dataset',
        url: 'https://trust.qluster.example/trust/subprocessors',
        version: String(storySnapshot().listVersion),
        dateModified: storySnapshot().listPublishedAt?.toISOString(),
      },
    ]);
  },
);

test('its downloads are forms of the list that exist, by their media types', async () => {
  const { '@graph': graph } = await readData(overviewPage);
  const { representations } = await import('../../src/representations.ts');
  const downloads = graph[1]?.['distribution'] ?? [];
  expect(downloads.length).toBeGreaterThan(3);
  for (const { contentUrl, encodingFormat } of downloads) {
    const path = contentUrl.replace('https://trust.qluster.example/trust', '');
    const row = representations.find((each) => each.path === path);
    expect(row?.mediaType.split(';')[0], path).toBe(encodingFormat);
  }
});

test('no name ends the block, opens a comment in it or changes what a parser reads', async () => {
  const names = fc.oneof(
    anyText,
    fc.constantFrom(
      '</script><script>alert(1)</script>',
      '<!--<script>',
      ']]>',
      '&quot;',
      '\u2028',
    ),
  );
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const snapshot = {
        ...storySnapshot(),
        organisation: { ...storySnapshot().organisation, name },
      };
      const { '@graph': graph } = await readData(overviewPage, snapshot);
      expect(graph[0]?.['name']).toBe(name);
    }),
    { numRuns: 100 },
  );
});

/** What search engines need of each type, and what schema.org has no default for. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Answer: ['text'],
  Article: ['headline', 'url', 'datePublished'],
  BreadcrumbList: ['itemListElement'],
  Certification: ['name', 'certificationStatus', 'about'],
  ContactPage: ['url', 'about'],
  ContactPoint: ['contactType'],
  DataDownload: ['encodingFormat', 'contentUrl'],
  DataFeed: ['name', 'description', 'url', 'dataFeedElement', 'distribution'],
  DataFeedItem: ['dateCreated', 'item'],
  Dataset: ['name', 'description', 'url', 'distribution', 'publisher'],
  DigitalDocument: ['name', 'url', 'version', 'publisher'],
  FAQPage: ['mainEntity'],
  ListItem: ['position', 'name', 'item'],
  Organization: ['name'],
  PostalAddress: ['addressCountry'],
  Question: ['name', 'acceptedAnswer'],
};

test('every page of the demo says where it stands, and what it is about with all that is needed', async () => {
  const trust = await startApp({ seed: 'demo' });
  const [seen, led] = [new Set<string>(), new Set<string>()];
  for (const [path, ...types] of [
    ['', 'Organization', 'Dataset'],
    ['/subprocessors', 'Organization', 'Dataset', 'BreadcrumbList'],
    ['/subprocessors/intercom', 'BreadcrumbList'],
    ['/changes', 'DataFeed', 'BreadcrumbList'],
    ['/changes/12', 'Article', 'BreadcrumbList'],
    ['/controls', 'FAQPage', 'Certification', 'Certification', 'BreadcrumbList'],
    ['/documents/soc-2-type-i-report', 'DigitalDocument', 'BreadcrumbList'],
    ['/updates/1', 'Article', 'BreadcrumbList'],
    ['/policies/privacy-policy', 'DigitalDocument', 'BreadcrumbList'],
    ['/contact', 'ContactPage', 'BreadcrumbList'],
    ['/de/changes/12', 'Article', 'BreadcrumbList'],
    ['/subprocessors/nobody'],
    ['/subprocessors?as_of=2024-01-01'],
  ] as const) {
    const { text } = await trust.get(`/trust${path}`);
    const [block] = find(readHtml(text), { name: 'script', type: 'application/ld+json' });
    const data = block === undefined ? { '@graph': [] } : JSON.parse(block.text);
    expect(
      data['@graph'].map((thing: Thing) => thing['@type']),
      path,
    ).toEqual(types);
    for (const thing of thingsIn(data)) {
      const type = String(thing['@type']);
      seen.add(type);
      expect(Object.keys(thing), `${path} ${type}`).toEqual(
        expect.arrayContaining([...(needed[type] ?? ['a type that is known'])]),
      );
      const ours = [thing['url'], thing['contentUrl'], thing['item']].filter((url) =>
        String(url).startsWith(trust.deps.config.origin),
      );
      for (const url of ours) led.add(String(url));
    }
  }
  expect([...seen].toSorted()).toEqual(Object.keys(needed));
  expect(led.size).toBeGreaterThan(20);
  for (const url of led)
    expect([url, (await trust.get(new URL(url).pathname)).status]).toEqual([url, 200]);
});

test('the way to a page is in its language', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { text } = await trust.get('/trust/de/changes/12');
  const { '@graph': graph } = JSON.parse(one(readHtml(text), { name: 'script' }).text);
  expect(graph.at(-1).itemListElement.slice(0, 2)).toMatchObject([
    { position: 1, name: 'Überblick', item: 'http://localhost:8787/trust/de' },
    { position: 2, name: 'Änderungen', item: 'http://localhost:8787/trust/de/changes' },
  ]);
});

test('before the first publication there is nothing to tell', async () => {
  const { body } = await overviewPage.render(renderInput({ snapshot: emptySnapshot() }));
  expect(find(readHtml(String(body)), { name: 'script' })).toEqual([]);
});

test('JSON in a page is the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonInScript(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

type Thing = Readonly<Record<string, unknown>>;

/** Everything that has a type, at whatever depth. */
function thingsIn(value: unknown): readonly Thing[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(thingsIn);
  return '@type' in value ? [{ ...value }, ...inside] : inside;
}

type Graph = {
  '@context': string;
  '@graph': {
    name?: string;
    distribution?: { contentUrl: string; encodingFormat: string }[];
  }[];
};

/** From the page as an independent parser reads it: one data block. */
async function readData(
  row: typeof overviewPage,
  snapshot: Snapshot = storySnapshot(),
): Promise<Graph> {
  const page = readHtml(String((await row.render(renderInput({ snapshot }))).body));
  const { attributes, text } = one(page, { name: 'script', type: 'application/ld+json' });
  expect(attributes).toEqual({ type: 'application/ld+json' });
  expect(asParsed(text)).toBe(text);
  return JSON.parse(text);
}
