import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf } from '../../src/inquiries/model/links.ts';
import { inquiries } from '../../src/inquiries/table.ts';
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

async function rowOf(reference: string) {
  const [row] = await trust.deps.db
    .select()
    .from(inquiries)
    .where(eq(inquiries.reference, reference));
  if (!row) throw new Error(`no inquiry ${reference}`);
  return row;
}

/** As the mail will have it. */
async function linkTo(reference: string): Promise<string> {
  return `${trust.origin}/trust${pathOf(trust.deps.keys, await rowOf(reference))}`;
}

const pdf = { name: 'our plan.pdf', mimeType: 'text/html', buffer: Buffer.from('%PDF-1.7\n%%EOF') };
const exe = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\0\0') };

test('without script somebody errs, writes with a file, confirms, is answered and writes again', async () => {
  const visitor = await visit(browser, trust.origin, {
    javaScriptEnabled: false,
    acceptDownloads: true,
  });
  const { page } = visitor;
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.goto('/trust');
  await page.getByRole('navigation', { name: 'Trust centre' }).getByText('Contact').click();
  expect(await heading()).toBe('Contact');
  // What belongs to one topic shows with it, without a script.
  const change = page.getByLabel('To which change do you object?');
  expect(await change.isVisible()).toBe(false);
  await page.getByLabel('An objection to a change').check();
  expect(await change.isVisible()).toBe(true);
  await page.getByLabel('Security', { exact: true }).check();
  expect(await change.isVisible()).toBe(false);
  await page.getByLabel('Your name').fill('Robin Doe');
  await page.getByLabel('Your e-mail address').fill('robin@customer.example');
  await page.locator('#message').fill('Where do you keep backups?\nPlease.');
  await page.getByLabel('Files').setInputFiles(exe);
  await page.getByRole('button', { name: 'Send the message' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('File 1 cannot be attached');
  await page.getByRole('alert').getByRole('link').click();
  expect(await page.locator('#message').inputValue()).toContain('Please.');
  expect(await page.getByLabel('Security', { exact: true }).isChecked()).toBe(true);
  await page.getByLabel('Files').setInputFiles(pdf);
  await page.getByRole('button', { name: 'Send the message' }).click();
  expect(await heading()).toBe('Your message is received');
  const [reference = ''] = /INQ-\w{4}-\w{4}/.exec(await page.getByRole('main').innerText()) ?? [];

  await page.goto(await linkTo(reference));
  expect(await heading()).toBe('Your inquiry');
  await page.getByRole('button', { name: 'Yes, I wrote this' }).click();
  expect(await page.getByRole('status').innerText()).toContain('this address is yours');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'our plan.pdf' }).click();
  expect((await downloading).suggestedFilename()).toBe('our plan.pdf');

  const path = `/inquiries/${(await rowOf(reference)).id}/messages`;
  const answer = { text: 'In Finland.' };
  must(await trust.owner.post(path, answer, { 'if-match': '"v2"' }));
  await page.reload();
  expect(await page.getByRole('region', { name: 'Messages' }).innerText()).toContain('In Finland.');
  await page.locator('#text').fill('Thank you.');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.getByRole('region', { name: 'Messages' }).innerText()).toContain('Thank you.');
  // The one answer that refused what was typed; and a download is no page.
  const expected = /^422: |status of 422|^failed: .*\/attachments\//;
  expect((await visitor.complaints()).filter((each) => !expected.test(each))).toEqual([]);
  await visitor.leave();
});

test('every page is free of what axe finds, light and dark, and fits a narrow window', async () => {
  const response = await fetch(`${trust.origin}/trust/contact`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      topic: 'general',
      name: 'Robin Doe',
      company: 'x'.repeat(200),
      email: 'other@customer.example',
      message: `${'long'.repeat(200)}\n\nEnd.`,
      attachments: [{ name: `${'name'.repeat(50)}.txt`, content: 'SGVsbG8K' }],
    }),
  });
  const link = await linkTo(String(Object(await response.json()).reference));
  const topics = ['document', 'privacy-request', 'vulnerability', 'objection'];
  const paths = ['/trust/contact', link, ...topics.map((each) => `/trust/contact?topic=${each}`)];
  const visitor = await visit(browser, trust.origin, { viewport: { width: 360, height: 800 } });
  const { page } = visitor;
  for (const path of paths) {
    await page.goto(path);
    expect(await inBothColours(page), path).toEqual([]);
  }
  for (const name of ['Send the message', 'Send']) {
    await page.goto(name === 'Send' ? link : '/trust/contact');
    await page.getByRole('button', { name }).click();
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await inBothColours(page), `what was refused of “${name}”`).toEqual([]);
  }
  // Two lines of the navigation are enough for a telephone.
  const { height = 0 } =
    (await page.getByRole('navigation', { name: 'Trust centre' }).boundingBox()) ?? {};
  expect(height).toBeLessThan(100);
  await visitor.leave();
});
