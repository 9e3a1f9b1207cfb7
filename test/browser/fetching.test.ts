import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeGrant } from '../../src/access/service/grant-keeping.ts';
import { given, staff } from '../access/giving.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { overflowOf, visit } from '../support/visitor.ts';

let browser: Browser;
let trust: DemoServer;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

/** What is to be said of a page, whatever it shows; the checker needs script, the page does not. */
async function faultsAt(address: string): Promise<readonly unknown[]> {
  const { page, leave } = await visit(browser, trust.origin, {
    viewport: { width: 360, height: 800 },
  });
  await page.goto(address);
  const faults = [...(await axeFindings(page)), ...(await overflowOf(page))];
  await leave();
  return faults;
}

test('without script somebody opens their documents by the mailed link and saves a copy with their name', async () => {
  const place = { deps: trust.deps, now: () => trust.deps.clock() };
  const slugs = ['penetration-test-summary', 'caiq'];
  const terms = { allowsToken: true };
  const { link, grants } = await given(place, slugs, terms, { name: 'Robin Doe' });
  const { page, leave } = await visit(browser, trust.origin, { javaScriptEnabled: false });
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(link);
  expect(await faultsAt(link)).toEqual([]);
  await page.getByRole('button', { name: 'Open the documents' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your documents');
  const session = page.url();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save Penetration test' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const copy = await readFile(await download.path());
  const marked = grants.map(({ reference }) => `${reference}/1`);
  const [found] = await trust.deps.pdf.findReferences(new Uint8Array(copy));
  expect(marked).toContain(found);
  await page.reload();
  expect(await page.getByRole('main').innerText()).toContain('9');
  await page.getByRole('button', { name: 'Make a token' }).click();
  expect(await page.getByRole('main').innerText()).toMatch(/axt_[\w-]{43}/);
  expect(await overflowOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Back to your documents' }).click();
  expect(await faultsAt(session)).toEqual([]);

  await page.goto(link);
  expect(await page.getByRole('main').innerText()).toContain('was used already');
  for (const { id } of grants) await revokeGrant(staff(place), id, 'any');
  await page.goto(session);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('This link has ended');
  expect(await faultsAt(session)).toEqual([]);
  await leave();
});
