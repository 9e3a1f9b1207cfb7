import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { find, one, readHtml } from '../support/html.ts';
import { pages } from './pages-list.ts';

type Node = DefaultTreeAdapterTypes.Node;

// Names and terms that are the same in both languages.
const shared = new Set(
  'Annex, Atom, RSS, JSON, CSV, PDF, Markdown, OpenAPI, JSON Schema, CycloneDX, DORA, Slack, Teams, Microsoft Teams, E-Mail, Webhook, LEI, EUID, SHA-256, Version, Status, Name, SOC 2, ISO 27001, English, Deutsch, JSON Feed, Links, Website:, Text:, Optional, SCC, DPF, Feeds, Jul, optional'.split(
    ', ',
  ),
);

type Read = { readonly status: number; readonly text: string };
type Site = {
  readonly english: ReadonlyMap<string, Read>;
  readonly german: ReadonlyMap<string, Read>;
  readonly names: ReadonlySet<string>;
};

let reading: Promise<Site> | undefined;

/** Read once: an app lives for one test. */
function readSite(): Promise<Site> {
  return (reading ??= startApp({ seed: 'demo' }).then(async (trust) => ({
    english: await readAll(trust, '/trust'),
    german: await readAll(trust, '/trust/de'),
    names: await namesIn(trust),
  })));
}

async function readAll(trust: World, base: string): Promise<ReadonlyMap<string, Read>> {
  const read = new Map<string, Read>();
  for (const path of pages) read.set(path, await trust.get(`${base}${path}`));
  return read;
}

async function namesIn({ deps }: World): Promise<ReadonlySet<string>> {
  const { snapshot } = await deps.publication.current(deps);
  return new Set([
    snapshot.organisation.name,
    ...snapshot.services.map(({ name }) => name),
    ...snapshot.documents.map(({ title }) => title),
    ...snapshot.policies.listed.map(({ policy }) => policy.title),
    ...[...snapshot.entries, ...snapshot.withdrawn].flatMap(({ facts }) => [
      facts.name,
      facts.legalName ?? '',
      `Optional: ${facts.scope?.feature ?? ''}`,
    ]),
  ]);
}

describe('every page says in German what is ours to say', () => {
  test.each(pages)('%s', async (path) => {
    const { names, ...site } = await readSite();
    const [english, german] = [must(site.english.get(path)), must(site.german.get(path))];
    expect(german.status).toBe(english.status);
    expect(one(readHtml(german.text), { name: 'html' }).attributes['lang']).toBe('de');
    const said = new Set(textsOf(english.text));
    const untranslated = textsOf(german.text).filter(
      (text) => said.has(text) && !isShared(text, names),
    );
    expect([...new Set(untranslated)]).toEqual([]);
    const links = find(readHtml(german.text), { name: 'a' }).map(({ attributes }) => attributes);
    const away = links.filter(
      ({ href = '', hreflang }) =>
        hreflang === undefined &&
        /^\/trust(?!\/(?:de|embed\/|brand|styles?))/.test(href) &&
        pages.includes(href.slice('/trust'.length)),
    );
    expect(away.map(({ href }) => href)).toEqual([]);
  });
});

function must(read: Read | undefined): Read {
  if (read === undefined) throw new Error('This page was not read.');
  return read;
}

function isShared(text: string, names: ReadonlySet<string>): boolean {
  return (
    text
      .split(', ')
      .filter(Boolean)
      .every((each) => shared.has(each)) ||
    // A page is called after what it is about and who publishes it.
    names.has(text.replace(/: Qluster Corp\.$/, '')) ||
    /^(?:PDF|DOCX|XLSX), \d+ kB$/.test(text) ||
    // Bands of the picture, from name to name.
    / → /.test(text) ||
    !/\p{L}{3}/u.test(text) ||
    /^[\w.-]+@|^https?:/.test(text)
  );
}

/** What a page says in its own words; what is quoted says in which language it is, or is a name, a day or code. */
function textsOf(html: string): readonly string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeName === '#text' && 'value' in node) {
      const text = node.value.replaceAll(/\s+/g, ' ').trim();
      if (text !== '') found.push(text);
    }
    if (!('childNodes' in node)) return;
    const attributes = 'attrs' in node ? node.attrs : [];
    const isQuoted =
      ['bdi', 'code', 'time', 'script', 'style', 'pre', 'samp'].includes(node.nodeName) ||
      (node.nodeName !== 'html' &&
        attributes.some(
          ({ name, value }) => name === 'lang' || (name === 'translate' && value === 'no'),
        ));
    if (isQuoted) return;
    // Titles of links are those of the header, for programs.
    if (node.nodeName === 'link') return;
    for (const { name, value } of attributes)
      if (['aria-label', 'title', 'placeholder', 'alt'].includes(name) && value !== '')
        found.push(value);
    for (const child of node.childNodes) walk(child);
  };
  walk(parse(html.replaceAll('<wbr/>', '')));
  return found;
}
