import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { runScheduled, startWorkerd } from '../../src/platform/dev-worker.ts';
import { pdf, report } from '../documents/filing.ts';
import { changesIn, readFile as readPdf, renderPage } from '../marking/renderers.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick, pickList, type StaffClient, staffClient } from '../support/client.ts';
import { organisation } from '../support/factories.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { ownerKey, Processes } from '../support/processes.ts';
import { findFreePort, startSqld } from '../support/sqld.ts';
import { visit } from '../support/visitor.ts';

// The whole way of a report, by its pages alone and with real mail, on both platforms.

type Place = {
  readonly origin: string;
  /** What is due is found by itself on Node, and by cron on Workers. */
  runSchedule(): Promise<void>;
};

const processes = new Processes();
const endings: (() => unknown)[] = [];
const pages = 3;
let browser: Browser;
let mails: MailServer;

beforeAll(async () => {
  [browser, mails] = await Promise.all([startBrowser(), startMailServer()]);
});

afterAll(async () => {
  await browser?.close();
  for (const end of endings.toReversed()) await end();
  await mails?.stop();
  await processes.end();
});

async function settingsAt(port: number): Promise<Record<string, string>> {
  return {
    PUBLIC_URL: `http://localhost:${port}`,
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
    MAIL_URL: `smtp://127.0.0.1:${mails.port}`,
    MAIL_FROM: 'Qluster Corp. <trust@qluster.example>',
  };
}

async function startNode(): Promise<Place> {
  const port = await findFreePort();
  const home = await processes.makeHome();
  await processes.start(home, { ...(await settingsAt(port)), PORT: String(port) });
  return { origin: `http://localhost:${port}`, runSchedule: async () => undefined };
}

async function startWorker(): Promise<Place> {
  const port = await findFreePort();
  const sqld = await startSqld();
  endings.push(() => sqld.stop());
  await migrate(sqld.url);
  const workerd = await startWorkerd(port, {
    ...(await settingsAt(port)),
    DATABASE_URL: sqld.url,
  });
  endings.push(() => workerd.dispose());
  await workerd.ready;
  return { origin: `http://localhost:${port}`, runSchedule: () => runScheduled(workerd) };
}

/** The newest link below `/my/` that was mailed there, other than `own`. */
async function linkFrom(place: Place, address: string, own?: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const link = mails.received
      .filter(({ to }) => to.includes(address))
      .flatMap(
        ({ parsed }) => parsed.text?.match(/http:\/\/localhost:\d+\/trust\/my\/[\w-]{43}/g) ?? [],
      )
      .findLast((each) => each !== own);
    if (link !== undefined) return link;
    if (tries % 10 === 9) await place.runSchedule();
    await sleep(50);
  }
  throw new Error('the mail has not come');
}

/** A report under NDA, marked, of three pages. */
async function file(owner: StaffClient, { origin }: Place): Promise<Uint8Array> {
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
  ['Node with a file and a directory', startNode],
  ['workerd with sqld and R2', startWorker],
])('%s', (_name, start) => {
  test('without script somebody asks by the contact form, confirms, is approved by a person, accepts, saves a marked copy that is traced to them, and loses it', async () => {
    const place = await start();
    const owner = staffClient(
      (path, init) => fetch(`${place.origin}/trust/api/v1${path}`, init),
      async () => ownerKey,
    );
    const original = await file(owner, place);
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

    const own = await linkFrom(place, address);
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

    const link = await linkFrom(place, address, own);
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
