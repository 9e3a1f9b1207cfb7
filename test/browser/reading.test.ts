import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages } from '../site/pages-list.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { pngOf } from '../support/pictures.ts';
import { gluedIn } from '../support/text-browser.ts';
import { visit } from '../support/visitor.ts';

// What is left of the pages without their stylesheet, and without their pictures.

let browser: Browser;
let trust: DemoServer;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

test.each(['', '/de'])(
  'in a text browser no two words of a page run into one, %s',
  async (prefix) => {
    const found: string[] = [];
    for (const path of pages) {
      const page = await fetch(`${trust.origin}/trust${prefix}${path}`);
      found.push(...gluedIn(await page.text()).map((each) => `${path}: ${each}`));
    }
    expect(found).toEqual([]);
  },
);

test('with pictures refused a page says all that it says with them, the name in the logo too', async () => {
  const api = `${trust.origin}/trust/api/v1/branding`;
  const send = (path: string, init: RequestInit, type: string) =>
    fetch(`${api}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${trust.ownerKey}`, 'if-match': '*', 'content-type': type },
      ...init,
    });
  const logo = await send('/logo', { body: new Uint8Array(pngOf(120, 40)) }, 'image/png');
  expect(logo.status).toBe(200);
  const facts = await send('', { body: '{"logoSaysName":true}' }, 'application/json');
  expect(facts.status).toBe(200);

  const visitor = await visit(browser, trust.origin);
  const { page } = visitor;
  const refused: string[] = [];
  await page.route('**/*', (route) => {
    if (route.request().resourceType() !== 'image') return route.continue();
    refused.push(route.request().url());
    return route.abort();
  });
  await page.goto('/trust');
  expect(refused).toContainEqual(expect.stringContaining('/branding/logo-'));
  const brand = page.locator('a.brand');
  expect(await brand.getByRole('img').getAttribute('alt')).toBe('Qluster Corp.');
  // Not a second time as text.
  expect(await brand.innerText()).not.toContain('Qluster Corp.');
  await visitor.leave();

  // Every other picture is drawn in the page, and is either decoration or has a name.
  for (const path of ['', '/map', '/data-flow', '/timeline', '/badges/last-changed.svg']) {
    const text = await (await fetch(`${trust.origin}/trust${path}`)).text();
    const unnamed = [...text.matchAll(/<(?:img|svg)\b[^>]*>/g)].filter(
      ([tag]) => !/aria-hidden="true"|\balt=|aria-label(?:ledby)?=/.test(tag),
    );
    expect(unnamed.map(([tag]) => `${path}: ${tag}`)).toEqual([]);
  }
});
