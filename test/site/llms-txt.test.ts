import fc from 'fast-check';
import { lexer } from 'marked';
import { expect, test } from 'vitest';
import type { Representation } from '../../src/publication/representation.ts';
import { representations, rootRepresentations } from '../../src/representations.ts';
import { llmsFullOf } from '../../src/site/llms-full.ts';
import { llmsTxt } from '../../src/site/llms-txt.ts';
import { startApp } from '../support/app.ts';
import { anyText } from '../support/arbitrary-entries.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

test('it is what llmstxt.org asks for: a title, a summary, then sections of links', async () => {
  const tokens = lexer(await read()).filter(({ type }) => type !== 'space');
  expect(tokens.slice(0, 4).map(({ type }) => type)).toEqual([
    'heading',
    'blockquote',
    'paragraph',
    'paragraph',
  ]);
  expect(tokens.slice(4).map(({ type }) => type)).toEqual([
    'heading',
    'list',
    'heading',
    'list',
    'heading',
    'list',
    'heading',
    'list',
    'heading',
    'list',
    'heading',
    'list',
    'heading',
    'list',
    'heading',
    'list',
  ]);
  expect(rootRepresentations).toContain(llmsTxt);
});

test('every link leads to something of this place', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { text } = await trust.get('/llms.txt');
  const links = [...text.matchAll(/\]\((\S+)\)/g)].map(([, url = '']) => new URL(url));
  expect(links.length).toBeGreaterThan(5);
  expect(links[0]?.pathname).toBe('/trust.md');
  expect(links.map(({ pathname }) => pathname)).toContain('/trust/de.md');
  for (const { origin, pathname } of links) {
    expect(origin).toBe(trust.deps.config.origin);
    expect((await trust.get(pathname)).status, pathname).toBe(200);
  }
});

test('it names the Markdown of every page that needs no number or name', async () => {
  const text = await read();
  const pages = representations.filter(({ path, mediaType }) => {
    return mediaType.startsWith('text/markdown') && !path.includes(':');
  });
  expect(pages.length).toBeGreaterThan(15);
  for (const { path } of pages)
    expect(text).toContain(`(https://trust.qluster.example/trust${path})`);
});

test('in one file stand the pages themselves, and what would be too much by its address', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { text } = await trust.get('/llms-full.txt');
  for (const path of ['.md', '/subprocessors.md', '/changes.md', '/contact.md'])
    expect(text).toContain((await trust.get(`/trust${path}`)).text);
  expect(text).not.toContain('More than fits here');
  const much: Representation = {
    kind: 'published',
    path: '/much.md',
    mediaType: 'text/markdown',
    render: () => ({ body: 'ä'.repeat(250_001) }),
  };
  const little = { ...much, path: '/little.md', render: () => ({ body: 'little' }) };
  const { db, clock } = trust.deps;
  const { body } = await llmsFullOf([much, little]).render({ ...renderInput(), db, now: clock() });
  expect(body).toBe(
    'More than fits here: <https://trust.qluster.example/trust/much.md>\n\n---\n\nlittle',
  );
});

test('no name of the publisher changes its structure', async () => {
  const shape = (text: string) => lexer(text).map(({ type }) => type);
  const usual = shape(await read());
  await fc.assert(
    fc.asyncProperty(anyText, async (name) => {
      expect(shape(await read(name))).toEqual(usual);
    }),
    { numRuns: 100 },
  );
});

async function read(name = 'Qluster Corp.'): Promise<string> {
  const snapshot = storySnapshot();
  const organisation = { ...snapshot.organisation, name };
  return String(
    (await llmsTxt.render(renderInput({ snapshot: { ...snapshot, organisation } }))).body,
  );
}
