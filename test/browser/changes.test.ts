import { readFile, rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changePage } from '../../src/changes/pages/change-page.tsx';
import { changesPage } from '../../src/changes/pages/log-page.tsx';
import { openDatabase } from '../../src/platform/node/database.ts';
import type { RenderInput } from '../../src/publication/representation.ts';
import { overviewPage } from '../../src/site/pages.tsx';
import { registerPage } from '../../src/subprocessors/pages/register-page.tsx';
import { axeFindings, ofColoursAndSizes } from '../support/axe.ts';
import { lifeNames, lifeAfter, snapshotWith, stagesOf } from '../support/change-lives.ts';
import { startBrowser } from '../support/chromium.ts';
import { renderInput, testPlace } from '../support/snapshot.ts';
import { copyTemplate } from '../support/template.ts';
import { overflowOf } from '../support/visitor.ts';
import { type Look, withNewShapes } from './judging.ts';

let browser: Browser;
let pages: ReadonlyMap<string, string>;

beforeAll(async () => {
  [browser, pages] = await Promise.all([startBrowser({ looksOnly: true }), renderLives()]);
});

afterAll(() => browser?.close());

// Of all that the pages consist of; what has the same shape is judged once.
const ofEveryShape = () =>
  withNewShapes([...pages].map(([path, text]) => ({ path, text }))).map(({ path }) => path);

test('axe has nothing against a change in any state, light', async () => {
  const viewport = { width: 1280, height: 900 };
  expect(await onEach(ofEveryShape(), { viewport }, axeFindings)).toEqual([]);
});

test('axe has nothing against a change in any state, dark', async () => {
  const options = { colorScheme: 'dark', viewport: { width: 360, height: 740 } } as const;
  const look: Look = (page) => axeFindings(page, ofColoursAndSizes);
  expect(await onEach(ofEveryShape(), options, look)).toEqual([]);
});

test('nothing of a change scrolls sideways at 320 px, whatever has become of it', async () => {
  const viewport = { width: 320, height: 640 };
  expect(await onEach([...pages.keys()], { viewport }, overflowOf)).toEqual([]);
});

/** Every change after each of its steps, and the pages that list them all. */
async function renderLives(): Promise<ReadonlyMap<string, string>> {
  const { directory, file } = await copyTemplate();
  const { db, close } = await openDatabase(`file:${file}`);
  const asked = (input: RenderInput) => ({ ...input, db, now: new Date(0) });
  const rendered = new Map<string, string>();
  for (const name of lifeNames) {
    for (const [index, change] of stagesOf(name).entries()) {
      const params = { id: String(change.id) };
      const input = renderInput({ snapshot: snapshotWith(change), params });
      const { body } = await changePage.render(asked(input));
      rendered.set(`/${name}-${index + 1}`, String(body));
    }
  }
  const input = renderInput({
    snapshot: snapshotWith(lifeAfter('emergency', 1), ...lifeNames.map((name) => lifeAfter(name))),
  });
  rendered.set('/overview', String((await overviewPage.render(input)).body));
  rendered.set('/register', String((await registerPage.render(input)).body));
  rendered.set('/log', String((await changesPage.render(asked(input))).body));
  await close();
  await rm(directory, { recursive: true, force: true });
  return rendered;
}

async function onEach(
  paths: readonly string[],
  options: BrowserContextOptions,
  look: Look,
): Promise<readonly string[]> {
  const context = await browser.newContext({ baseURL: testPlace.origin, ...options });
  const style = await readFile('src/site/style.css', 'utf8');
  await context.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const body = pages.get(pathname);
    if (body !== undefined) return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
    return pathname.endsWith('.css')
      ? route.fulfill({ contentType: 'text/css', body: style })
      : route.fulfill({ status: 404 });
  });
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    found.push(...(await look(page)));
  }
  await context.close();
  return found;
}
