import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { given } from '../access/giving.ts';
import { pdf } from '../documents/filing.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

describe('documents, security and updates in a browser', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startServer('demo', { name: 'localhost' }),
      startBrowser(),
    ]);
    const { deps } = server;
    await given({ deps, now: () => deps.clock() }, ['penetration-test-summary']);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto((await makeFirstOwnerLink(deps)) ?? '');
    await page.getByLabel('Your name').fill('Ada Example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ada@company.example');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account/);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const at = (path: string) => `${server.origin}/trust/console${path}`;
  const open = (path: string) => page.goto(at(path), { waitUntil: 'domcontentloaded' });
  const press = async (role: 'button' | 'link', name: string) => {
    await page.getByRole('main').getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  };

  /** The first page of the console that a page links to and whose path fits. */
  async function linkOn(path: string, fits: RegExp): Promise<string> {
    await open(path);
    const paths = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    return paths.find((each) => fits.test(each))?.replace('/trust/console', '') ?? '';
  }

  it('take a file, and put it in force, by keyboard', async () => {
    await open(`${await linkOn('/documents', /documents\/doc_/)}/versions/upload`);
    const wrong = { name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') };
    await page.getByLabel('File').setInputFiles(wrong);
    await page.getByLabel('Name of the version').fill('Type II');
    await press('button', 'Upload the file');
    await page.getByText('A document is one of PDF').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.getByLabel('Name of the version').inputValue()).toBe('Type II');
    const right = { name: 'Type II.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf(2)) };
    await page.getByLabel('File').setInputFiles(right);
    await press('button', 'Upload the file');
    await page.waitForURL(/done=uploaded/);
    await press('link', 'Put in force');
    await page.waitForURL(/\/issue/);
    expect(await page.getByRole('checkbox', { name: /^Tell/ }).isChecked()).toBe(true);
    await press('button', 'Put it in force');
    await page.waitForURL(/done=issued/);
    await page.goto(`${server.origin}/trust/updates`);
    expect(await page.getByText('New: ').count()).toBeGreaterThan(0);
  });
});
