import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

// docs/reading.md has the same ways in words.

let browser: Browser;
let demo: DemoServer;
let page: Page;

beforeAll(async () => {
  [browser, demo] = await Promise.all([startBrowser(), startServer('demo')]);
  // Nothing here needs a script.
  page = await browser.newPage({ javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

const text = () => page.locator('main').innerText();

async function click(name: RegExp): Promise<void> {
  const link = page.locator('main').getByRole('link', { name }).first();
  await Promise.all([page.waitForNavigation(), link.click()]);
}

test.each([
  {
    who: 'who is in Germany',
    clicks: [/^Germany/],
    shows: /Hetzner/,
  },
  {
    who: 'what changes next, and when',
    clicks: [],
    shows: /Mistral AI will be added[\s\S]*4 Jan 2027/,
  },
  {
    who: 'how to object to it',
    clicks: [/^Object/],
    shows: /Your objection|ground/i,
  },
  {
    who: 'how to get the report',
    clicks: [/^SOC 2 Type I report/],
    shows: /Your work e-mail address/,
  },
])('a newcomer finds $who in two clicks or fewer', async ({ clicks, shows }) => {
  await page.goto(`${demo.origin}/trust`);
  for (const name of clicks) await click(name);
  expect(clicks.length).toBeLessThanOrEqual(2);
  expect(await text()).toMatch(shows);
});
