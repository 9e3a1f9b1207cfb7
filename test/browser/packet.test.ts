import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick, pickList } from '../support/client.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { overflowOf, visit } from '../support/visitor.ts';

let browser: Browser;
let trust: DemoServer;
let page: string;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
  const pending = must(await trust.owner.get('/changes?limit=1')).body;
  const change = pick(pickList(pending, 'items')[0], 'id');
  const told = must(await trust.owner.get(`/changes/${change}/notices?limit=1`)).body;
  const customer = String(pick(pickList(told, 'items')[0], 'customer'));
  const link = must(await trust.owner.get(`/customers/${customer}/link`)).body;
  page = `${String(pick(link, 'url'))}/changes/${change}/packet`;
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
] as const)(
  'axe-core has nothing against a packet, %s, %d px, and nothing sticks out',
  async (colorScheme, width) => {
    const visitor = await visit(browser, trust.origin, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    await visitor.page.goto(page);
    const found = [...(await axeFindings(visitor.page)), ...(await overflowOf(visitor.page))];
    expect(found).toEqual([]);
    expect(await visitor.complaints()).toEqual([]);
    await visitor.leave();
  },
);

test('printed it holds parties, deadlines and signature, and nothing to press', async () => {
  // A4 between the margins of the stylesheet, in CSS pixels.
  const visitor = await visit(browser, trust.origin, { viewport: { width: 688, height: 1000 } });
  await visitor.page.emulateMedia({ media: 'print' });
  await visitor.page.goto(page);
  expect(await overflowOf(visitor.page)).toEqual([]);
  const said = await visitor.page.getByRole('main').innerText();
  for (const each of ['Controller', 'Qluster Corp.', 'Time zone', 'annex-notice-packet/1'])
    expect(said).toContain(each);
  expect(await visitor.page.getByRole('link', { name: 'PDF' }).isVisible()).toBe(false);
  await visitor.leave();
});
