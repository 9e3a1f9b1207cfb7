import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

/** A page of the console, and the links on it that lead on to another. */
const journeys: readonly (readonly string[])[] = [
  ['/customers'],
  ['/customers/new'],
  ['/customers/profiles'],
  ['/customers/import/upload'],
  ['/customers', 'Harbour Logistics Inc.'],
  ['/customers', 'Harbour Logistics Inc.', 'Erase'],
  ['/subscribers'],
  ['/subscribers/new'],
  ['/subscribers?channel=webhook', 'At hooks.polar-freight.example'],
  ['/deliveries'],
  ['/deliveries/list?state=failed', 'News: an update'],
  ['/deliveries/resending?what=waiting'],
  ['/deliveries/bounces/upload'],
  ['/deliveries/kept'],
];

describe('customers, subscribers and deliveries in a browser', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startServer('demo', { name: 'localhost' }),
      startBrowser(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto((await makeFirstOwnerLink(server.deps)) ?? '');
    await page.getByLabel('Your name').fill('Ada Example');
    await page.locator('input[type=email]').fill('ada@company.example');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account/);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function follow([path = '', ...links]: readonly string[]): Promise<void> {
    await page.goto(`${server.origin}/trust/console${path}`);
    for (const name of links) {
      await page.locator('main').getByRole('link', { name }).first().focus();
      const before = page.url();
      await page.keyboard.press('Enter');
      await page.waitForURL(({ href }) => href !== before);
    }
  }

  // Each page once, in turn as somebody at a desk sees it and somebody with a telephone at night.
  it('are good for everybody, at 1280 px in light and at 360 px in dark', async () => {
    for (const [index, journey] of journeys.entries()) {
      const isSmall = index % 2 === 1;
      await page.setViewportSize({ width: isSmall ? 360 : 1280, height: 900 });
      await page.emulateMedia({ colorScheme: isSmall ? 'dark' : 'light' });
      const name = journey.join(' > ');
      await follow(journey);
      expect(await page.locator('h1').count(), name).toBe(1);
      expect(await axeFindings(page), name).toEqual([]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, name).toBe(0);
    }
  });

  it('try what waits now, and show how far that is, by keyboard alone', async () => {
    await follow(['/deliveries', 'Try now what waits']);
    await page.getByRole('button', { name: 'Try it now' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/resending\/\d+$/);
    expect(await page.getByRole('progressbar').getAttribute('max')).toBe('1');
    expect(await axeFindings(page)).toEqual([]);
  });
});
