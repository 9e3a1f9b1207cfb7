import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asCustomerId } from '../../src/core/ids.ts';
import { listPending } from '../../src/changes/service.ts';
import type { Notice } from '../../src/notices/model/notice.ts';
import { notices } from '../../src/notices/table.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick, pickList } from '../support/client.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { day } from '../support/factories.ts';
import { overflowOf, visit } from '../support/visitor.ts';

let browser: Browser;
let trust: DemoServer;
let link: string;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
  const found = must(await trust.owner.get('/customers?q=Meadow'));
  const id = String(pick(pickList(found.body, 'items')[0], 'id'));
  link = String(pick(must(await trust.owner.get(`/customers/${id}/link`)).body, 'url'));
  await tell(id);
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

/** As if the pending change had been announced to it alone, and another long ago. */
async function tell(id: string): Promise<void> {
  const { body } = must(await trust.owner.get(`/customers/${id}`));
  const terms: Notice['terms'] = JSON.parse(JSON.stringify(pick(body, 'terms')));
  const [change] = await listPending(trust.deps.db);
  if (!change) throw new Error('the story announces nothing');
  const legal = (on: string) => ({
    on: day(on),
    timeZone: terms.timeZone,
    at: `${on}T00:00:00Z`,
    rule: 'business-days' as const,
    days: 20,
  });
  const row = {
    round: 1,
    customerId: asCustomerId(id),
    seq: 1,
    announcedAt: trust.deps.clock(),
    plannedEffectiveOn: change.effectiveOn,
    terms,
    texts: {},
  };
  await trust.deps.transact(async (tx) => {
    await tx.delete(notices);
    await tx.insert(notices).values({
      ...row,
      changeId: change.id,
      state: 'running',
      clock: {
        startsAt: '2026-11-23T09:00:00Z',
        startsOn: day('2026-11-23'),
        subscriptionId: 'sbs_1' as never,
        objectionEnds: legal('2026-12-21'),
        earliestEffect: legal('2027-01-05'),
      },
    });
    await tx.insert(notices).values({
      ...row,
      changeId: 1,
      state: 'closed',
      outcome: 'approved',
      closedAt: row.announcedAt,
      effectiveAt: row.announcedAt,
    });
  });
}

test('without script a customer reads its days and corrects a contact', async () => {
  const visitor = await visit(browser, trust.origin, { javaScriptEnabled: false });
  const { page } = visitor;
  await page.goto(link);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(
    'Meadow Health Trust',
  );
  const main = page.getByRole('main');
  expect(await main.innerText()).toMatch(/Object until the end of[^]*21 December 2026/);
  await page.getByLabel('Role').fill('Caldicott guardian');
  await page.getByLabel('E-mail address').fill('nobody');
  await page.getByRole('button', { name: 'Send the correction' }).click();
  expect(await page.getByLabel('Role').inputValue()).toBe('Caldicott guardian');
  await page.getByLabel('E-mail address').fill('guardian@meadow-health.example');
  await page.getByRole('button', { name: 'Send the correction' }).click();
  expect(await page.getByRole('status').innerText()).toContain('we look at it');
  const { body } = must(await trust.owner.get('/contact-corrections'));
  expect(pickList(body, 'items')).toMatchObject([{ role: 'Caldicott guardian' }]);
  const complaints = await visitor.complaints();
  expect(complaints.filter((each) => !/^422|^console: .*422/.test(each))).toEqual([]);
  await visitor.leave();
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
] as const)(
  'axe-core has nothing against the page, %s, %d px, and nothing sticks out',
  async (colorScheme, width) => {
    const visitor = await visit(browser, trust.origin, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await visitor.page.goto(link);
    const found = [...(await axeFindings(visitor.page)), ...(await overflowOf(visitor.page))];
    expect(found).toEqual([]);
    await visitor.leave();
  },
);

test('nothing sticks out of the printed page, which leaves out the forms', async () => {
  // A4 between the margins of the stylesheet, in CSS pixels.
  const visitor = await visit(browser, trust.origin, { viewport: { width: 688, height: 1000 } });
  const { page } = visitor;
  await page.emulateMedia({ media: 'print' });
  await page.goto(link);
  expect(await overflowOf(page)).toEqual([]);
  expect(await page.getByLabel('E-mail address').isVisible()).toBe(false);
  await visitor.leave();
});
