import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdf, report } from '../documents/filing.ts';
import { changesIn, readFile as readPdf, renderPage } from '../marking/renderers.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick, pickList } from '../support/client.ts';
import { organisation } from '../support/factories.ts';
import { type Place, Places } from '../support/places.ts';
import { ownerKey } from '../support/processes.ts';
import { visit } from '../support/visitor.ts';

// The whole way of a report, by its pages alone and with real mail, on both platforms.

const places = new Places();
const pages = 3;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await places.end();
});

/** A report under NDA, marked, of three pages. */
async function file({ origin, owner }: Place): Promise<Uint8Array> {
  const bytes = pdf(pages);
  must(await owner.put('/organisation', organisation(), { 'if-match': '"v0"' }));
  must(await owner.post('/documents', report));
  const uploaded = await fetch(`${origin}/trust/api/v1/documents/${report.slug}/versions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ownerKey}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(bytes),
  });
  expect(uploaded.status).toBe(201);
  await uploaded.text();
  const any = { 'if-match': '*' };
  must(await owner.put(`/documents/${report.slug}/versions/1/issue`, {}, any));
  const nda = { name: 'standard', title: 'Terms', text: 'Keep it to yourself.', scope: 'person' };
  must(await owner.post('/ndas', nda));
  return bytes;
}

describe.each([
  ['Node with a file and a directory', () => places.onNode()],
  ['workerd with sqld and R2', () => places.onWorkers()],
])('%s', (_name, start) => {
  test('without script somebody asks by the contact form, confirms, is approved by a person, accepts, saves a marked copy that is traced to them, and loses it', async () => {
    const place = await start();
    const { owner } = place;
    const original = await file(place);
    const address = `robin.${new URL(place.origin).port}@customer.example`;
    const visitor = await visit(browser, place.origin, {
      javaScriptEnabled: false,
      acceptDownloads: true,
    });
    const { page } = visitor;
    const heading = () => page.getByRole('heading', { level: 1 }).innerText();

    await page.goto(`/trust/contact?topic=document&document=${report.slug}`);
    await page.getByLabel('Your name').fill('Robin Doe');
    await page.getByLabel('Your e-mail address').fill(address);
    await page.getByLabel('Your company').fill('Example GmbH');
    await page.locator('#message').fill('For the review of our suppliers.');
    expect(await page.getByLabel(report.title).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Send the message' }).click();
    const [reference] = /REQ-\w{4}-\w{4}/.exec(await page.getByRole('main').innerText()) ?? [];
    expect(reference).toBeDefined();

    const own = await places.linkFrom(place, address);
    await page.goto(own);
    await page.getByRole('button', { name: 'Yes, I ask for these documents' }).click();
    expect(await page.getByRole('status').innerText()).toContain('this address is yours');
    const waiting = pickList((await owner.get('/access-requests?state=waiting')).body, 'items');
    expect(waiting).toEqual([
      expect.objectContaining({
        reference,
        documents: [expect.objectContaining({ state: 'asked', reason: 'no-rule' })],
      }),
    ]);
    const any = { 'if-match': '*' };
    const id = String(pick(waiting[0], 'id'));
    must(await owner.put(`/access-requests/${id}/approval`, {}, any));

    await page.reload();
    await page.getByRole('link', { name: 'Read the terms' }).click();
    expect(await page.getByRole('main').innerText()).toContain('Keep it to yourself.');
    await page.getByLabel('What you are in your company').fill('CISO');
    await page.getByLabel('I have read this text').check();
    await page.getByRole('button', { name: 'Accept' }).click();
    expect(await page.getByRole('status').innerText()).toContain('Your acceptance is recorded.');

    const link = await places.linkFrom(place, address, [own]);
    await page.goto(link);
    await page.getByRole('button', { name: 'Open the documents' }).click();
    expect(await heading()).toBe('Your documents');
    const session = page.url();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Save / }).click(),
    ]);
    const copy = new Uint8Array(await readFile(await download.path()));
    const seen = await readPdf(copy);
    expect(seen.pages).toHaveLength(pages);
    for (const [index, { text }] of seen.pages.entries()) {
      expect(text).toContain(`Page ${index + 1}`);
      for (const part of ['Robin Doe', address, 'Example GmbH', 'GRT-'])
        expect(text).toContain(part);
      // Drawn, and not only there for whoever copies text.
      const [upper = 0, lower = 0] = changesIn(
        renderPage(original, index),
        renderPage(copy, index),
      );
      expect(Math.min(upper, lower)).toBeGreaterThan(0.001);
    }

    const traced = await fetch(`${place.origin}/trust/api/v1/documents/trace`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ownerKey}`, 'content-type': 'application/pdf' },
      body: copy,
    });
    const [found] = pickList(await traced.json(), 'items');
    expect(found).toMatchObject({ number: 1, email: address, state: 'finished' });
    const grants = pickList((await owner.get('/access-grants')).body, 'items');
    must(await owner.put(`/access-grants/${String(pick(grants[0], 'id'))}/revocation`, {}, any));
    await page.goto(session);
    expect(await heading()).toBe('This link has ended');
    // A saved file is no page to go to, and the link that has ended says so.
    const expected = /^410: |status of 410|^failed: .*\/file\?/;
    expect((await visitor.complaints()).filter((each) => !expected.test(each))).toEqual([]);
    await visitor.leave();
  }, 120_000);
});
