import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

describe('the privacy desk of the console in a browser', () => {
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
    await page.locator('#address').fill('ada@company.example');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account/);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const console_ = (path: string) => `${server.origin}/trust/console${path}`;

  async function firstOf(list: string): Promise<string> {
    await page.goto(console_(list));
    const href = await page.locator('table.fold a').first().getAttribute('href');
    return String(href).replace('/trust/console', '');
  }

  it('begins an answer with a template and sends it, by keyboard alone', async () => {
    await page.goto(console_('/reply-templates/new'));
    await page.locator('#name').focus();
    await page.keyboard.type('Where backups are');
    await page.locator('#text').focus();
    await page.keyboard.type('Dear {name}, they are in Frankfurt.');
    await page.getByRole('button', { name: 'Store it' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=created/);
    await page.goto(console_(`${await firstOf('/inquiries')}/answer`));
    await page.locator('#text').focus();
    await page.keyboard.type('Good day.');
    await page.locator('#template').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('they are in Frankfurt').waitFor();
    expect(await page.locator('#text').inputValue()).toMatch(
      /^Good day\.\n\nDear [^{]+, they are in Frankfurt\.$/,
    );
    await page.getByRole('button', { name: 'Send the answer' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=answered/);
  });
});
