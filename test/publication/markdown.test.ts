import fc from 'fast-check';
import { marked } from 'marked';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../src/publication/markdown.ts';
import { annexPage } from '../../src/subprocessors/annex-iii.tsx';
import { entryPage } from '../../src/subprocessors/pages/entry-page.tsx';
import { preferredForm } from '../../src/http/cache.ts';
import { startApp } from '../support/app.ts';
import { anyText } from '../support/arbitrary-entries.ts';
import { asParsed, find, one, readHtml, type Seen, words } from '../support/html.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';
import { draws } from '../support/thorough.ts';

const pages = [
  '',
  '/annex-iii',
  '/changes',
  '/changes/12',
  '/controls',
  '/diff',
  '/documents/soc-2-type-i-report',
  '/log',
  '/map',
  '/policies/privacy-policy',
  '/policies/privacy-policy/versions/1/diff/2',
  '/retention',
  '/subprocessors/amazon-web-services',
  '/subprocessors/amazon-web-services/history',
  '/subprocessors/amazon-web-services?as_of=2024-01-01',
  '/timeline',
  '/updates/1',
  '/versions',
  '/versions/3/annex-iii',
];

describe('the Markdown of a page', () => {
  test.each(['', '/de'])(
    'says all that the page says, in the same order, and links where it links (/trust%s)',
    async (language) => {
      const trust = await startApp({ seed: 'demo' });
      for (const path of language === '' ? pages : pages.slice(0, 4)) {
        const address = `/trust${language}${path}`;
        const page = await trust.get(address);
        const markdown = await trust.get(address.replace(/(?=\?|$)/, '.md'));
        expect(markdown.headers.get('content-language')).toBe(language === '' ? 'en' : 'de');
        const read = asHtml(markdown.text);
        const said = bareText(read);
        const here = `${trust.deps.config.origin}${address}`;
        expect(said.startsWith(bare(here)), here).toBe(true);
        expect(unsaid(bareText(page.text).split(form), said), path).toEqual([]);
        expect(shapeOf(read), path).toEqual(shapeOf(page.text));
        expect(linksIn(read, here), path).toEqual(
          expect.arrayContaining([...linksIn(page.text, here)]),
        );
      }
    },
  );

  test('of a form says where it is and what it asks, and nothing of the trap for robots', async () => {
    const trust = await startApp({ seed: 'demo' });
    const { text } = await trust.get('/trust/contact.md');
    expect(text).toContain('Fill it in at <http://localhost:8787/trust/contact>, or send it there');
    expect(text).toContain('- Your name\n- Your e-mail address\n- Your company (optional)\n');
    expect(text).toContain('- In which language shall we answer?: English; Deutsch');
    expect(text).not.toContain('Leave this empty');
    const german = await trust.get('/trust/de/contact.md');
    expect(german.text).toContain('Füllen Sie es aus unter <http://localhost:8787/trust/');
    const map = await trust.get('/trust/map.md');
    expect(map.text).toContain('- `service`, Service: All services; Website (website);');
  });

  test('is what Accept gets at the address of the page, and where its Link leads', async () => {
    const trust = await startApp({ seed: 'demo' });
    for (const path of ['/trust', '/trust/changes/12', '/trust/de/changes/12', '/trust/contact']) {
      const page = await trust.get(path);
      expect(page.headers.get('link')).toContain(
        `<${path}.md>; rel="alternate"; type="text/markdown"`,
      );
      expect(page.headers.get('vary')).toContain('Accept, ');
      const own = await trust.get(`${path}.md`);
      expect(own.headers.get('content-type')).toMatch(/^text\/markdown; charset=utf-8/);
      expect(own.headers.get('link')).toContain(`<${path}>; rel="canonical"`);
      expect(own.headers.get('vary')).toBe('Accept-Encoding');
      const asked = await trust.get(path, { accept: 'text/markdown, text/html;q=0.9' });
      expect(asked.text).toBe(own.text);
      expect(asked.headers.get('vary')).toBe('Accept, Accept-Encoding');
    }
    const list = await trust.get('/trust/de/subprocessors', { accept: 'text/markdown' });
    expect(list.text).toBe((await trust.get('/trust/subprocessors.md')).text);
  });

  test('of what is not there or cannot be read is a problem', async () => {
    const trust = await startApp({ seed: 'demo' });
    for (const [path, status] of [
      ['/trust/changes/999.md', 404],
      ['/trust/subprocessors/nobody.md', 404],
      ['/trust/de/documents/nothing.md', 404],
      ['/trust/embed.md', 404],
      ['/trust/annex-iii.md?as_of=2026-02-30', 422],
    ] as const) {
      const answer = await trust.get(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  test('of a past says which one it is', async () => {
    const trust = await startApp({ seed: 'demo' });
    const { text } = await trust.get('/trust/annex-iii.md?as_of=2024-01-01');
    expect(text).toContain('<http://localhost:8787/trust/annex-iii?as_of=2024-01-01>');
    expect(text).toContain('In effect on 1 January 2024');
    expect((await trust.get('/trust/annex-iii.md')).text).not.toContain('In effect on');
  });
});

test.each([
  ['text/markdown', 'markdown'],
  ['text/markdown, text/html, */*', 'markdown'],
  ['text/html, text/markdown;q=0.9', undefined],
  ['application/json, text/markdown', 'json'],
  ['application/json;q=0.5, text/markdown', 'markdown'],
  ['text/markdown;q=0', undefined],
  ['text/*', undefined],
  [undefined, undefined],
] as const)('%j gets %s of a page that has both', (accept, form) => {
  expect(preferredForm(accept, ['json', 'markdown'])).toBe(form);
  if (form !== 'json') expect(preferredForm(accept, ['markdown'])).toBe(form);
});

test('no name of a vendor, and nothing it says, becomes markup', async () => {
  const usual = elementsOf(await entryAsHtml('Vendor'));
  const hostile = fc.oneof(
    anyText,
    fc.constantFrom(
      '[x](javascript:alert(1))',
      '# heading',
      '| a | b |',
      '`code`',
      '``` fence',
      '**bold** _em_ ~~no~~',
      '<b>x</b>',
      '&lt;b&gt; &#35;',
      '- item',
      '1. item',
      '> quote',
      '![x](https://evil.example/x.png)',
      'https://evil.example www.evil.example',
      'a\\|b',
      '[x]: https://evil.example',
      '[^1]',
      '---',
      'x  \ny',
      '$x$',
    ),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      const read = await entryAsHtml(name);
      expect(elementsOf(read)).toEqual(usual);
      expect(words(one(read, { name: 'h1' }).text)).toBe(words(asParsed(name)));
    }),
    { numRuns: draws(200) },
  );
});

test('a page of some thousand entries leads to other forms instead of taking seconds', async () => {
  const snapshot = storySnapshot();
  const row = markdownOf(annexPage);
  if (row?.kind !== 'published') throw new Error('Annex III is in the snapshot');
  const entries = Array.from({ length: 300 }, () => snapshot.entries).flat();
  const much = renderInput({ snapshot: { ...snapshot, entries } });
  const { body } = await row.render(much);
  expect(body).toMatch(
    /^<https:\/\/trust\.qluster\.example\/trust\/annex-iii>\n\nThis page is too long/,
  );
  expect(body).toContain('- <https://trust.qluster.example/trust/annex-iii.pdf>');
  expect(body).toContain('- <https://trust.qluster.example/trust/subprocessors.json>');
  expect((await row.render(renderInput())).body).not.toContain('too long');
});

/** The page of an entry whose name and facts are the text, as an independent reader of its Markdown sees it. */
async function entryAsHtml(name: string): Promise<readonly Seen[]> {
  const snapshot = storySnapshot();
  const [entry] = snapshot.entries;
  const row = markdownOf(entryPage);
  if (entry === undefined || row?.kind !== 'published') throw new Error('the story has no entry');
  const facts = { ...entry.facts, name, legalName: name, description: name, duration: name };
  const entries = [{ ...entry, facts }];
  const params = { slug: `${entry.slug}.md` };
  const { body } = await row.render(renderInput({ snapshot: { ...snapshot, entries }, params }));
  return readHtml(asHtml(String(body)));
}

/** Names and addresses, without what is said; a text of several lines breaks them. */
function elementsOf(read: readonly Seen[]): readonly string[] {
  const others = read.filter(({ name }) => name !== 'br');
  return others.map(({ name, attributes }) => `${name} ${attributes['href'] ?? ''}`);
}

function asHtml(markdown: string): string {
  return `<!doctype html><title>x</title><main>${marked.parse(markdown, { async: false })}</main>`;
}

/** Headings, and of each table how many rows and cells it has. */
function shapeOf(page: string): readonly string[] {
  const main = one(readHtml(page), { name: 'main' });
  const headings = main.inside.filter(({ name }) => /^h[1-6]$/.test(name));
  const tables = find(main.inside, { name: 'table' });
  return [
    ...headings.map(({ name, text }) => `${name} ${words(text)}`),
    ...tables.map(({ inside }) => {
      const cells = inside.filter(({ name }) => name === 'th' || name === 'td');
      return `${find(inside, { name: 'tr' }).length} rows, ${cells.length} cells`;
    }),
  ];
}

function linksIn(page: string, here: string): readonly string[] {
  const main = one(readHtml(page), { name: 'main' });
  return find(main.inside, { name: 'a' }).map(
    ({ attributes }) => new URL(attributes['href'] ?? '', here).href,
  );
}

type Node = DefaultTreeAdapterTypes.Node;

/** Stands where one is, which Markdown tells in its own words. */
const form = '\u0000';

/** What `main` says to a reader who does not see: without forms, and pictures by their names. */
function bareText(page: string): string {
  return bare(textOf(parse(page), false));
}

function textOf(node: Node, inMain: boolean): string {
  if (node.nodeName === '#text' && 'value' in node) return inMain ? node.value : '';
  if (!('childNodes' in node)) return '';
  const of = (name: string) =>
    'attrs' in node ? node.attrs.find((each) => each.name === name)?.value : undefined;
  if (of('aria-hidden') === 'true' || of('class') === 'paper') return '';
  if (node.nodeName === 'button') return '';
  if (node.nodeName === 'form') return form;
  if (node.nodeName === 'svg') return of('aria-label') ?? '';
  const isIn = inMain || node.nodeName === 'main';
  return node.childNodes.map((child) => textOf(child, isIn)).join('');
}

/** What of the parts is not said in their order. */
function unsaid(parts: readonly string[], said: string): readonly string[] {
  let from = 0;
  return parts.filter((part) => {
    const found = said.indexOf(part, from);
    if (found >= 0) from = found + part.length;
    return found < 0;
  });
}

/** Without white space and the marks that stand for what only the stylesheet keeps apart. */
function bare(text: string): string {
  return text.replaceAll(/[\s:;·]/g, '');
}
