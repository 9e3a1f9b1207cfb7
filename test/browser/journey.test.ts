import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../support/chromium.ts';
import { must, pick } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { visit } from '../support/visitor.ts';

const pending = 'Mistral AI will be added and Intercom amended';

let browser: Browser;
let trust: DemoServer;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
  // Vendors are added at once, not in thirty days.
  const { body, etag = '' } = must(await trust.owner.get('/organisation'));
  const profile = { ...Object(body), noticeDays: 0 };
  must(await trust.owner.put('/organisation', profile, { 'if-match': etag }));
  // With the twelve changes of the story, more than one page of the log.
  await keepNotice(0);
  for (let count = 1; count <= 42; count += 1) await publishVendor(count);
  await keepNotice(30);
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

test.each([
  ['with script', true],
  ['without script', false],
] as const)('a customer reads, filters and follows a change, %s', async (_, javaScriptEnabled) => {
  const visitor = await visit(browser, trust.origin, { javaScriptEnabled });
  const { page } = visitor;
  await readWhatChanges(page);
  await filterAndSort(page);
  await followTheEntry(page);
  await pageThroughTheLog(page);
  await readByProgram(page);
  expect(await visitor.complaints()).toEqual([]);
  await visitor.leave();
});

async function readWhatChanges(page: Page) {
  await page.goto('/trust');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Who processes your data');
  const due = page.getByRole('region', { name: /^About to change/ });
  expect(await due.getByRole('heading').innerText()).toBe(`About to change: ${pending}`);
  expect(await due.getByRole('listitem').allInnerTexts()).toEqual([
    '16 Nov 2026\nAnnounced',
    'By 16 Dec 2026\nYou may object, until the end of the day, New York',
    '4 Jan 2027\nTakes effect',
  ]);
  await due.getByRole('link', { name: 'Read what changes' }).click();
  expect(new URL(page.url()).pathname).toBe('/trust/changes/12');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
    `${pending} on 4 January 2027`,
  );
  const added = page.locator('ins').first();
  expect(await added.innerText()).toContain('passes message text to Mistral AI');
  expect(await page.getByText('49 days’ notice').isVisible()).toBe(true);
}

async function filterAndSort(page: Page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Sub-processors' }).click();
  const all = await rowsIn(page).count();
  const form = page.getByRole('search');
  await form.getByLabel('Service').selectOption({ label: 'Website' });
  await form.getByLabel('Country').selectOption({ label: 'United States' });
  await form.getByRole('button', { name: 'Apply' }).click();
  // The address changes with the first bytes of the page, its rows come after.
  await page.waitForLoadState('domcontentloaded');
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('service'), searchParams.get('country')]).toEqual(['website', 'US']);
  const found = await namesIn(page);
  expect(found).toEqual(['Intercom', 'Stripe']);
  for (const row of await rowsIn(page).all())
    expect(await row.innerText()).toMatch(/United States[^]*Website/);
  expect(await page.getByText(`2 of ${all} entries`).isVisible()).toBe(true);
  const name = page.getByRole('columnheader', { name: 'Sub-processor' });
  await name.getByRole('link').click();
  expect(await name.getAttribute('aria-sort')).toBe('descending');
  expect(await namesIn(page)).toEqual(['Stripe', 'Intercom']);
  expect(await form.getByLabel('Service').inputValue()).toBe('website');
}

async function followTheEntry(page: Page) {
  await page.getByRole('rowheader').getByRole('link', { name: 'Intercom' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Intercom');
  const due = page.getByRole('region', { name: 'About to change' });
  await due.getByRole('link', { name: 'Change 12' }).click();
  expect(new URL(page.url()).pathname).toBe('/trust/changes/12');
  await page.getByRole('main').getByRole('link', { name: 'Changes', exact: true }).click();
}

async function pageThroughTheLog(page: Page) {
  const log = page.getByRole('list', { name: 'Changes, newest first' });
  expect(await page.getByText('54 changes', { exact: true }).isVisible()).toBe(true);
  expect(await log.getByRole('listitem').count()).toBe(50);
  await page.getByRole('link', { name: 'Older changes' }).click();
  expect(await log.getByRole('listitem').count()).toBe(4);
  expect(await log.getByRole('listitem').last().innerText()).toMatch(/^1 Mar 2023/);
  expect(await page.getByRole('link', { name: 'Older changes' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Newest changes' }).click();
  expect(await log.getByRole('listitem').count()).toBe(50);
}

async function readByProgram(page: Page) {
  const feed = page.getByRole('main').getByRole('link', { name: 'Atom' });
  const answered = page.waitForResponse((response) => response.url().endsWith('/trust/feed.atom'));
  await feed.click();
  expect((await answered).headers()['content-type']).toContain('application/atom+xml');
  // Who goes back before the feed is read through breaks the request off.
  await (await answered).finished();
  await page.waitForURL('**/trust/feed.atom', { waitUntil: 'load' });
  await page.goBack();
  await page.getByRole('contentinfo').getByRole('link', { name: 'API reference' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('API reference');
  await page.getByRole('link', { name: 'The list as JSON', exact: true }).click();
  const shown = page.getByRole('article').filter({ hasText: 'GET /trust/subprocessors.json' });
  expect(await isInWindow(shown.first().getByRole('heading'))).toBe(true);
}

test('with the keyboard alone: skip link, order of the form, a focus that shows', async () => {
  const visitor = await visit(browser, trust.origin);
  const { page } = visitor;
  await page.goto('/trust/subprocessors');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  expect(await isFocused(skip)).toBe(true);
  expect((await skip.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('Enter');
  expect(await isFocused(page.getByRole('main'))).toBe(true);
  const due = await page.getByRole('region', { name: 'About to change' }).getByRole('link').all();
  const announced = await Promise.all(due.map((link) => link.innerText()));
  expect(announced.length).toBeGreaterThan(0);
  const passed: string[] = [];
  for (let step = 0; step < 11 + announced.length; step += 1) {
    await page.keyboard.press('Tab');
    passed.push(
      await page.evaluate(
        () => document.activeElement?.id || document.activeElement?.textContent || '',
      ),
    );
  }
  const form = ['service', 'country', 'category', 'q', 'Apply'];
  const above = [
    'On another day',
    'Drawn as a timeline',
    'On a map',
    'As a data flow',
    'Subscribe to changes',
  ];
  expect(passed).toEqual([...above, ...announced, ...form, 'CSV']);
  await page.keyboard.press('Tab');
  const focus = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(
      document.activeElement ?? document.body,
    );
    return `${outlineStyle} ${outlineWidth}`;
  });
  expect(focus).toBe('solid 3px');
  await page.getByLabel('Name or purpose').focus();
  await page.keyboard.type('backup');
  await page.keyboard.press('Enter');
  await page.getByText('1 of 52 entries').waitFor();
  expect(await namesIn(page)).toEqual(['Hetzner']);
  expect(await visitor.complaints()).toEqual([]);
  await visitor.leave();
});

function rowsIn(page: Page) {
  return page.locator('main tbody tr[id]');
}

async function namesIn(page: Page): Promise<string[]> {
  return rowsIn(page).getByRole('rowheader').getByRole('link').allInnerTexts();
}

type Locator = ReturnType<Page['locator']>;

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

function isInWindow(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

/** With no notice promised, a change may take effect at once. */
async function keepNotice(noticeDays: number): Promise<void> {
  const { owner } = trust;
  const { body, etag = '' } = must(await owner.get('/organisation'));
  must(await owner.put('/organisation', { ...Object(body), noticeDays }, { 'if-match': etag }));
}

async function publishVendor(count: number): Promise<void> {
  const { owner } = trust;
  const reason = `Vendor ${count} is engaged.`;
  const batch = must(await owner.post('/batches', { reason }));
  const path = `/batches/${String(pick(batch.body, 'id'))}`;
  const entry = facts({ name: `Vendor ${count}`, scope: { services: ['qluster-service'] } });
  must(await owner.put(`${path}/entries/vendor-${count}`, { facts: entry }));
  const { etag = '' } = must(await owner.get(path));
  must(await owner.put(`${path}/publication`, {}, { 'if-match': etag }));
}
