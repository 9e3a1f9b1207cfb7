import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser } from '../support/chromium.ts';
import { Processes, type Running } from '../support/processes.ts';
import { findFreePort } from '../support/sqld.ts';
import { listOf, nameOfFirst } from './list-of.ts';

// `SEED=none npm start`, one person, no mail server and no key: everything in the browser.
const processes = new Processes();
let annex: Running;
let browser: Browser;
let page: Page;
/** What a person does with mouse and keyboard: each click, each field and each page that is typed in. */
const done: string[] = [];

beforeAll(async () => {
  const port = String(await findFreePort());
  const settings = { PORT: port, PUBLIC_URL: `http://localhost:${port}`, STAFF_API_KEY: '' };
  [annex, browser] = await Promise.all([
    processes.start(await processes.makeHome(), settings),
    startBrowser(),
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(8_000);
});
afterAll(async () => {
  await browser?.close();
  await annex?.stop();
  await processes.end();
});

const main = () => page.locator('main');
const base = () => annex.origin.replace('127.0.0.1', 'localhost');

async function follow(name: string | RegExp): Promise<void> {
  done.push(`follow ${String(name)}`);
  await main().getByRole('link', { name }).first().click();
}

async function press(name: string | RegExp): Promise<void> {
  done.push(`press ${String(name)}`);
  await main().getByRole('button', { name }).first().click();
}

async function fill(label: string | RegExp, text: string): Promise<void> {
  done.push(`fill ${String(label)}`);
  await page.getByLabel(label).first().fill(text);
}

async function open(path: string): Promise<void> {
  done.push(`open ${path}`);
  await page.goto(`${base()}/trust${path}`);
}

it('one person alone brings a list from nothing to a published page and a subscriber who is told', async () => {
  await page.goto(/http\S+\/console\/\S+/.exec(annex.output())?.[0] ?? '');
  await fill('Your name', 'Ada Example');
  await fill('Your mail address', 'ada@company.example');
  await press('Begin');

  await open('/console');
  await follow('Say who you are');
  await page.getByLabel('Name', { exact: true }).fill('GitHub, Inc.');
  await press('Store and publish');

  await subscribe();
  await open('/console');
  await follow('Import your list');
  const list = { name: 'list.md', mimeType: 'text/markdown', buffer: Buffer.from(listOf()) };
  await page.getByLabel('File').setInputFiles(list);
  done.push('choose the file');
  await press('Read the list');
  await follow(/into a batch/);
  await fill('Reason', 'Our list, as it stands today.');
  await press('Put it into a batch');
  await page.waitForURL(/\/register\/batches\//);
  await follow('Preview of the public pages');
  expect(await main().innerText()).toContain(nameOfFirst());
  await page.goBack();
  await follow('Publish');
  const reason = page.getByLabel(/^Why these \d+ are listed/);
  if ((await reason.count()) > 0)
    await fill(/^Why these \d+ are listed/, 'Each is signed; the days are entered this week.');
  await press('Publish');
  await page.waitForURL(/done=published/);

  await open('/subprocessors');
  expect(await main().innerText()).toContain(nameOfFirst());
  const told = await keptMail(/sub-processors|GitHub/i);
  expect(told).toContain(nameOfFirst());
  // Ten minutes for somebody who takes a quarter of a minute for each.
  expect(done.length).toBeLessThanOrEqual(40);
});

/** Without a mail server mails are kept, and read in the console: the newest that is called so. */
async function keptMail(subject: RegExp): Promise<string> {
  await expect
    .poll(
      async () => {
        await page.goto(`${base()}/trust/console/deliveries/kept`);
        return main().innerText();
      },
      { timeout: 15_000, interval: 500 },
    )
    .toMatch(subject);
  await follow(subject);
  return main().innerText();
}

async function subscribe(): Promise<void> {
  await open('/subscribe');
  await fill('Your e-mail address', 'dpo@customer.example');
  await press('Subscribe by e-mail');
  await page.getByText('Look into your mailbox').waitFor();
  const links = (await keptMail(/[Cc]onfirm/)).match(/http\S+/g) ?? [];
  done.push('open the link of the mail');
  await page.goto(links.find((each) => each.includes('/subscriptions/')) ?? '');
  await press('Confirm');
  await page.getByText('You are subscribed').waitFor();
}
