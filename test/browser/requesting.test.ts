import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf } from '../../src/access/model/links.ts';
import { getRequest } from '../../src/access/service/changing.ts';
import { accessRequests } from '../../src/access/table.ts';
import { startBrowser } from '../support/chromium.ts';
import { must } from '../support/client.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { visit } from '../support/visitor.ts';
import { inBothColours } from './judging.ts';

let browser: Browser;
let trust: DemoServer;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

/** As the mail has it. */
async function requestOf(reference: string) {
  const [row] = await trust.deps.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(eq(accessRequests.reference, reference));
  if (!row) throw new Error(`no request ${reference}`);
  const request = await getRequest(trust.deps.db, row.id);
  return { id: row.id, page: `${trust.origin}/trust${pathOf(trust.deps.keys, request)}` };
}

test('without script somebody asks, confirms, is approved, reads the NDA and accepts it', async () => {
  const visitor = await visit(browser, trust.origin, { javaScriptEnabled: false });
  const { page } = visitor;
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.goto('/trust/documents/soc-2-type-i-report/request');
  expect(await heading()).toBe('Ask for this document');
  await page.getByLabel('Your name').fill('Robin Doe');
  await page.getByLabel('Your work e-mail address').fill('robin@customer');
  await page.getByLabel('Your company').fill('Example GmbH');
  await page.getByLabel('CAIQ 4 answers').check();
  await page.getByLabel('What do you need it for?').fill('Review of our suppliers.');
  await page.getByRole('button', { name: 'Send the request' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Nothing was stored yet.');
  expect(await page.getByLabel('CAIQ 4 answers').isChecked()).toBe(true);
  await page.getByLabel('Your work e-mail address').fill('robin@customer.example');
  await page.getByRole('button', { name: 'Send the request' }).click();
  expect(await heading()).toBe('Please look into your mailbox');
  const [reference = ''] = /REQ-\w{4}-\w{4}/.exec(await page.getByRole('main').innerText()) ?? [];

  const { id, page: address } = await requestOf(reference);
  await page.goto(address);
  await page.getByRole('button', { name: 'Yes, I ask for these documents' }).click();
  expect(await page.getByRole('status').innerText()).toContain('this address is yours');
  must(await trust.owner.put(`/access-requests/${id}/approval`, {}, { 'if-match': '*' }));
  await page.reload();
  await page.getByRole('link', { name: 'Read the terms' }).click();
  expect(await heading()).toBe('Confidentiality terms for security documents');
  await page.getByLabel('What you are in your company').fill('CISO');
  await page.getByRole('button', { name: 'Accept' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Tick the box if you accept');
  await page.getByLabel('I have read this text').check();
  await page.getByRole('button', { name: 'Accept' }).click();
  expect(await page.getByRole('status').innerText()).toContain('Your acceptance is recorded.');
  expect(await page.getByRole('link', { name: 'your copy (PDF)' }).isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  expect(await page.getByRole('status').innerText()).toContain('on its way to your mailbox');
  // The two answers that refused what was typed.
  expect((await visitor.complaints()).filter((each) => !/^422: |status of 422/.test(each))).toEqual(
    [],
  );
  await visitor.leave();
});

test('the form, a request and an NDA have no barrier that axe finds, and fit a narrow window', async () => {
  const rows = await trust.deps.db.select().from(accessRequests);
  const waiting = rows.find(({ state }) => state === 'waiting');
  if (!waiting) throw new Error('nothing waits in the demo');
  const { page: address } = await requestOf(waiting.reference);
  const any = { 'if-match': '*' };
  must(await trust.owner.put(`/access-requests/${waiting.id}/approval`, {}, any));
  const visitor = await visit(browser, trust.origin, { viewport: { width: 360, height: 740 } });
  const { page } = visitor;
  for (const path of ['/trust/documents/caiq/request', address, `${address}/nda`]) {
    await page.goto(path);
    expect(await inBothColours(page), path).toEqual([]);
  }
  expect(await visitor.complaints()).toEqual([]);
  await visitor.leave();
});
