import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { pathOf } from '../../src/rights/model/links.ts';
import { filesIn } from '../personal-data/persons.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick } from '../support/client.ts';
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

const phone = { width: 360, height: 800 };

/** What is to be said of a page, whatever it shows; the checker needs script, the page does not. */
async function faultsAt(address: string): Promise<readonly unknown[]> {
  const { page, leave } = await visit(browser, trust.origin, { viewport: phone });
  await page.goto(address);
  const faults = [...(await axeFindings(page)), ...(await overflowOf(page))];
  await leave();
  return faults;
}

test('without script somebody confirms, saves the copy of their data, and reads what was erased and what is kept', async () => {
  const { owner, deps, origin } = trust;
  const wish = {
    residence: 'eu',
    types: ['access', 'erasure'],
    who: 'self',
    relation: 'visitor',
    name: 'Robin Doe',
    email: 'robin@person.example',
  };
  const asked = await fetch(`${origin}/trust/privacy-request`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  const reference = String(pick(await asked.json(), 'reference'));
  const { body } = must(await owner.get('/rights-requests?limit=100'));
  const items = Object(pick(body, 'items'));
  const found = [...items].find((each: unknown) => pick(each, 'reference') === reference);
  const id = asId('rrq', String(pick(found, 'id')));
  const own = `${origin}/trust${pathOf(deps.keys, { id, linkVersion: 1 }, 'person')}`;
  const any = { 'if-match': '*' };
  const put = async (what: string, value?: unknown) =>
    must(await owner.put(`/rights-requests/${id}/${what}`, value, any));

  const { page, leave } = await visit(browser, origin, { javaScriptEnabled: false });
  await page.setViewportSize(phone);
  await page.goto(own);
  await page.getByRole('button', { name: 'Yes, I asked' }).click();
  await put('identity', { result: 'verified', matched: ['email'] });
  must(
    await owner.post(
      `/rights-requests/${id}/addresses`,
      { address: 'robin@home.example', proof: 'on-file' },
      any,
    ),
  );
  await put('copy');
  expect(await faultsAt(own)).toEqual([]);
  await page.reload();
  expect(await page.getByRole('main').innerText()).toContain('robin@home.example');
  await page.getByRole('button', { name: 'Open the copy' }).click();
  expect(await faultsAt(page.url())).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save the copy' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`personal-data-${reference.toLowerCase()}.zip`);
  const bytes = await readFile(await download.path());
  const headers = { 'content-type': 'application/zip' };
  const files = await filesIn(new Response(new Uint8Array(bytes), { headers }));
  expect(files.get('data.json')).toContain('robin@person.example');

  // The page in the archive is whole by itself, and as good to read.
  const saved = await browser.newPage();
  await saved.setViewportSize(phone);
  await saved.setContent(files.get('index.html') ?? '');
  expect(await saved.getByRole('heading', { level: 1 }).innerText()).toBe('A copy of your data');
  expect([...(await axeFindings(saved)), ...(await overflowOf(saved))]).toEqual([]);
  await saved.close();

  await put('erasure');
  await page.goto(own);
  const shown = await page.getByRole('main').innerText();
  expect(shown).toContain('What was erased');
  expect(shown).toContain('What is kept, and why');
  expect(await faultsAt(own)).toEqual([]);
  await leave();
});
