import { languages } from '../../src/core/language.ts';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Organisation } from '../../src/organisation/model.ts';
import type { Place } from '../../src/publication/model.ts';
import type { Published, RenderInput } from '../../src/publication/representation.ts';
import { apiCatalog, robotsTxt, securityTxt, sitemapXml } from '../../src/site/well-known.ts';
import { anyEntry, anyText } from '../support/arbitrary-entries.ts';
import { emptySnapshot, renderInput, storySnapshot, testPlace } from '../support/snapshot.ts';

const livePlace: Place = { ...testPlace, demo: false };

test('security.txt names contact, end, language and its own address, each in a line', async () => {
  expect(await textOf(securityTxt)).toBe(
    [
      'Contact: mailto:security@qluster.example',
      `Expires: ${expiryOf(storySnapshot().at)}`,
      'Preferred-Languages: en',
      'Canonical: https://trust.qluster.example/.well-known/security.txt',
      'Policy: https://qluster.example/security',
      '',
    ].join('\n'),
  );
});

test('without a security contact there is no security.txt', async () => {
  const { status } = await securityTxt.render(renderInput({ snapshot: emptySnapshot() }));
  expect(status).toBe(404);
});

test('no text in the profile can add a line to security.txt', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (email, url) => {
      const securityContact = { email, url: `https://a.example/${url}`, policyUrl: url };
      const text = await textOf(securityTxt, withProfile({ securityContact, languages: [url] }));
      expect(text).toMatch(
        /^Contact: mailto:[!-~]+\n(Contact: https:[!-~]+\n)?Expires: [!-~]+\n(Preferred-Languages: [a-zA-Z0-9-]+\n)?Canonical: [!-~]+\n$/,
      );
    }),
  );
});

test('the catalogue leads to the staff API and the list, their description, reference and health', async () => {
  const { linkset } = JSON.parse(await textOf(apiCatalog));
  const byAnchor = Object.fromEntries(
    linkset.map((context: { anchor: string }) => [context.anchor, context]),
  );
  const root = 'https://trust.qluster.example';
  const catalogue = byAnchor[`${root}/.well-known/api-catalog`];
  expect(catalogue.item.map(({ href }: { href: string }) => href)).toEqual([
    `${root}/trust/subprocessors.json`,
    `${root}/trust/api/v1`,
  ]);
  for (const { href } of catalogue.item) {
    expect(byAnchor[href]).toMatchObject({
      'service-desc': [{ href: `${root}/trust/openapi.json` }],
      'service-doc': [{ href: `${root}/trust/docs/api` }],
      status: [{ href: `${root}/readyz` }],
    });
  }
  expect(apiCatalog.mediaType).toContain('profile="https://www.rfc-editor.org/info/rfc9727"');
});

test('the demo asks robots to stay away; a real deployment shows them its sitemap', async () => {
  expect(await textOf(robotsTxt)).toBe('User-agent: *\nDisallow: /\n');
  const live = await textOf(robotsTxt, { place: livePlace });
  expect(live).toContain('Disallow: /trust/api\n');
  expect(live).not.toContain('Disallow: /\n');
  expect(live).toContain('Sitemap: https://trust.qluster.example/sitemap.xml\n');
});

test('the sitemap is well formed, has every entry and change, and says when each last changed', async () => {
  const story = storySnapshot();
  const pages = sitemapOf(await textOf(sitemapXml));
  const [entry] = story.entries;
  expect(pages.get(`https://trust.qluster.example/trust/subprocessors/${entry?.slug}`)).toBe(
    entry?.changedAt.toISOString(),
  );
  expect(pages.get('https://trust.qluster.example/trust')).toBe(story.at.toISOString());
  const inEachLanguage = 15 + 2 * story.entries.length + story.recent.length;
  expect(pages.size).toBe(languages.length * inEachLanguage);
  expect(pages.has('https://trust.qluster.example/trust/de/subprocessors')).toBe(true);
});

test('the sitemap stays well formed for any entry and any address of the deployment', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, fc.webPath(), async (entry, base) => {
      const snapshot = { ...storySnapshot(), entries: [entry] };
      const place = { ...livePlace, base: base.replace(/\/+$/, '') };
      const pages = sitemapOf(await textOf(sitemapXml, { snapshot, place }));
      expect(pages.has(`${place.origin}${place.base}/subprocessors/${entry.slug}`)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

function expiryOf(at: Date): string {
  const end = new Date(at.getTime() + 364 * 86_400_000);
  return `${end.toISOString().slice(0, 10)}T23:59:59Z`;
}

function withProfile(parts: Partial<Organisation>): Partial<RenderInput> {
  const story = storySnapshot();
  return { snapshot: { ...story, organisation: { ...story.organisation, ...parts } } };
}

async function textOf(row: Published, input: Partial<RenderInput> = {}): Promise<string> {
  const { body } = await row.render(renderInput(input));
  return String(body);
}

function sitemapOf(xml: string): Map<string, string> {
  const fail = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  const document = new DOMParser({ onError: fail }).parseFromString(xml, 'text/xml');
  const texts = (name: string) =>
    [...document.getElementsByTagName(name)].map((element) => element.textContent ?? '');
  const dates = texts('lastmod');
  return new Map(texts('loc').map((url, index) => [url, dates[index] ?? '']));
}
