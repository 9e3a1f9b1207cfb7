import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesIn } from '../personal-data/persons.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick, pickList } from '../support/client.ts';
import { organisation } from '../support/factories.ts';
import { Places } from '../support/places.ts';
import { visit } from '../support/visitor.ts';

// Somebody asks for their data and then for its erasure, by pages and mails alone, on both platforms.

const places = new Places();
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await places.end();
});

describe.each([
  ['Node with a file and a directory', () => places.onNode()],
  ['workerd with sqld and R2', () => places.onWorkers()],
])('%s', (_name, start) => {
  test('without script somebody writes, asks what is kept, is asked by mail whether it is them, saves the copy, and is forgotten', async () => {
    const place = await start();
    const { owner } = place;
    must(await owner.put('/organisation', organisation(), { 'if-match': '"v0"' }));
    const address = `robin.${new URL(place.origin).port}@person.example`;
    const visitor = await visit(browser, place.origin, {
      javaScriptEnabled: false,
      acceptDownloads: true,
    });
    const { page } = visitor;
    const main = () => page.getByRole('main').innerText();

    await page.goto('/trust/contact');
    await page.getByLabel('Your name').fill('Robin Doe');
    await page.getByLabel('Your e-mail address').fill(address);
    await page.locator('#message').fill('Where do you keep my letters?');
    const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all') };
    await page.locator('input[type=file]').setInputFiles(letter);
    await page.getByRole('button', { name: 'Send the message' }).click();
    const inquiry = await places.linkFrom(place, address);

    await page.goto('/trust/privacy-request');
    await page
      .getByRole('link', { name: /European/ })
      .first()
      .click();
    await page.locator('#name').fill('Robin Doe');
    await page.locator('#email').fill(address);
    for (const type of ['access', 'erasure']) await page.locator(`[value=${type}]`).check();
    await page.locator('[name=relation][value=visitor]').check();
    await page.getByRole('button', { name: /Send/ }).click();
    const [reference] = /PRV-\w{4}-\w{4}/.exec(await main()) ?? [];
    expect(reference).toBeDefined();
    const own = await places.linkFrom(place, address, [inquiry]);
    await page.goto(own);
    await page.getByRole('button', { name: 'Yes, I asked' }).click();

    const listed = pickList(must(await owner.get('/rights-requests')).body, 'items');
    const id = String(pick(listed[0], 'id'));
    expect(pick(listed[0], 'reference')).toBe(reference);
    const put = async (what: string, value?: unknown) =>
      must(await owner.put(`/rights-requests/${id}/${what}`, value, { 'if-match': '*' }));
    await put('identity', { result: 'verified', matched: ['email'] });
    await put('copy');
    const offered = await places.linkFrom(place, address, [inquiry, own]);
    await page.goto(offered);
    await page.getByRole('button', { name: 'Open the copy' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the copy' }).click(),
    ]);
    const bytes = await readFile(await download.path());
    const headers = { 'content-type': 'application/zip' };
    const files = await filesIn(new Response(new Uint8Array(bytes), { headers }));
    expect(files.get('data.json')).toContain('Where do you keep my letters?');
    expect([...files.values()]).toContain('Dear all');

    await put('erasure');
    await put('decision', {
      answers: [
        { type: 'access', outcome: 'granted' },
        { type: 'erasure', outcome: 'granted' },
      ],
      explanation: 'You have the copy, and we have forgotten you.',
    });
    await page.goto(own);
    expect(await main()).toMatch(/What was erased/);
    await page.goto(inquiry);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toContain('INQ-');
    const inquiries = must(await owner.get('/inquiries')).text;
    expect(inquiries).not.toMatch(/Robin|Where do you keep/);
    // Used once, the link of the mail opens nothing more.
    await page.goto(offered);
    expect(await main()).not.toContain('Open the copy');
    await visitor.leave();
  }, 120_000);
});
