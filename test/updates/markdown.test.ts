import fc from 'fast-check';
import { parseAtomFeed } from 'feedsmith';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { faultInMarkdown, firstLine } from '../../src/updates/markdown.ts';
import { markdownHtml } from '../../src/updates/shown-markdown.tsx';
import { startApp } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { refuses } from '../support/refusals.ts';
import { draft, news, post } from './posting.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

const shown = new Set(
  'p h3 h4 h5 h6 ul ol li blockquote pre code strong em del a br hr table thead tbody tr th td bdi'.split(
    ' ',
  ),
);
const attributes = new Set(['dir', 'href', 'rel', 'scope', 'start']);
const pieces =
  '* _ ` [ ] ( ) < > ! # - | " & : \\ ~~ ``` javascript: https://a.example a@b.example <b /> ]]> 1. x ü &lt; &#60; &#x202e; <script> onload= data:text/html,'
    .split(' ')
    .concat('\n', '  ', '> ');

describe('Markdown', () => {
  it.each([
    ['a paragraph', 'One *two* **three** ~~four~~ `five`', ['p', 'em', 'strong', 'del', 'code']],
    ['headings below those of the page', '# One\n\n###### Six', ['h3', 'h6']],
    ['lists', '- one\n- two\n\n3. three', ['ul', 'li', 'li', 'ol', 'li']],
    ['a quote and a rule', '> one\n\n---', ['blockquote', 'p', 'hr']],
    ['code', '```sh\nnpm ci\n```', ['pre', 'code']],
    ['a table', '| a |\n| --- |\n| b |', ['table', 'thead', 'tr', 'th', 'tbody', 'tr', 'td']],
  ])('shows %s', (_what, text, names) => {
    expect(elementsIn(text).map(({ name }) => name)).toEqual(names);
    expect(faultInMarkdown(text)).toBeUndefined();
  });

  it('links to whole web addresses and to mailboxes, and tells search engines not to follow', () => {
    const text =
      '[terms](https://a.example/x?a=1&b=2 "title") https://b.example privacy@c.example [desk](mailto:d@e.example)';
    expect(linksIn(text)).toEqual([
      { href: 'https://a.example/x?a=1&b=2', rel: 'noopener nofollow' },
      { href: 'https://b.example/', rel: 'noopener nofollow' },
      { href: 'mailto:privacy@c.example' },
      { href: 'mailto:d@e.example' },
    ]);
    expect(markdownHtml(text)).toContain('>desk</a>');
  });

  it('gives a link without words those of its address', () => {
    expect(markdownHtml('[](https://a.example/x)')).toContain('>https://a.example/x</a>');
  });

  it.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a <b onclick="alert(1)">b</b>', 'a <b onclick="alert(1)">b</b>'],
    ['<!-- hidden -->', '<!-- hidden -->'],
    ['<a href="https://a.example">*a*</a>', '<a href="https://a.example">a</a>'],
    ['</article></main><h1>Mine</h1>', '</article></main><h1>Mine</h1>'],
    ['<svg><style><img src=x></style></svg>', '<svg><style><img src=x></style></svg>'],
    ['`<b>`', '<b>'],
    ['    <b>', '<b>'],
    ['[<b>](https://a.example)', '<b>'],
    ['| <i> |\n| --- |\n| <u> |', '<i><u>'],
    ['# <b>', '<b>'],
    ['&lt;b&gt; &#60;b&#62;', '&lt;b&gt; &#60;b&#62;'],
  ])('leaves HTML as it was typed: %s', (text, read) => {
    expect(elementsIn(text).filter(({ name }) => !shown.has(name))).toEqual([]);
    expect(textIn(text).trim()).toBe(read);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](<javascript:alert(1)>)',
    '[x](javascript&#58;alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example)',
    '[x](/trust)',
    '[x](#post-1)',
    '[x](https://user:password@a.example)',
    '[x](http://localhost)',
    '[x](mailto:a@b.example?bcc=c@d.example)',
    '[x][1]\n\n[1]: javascript:alert(1)',
    '<javascript:alert(1)>',
  ])('makes no link of %s, and it is refused before it is published', (text) => {
    expect(linksIn(text)).toEqual([]);
    if (textIn(text).trim() !== text.trim())
      expect(faultInMarkdown(text)).toMatch(/^A link can not lead to “/);
  });

  it('shows no image but its description, and an image is refused before it is published', () => {
    for (const text of [
      '![a cat](https://a.example/cat.png)',
      '[![a cat](x)](https://a.example)',
    ]) {
      expect(elementsIn(text).filter(({ name }) => name === 'img')).toEqual([]);
      expect(textIn(text)).toBe('a cat');
      expect(faultInMarkdown(text)).toMatch(/^Images are not shown/);
    }
  });

  it('has nothing but these elements and attributes, whatever is typed', () => {
    const piece = fc.constantFrom(...pieces);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (typed) => {
        const html = markdownHtml(typed.join(''));
        // It stands in CDATA in feeds.
        expect(html).not.toContain(']]>');
        expect(html).not.toContain('\u202e');
        for (const { name, attributes: stated } of elementsOf(html)) {
          expect(shown).toContain(name);
          for (const attribute of Object.keys(stated)) expect(attributes).toContain(attribute);
          if (stated['href'] !== undefined)
            expect(stated['href']).toMatch(/^(https?:\/\/|mailto:)/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets no character in by its number that may not be typed', () => {
    const text = 'Paid &#x202e;yadot, &#0; &#xFEFF;';
    expect(textIn(text)).toBe(text);
    expect(faultInMarkdown(text)).toBeUndefined();
  });

  it('is refused where it is nested deeper than anybody reads, or takes long to read', () => {
    for (const text of [
      '> '.repeat(5_000),
      '- '.repeat(8_000),
      '>'.repeat(16_000),
      '1. '.repeat(400),
    ])
      expect(faultInMarkdown(`${text}x`)).toMatch(/nested 16 deep/);
    for (const text of ['*a_'.repeat(5_333), '_'.repeat(16_000), '~'.repeat(2_001)])
      expect(faultInMarkdown(text)).toMatch(/at most 2000 of the characters/);
    expect(faultInMarkdown(`${'> '.repeat(10)}x`)).toBeUndefined();
  });

  it('has a first line of plain text', () => {
    expect(firstLine('# Title\n\nOne **two** [three](https://a.example)\nfour\n\nFive')).toBe(
      'One two three four',
    );
    expect(firstLine('- one\n- two')).toBe('one two');
    expect(firstLine('AT&T & <b>')).toBe('AT&T & <b>');
  });
});

it('a hostile post breaks out of no page, document or feed', async () => {
  const trust = await startApp();
  const hostile = ']]></content></entry><script>alert(1)</script>"\'&amp;</style><!--';
  await post(trust, { ...news, title: hostile, body: `${hostile}\n\n\`${hostile}\`` });
  for (const path of ['', '/updates', '/updates/1'])
    expect((await trust.get(`/trust${path}`)).text).not.toContain('<script>alert');
  const { body } = await trust.get('/trust/updates/1.json');
  expect(pick(body, 'posts', 0, 'markdown')).toContain(hostile);
  expect(pick(body, 'posts', 0, 'html')).not.toContain('<script>');
  for (const form of ['atom', 'rss', 'json']) {
    const { text, body: json } = await trust.get(`/trust/feed.${form}?topic=updates`);
    expect(text.match(/<entry>|<item>|"_annex"/g)).toHaveLength(1);
    // Only what is said to be HTML is read as such.
    const html = form === 'json' ? pick(json, 'items', 0, 'content_html') : text;
    expect(html).not.toContain('<script>alert');
  }
  const atom = parseAtomFeed((await trust.get('/trust/feed.atom?topic=updates')).text);
  expect(atom.entries?.map(({ title }) => title?.value)).toEqual([hostile]);
});

it.each([
  ['a link to this place without its address', '[the list](/trust/subprocessors)'],
  ['an image', 'Look: ![a graph](https://a.example/graph.png)'],
  ['quotes in quotes without an end', `${'> '.repeat(7_000)}x`],
  ['more emphasis than letters', '*a_'.repeat(5_000)],
])('%s is refused by publication, which points to the body', async (_what, body) => {
  const trust = await startApp();
  const { path, etag } = await draft(trust, { ...news, body });
  const publish = () =>
    trust.as('editor').put(`${path}/publication`, undefined, { 'if-match': etag });
  await refuses(trust, publish, { status: 422, pointers: ['#/body'] });
});

function elementsIn(text: string): readonly Element[] {
  return elementsOf(markdownHtml(text));
}

function elementsOf(html: string): readonly Element[] {
  const walk = (node: Node): readonly Element[] =>
    'tagName' in node
      ? [
          {
            name: node.tagName,
            attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
          },
          ...node.childNodes.flatMap(walk),
        ]
      : [];
  return parseFragment(html).childNodes.flatMap(walk);
}

function linksIn(text: string): readonly Element['attributes'][] {
  return elementsIn(text)
    .filter(({ name }) => name === 'a')
    .map((element) => element.attributes);
}

function textIn(text: string): string {
  const walk = (node: Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(walk).join('') : '';
  return parseFragment(markdownHtml(text)).childNodes.map(walk).join('');
}
