import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

describe('policies, retention and proof in the console, by keyboard alone', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer('demo'), startBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto((await makeFirstOwnerLink(server.deps)) ?? '');
    await type('Your name', 'Ada Example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ada@company.example');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account/);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const type = async (label: string, text: string) => {
    await page.getByLabel(label).focus();
    await page.keyboard.type(text);
  };
  const follow = async (name: string) => {
    const link = page.getByRole('main').getByRole('link', { name, exact: true }).first();
    const href = (await link.getAttribute('href')) ?? '';
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}${href}`);
  };
  const press = async (name: string) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  const visit = (path: string) => page.goto(`${server.origin}/trust/console${path}`);

  it('a version is drafted, edited, compared, previewed and announced', async () => {
    await visit('/policies');
    expect(await axeFindings(page)).toEqual([]);
    await follow('Cookie notice');
    await follow('Draft the next version');
    await press('Make the draft');
    await page.waitForURL(/done=drafted/);
    await follow('Edit the draft');
    await page.getByLabel('English').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\n![a logo](https://company.example/logo.png)');
    await press('Store the draft');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/Line \d+, “!\[a logo\]/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('English').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('Nothing here reads your clipboard.');
    await press('Store the draft');
    await page.waitForURL(/done=saved/);
    await follow('What it changes');
    expect(await page.locator('ins').allTextContents()).toContainEqual(
      expect.stringContaining('clipboard'),
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.goBack();
    await follow('Preview, English');
    const previewed = await page.locator('article').innerHTML();
    await page.goBack();
    await follow('Announce the draft');
    expect(await axeFindings(page)).toEqual([]);
    await type('What changes', 'It says that nothing reads the clipboard.');
    await page.getByLabel('No: wording').focus();
    await page.keyboard.press('Space');
    await press('Announce it');
    await page.waitForURL(/done=announced/);
    await page.goto(`${server.origin}/trust/policies/cookie-notice`);
    expect(await page.locator('article').innerHTML()).toBe(previewed);
  });
});
