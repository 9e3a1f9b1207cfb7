import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonInScript } from '../../src/http/structured-data.tsx';
import type { Snapshot } from '../../src/publication/model.ts';
import { overviewPage } from '../../src/site/pages.tsx';
import { registerPage } from '../../src/subprocessors/pages/register-page.tsx';
import { anyText } from '../support/arbitrary-entries.ts';
import { asParsed, find, one, readHtml } from '../support/html.ts';
import { emptySnapshot, renderInput, storySnapshot } from '../support/snapshot.ts';

const rows = { overviewPage, registerPage };

test.each(Object.entries(rows))(
  '%s tells search engines the publisher and the list',
  async (_, row) => {
    const { '@context': context, '@graph': graph } = await readData(row);
    expect(context).toBe('https://schema.org');
    expect(graph).toMatchObject([
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

type Graph = {
  '@context': string;
  '@graph': {
    name?: string;
    distribution?: { contentUrl: string; encodingFormat: string }[];
  }[];
};

/** From the page as an independent parser reads it: one data block and no script. */
async function readData(
  row: typeof overviewPage,
  snapshot: Snapshot = storySnapshot(),
): Promise<Graph> {
  const page = readHtml(String((await row.render(renderInput({ snapshot }))).body));
  expect(find(page, { name: 'script' })).toHaveLength(1);
  const { attributes, text } = one(page, { name: 'script' });
  expect(attributes).toEqual({ type: 'application/ld+json' });
  expect(asParsed(text)).toBe(text);
  return JSON.parse(text);
}
