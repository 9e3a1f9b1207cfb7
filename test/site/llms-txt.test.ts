import fc from 'fast-check';
import { lexer } from 'marked';
import { expect, test } from 'vitest';
import { rootRepresentations } from '../../src/representations.ts';
import { llmsTxt } from '../../src/site/llms-txt.ts';
import { startApp } from '../support/app.ts';
import { anyText } from '../support/arbitrary-entries.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

test('it is what llmstxt.org asks for: a title, a summary, then sections of links', async () => {
  const tokens = lexer(await read()).filter(({ type }) => type !== 'space');
  expect(tokens.slice(0, 3).map(({ type }) => type)).toEqual([
    'heading',
    'blockquote',
    'paragraph',
  ]);
  expect(tokens.slice(3).map(({ type }) => type)).toEqual([
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
  expect(links[0]?.pathname).toBe('/trust/subprocessors.md');
  for (const { origin, pathname } of links) {
    expect(origin).toBe(trust.deps.config.origin);
    expect((await trust.get(pathname)).status, pathname).toBe(200);
  }
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
