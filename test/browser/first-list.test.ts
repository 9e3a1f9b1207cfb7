import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { systemCtx } from '../../src/context.ts';
import { sendStaffLetters } from '../../src/accounts/service/letters.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { workOffRequests } from '../../src/subscribers/service/requests.ts';
import { listOf, nameOfFirst } from './list-of.ts';

/** `PICTURES=yes` writes those of docs/first-list.md anew. */
const isPictured = process.env['PICTURES'] === 'yes';
const folder = new URL('../../docs/pictures/', import.meta.url);

let server: DemoServer;
let browser: Browser;
let page: Page;
let second: Page | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startServer('none', { name: 'localhost' }),
    startBrowser(),
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const main = () => page.locator('main');
const follow = (name: string | RegExp) => main().getByRole('link', { name }).first().click();
const press = (name: string) => main().getByRole('button', { name }).click();

async function picture(name: string): Promise<void> {
  if (process.env['SAY']) console.log(name, page.url(), (await main().innerText()).slice(0, 1100));
  if (!isPictured) return;
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.png`, folder), await page.screenshot());
}

const home = () => page.goto(`${server.origin}/trust/console`);

/** Those who were written to, newest last. */
async function mailTo(address: string): Promise<string> {
  await sendStaffLetters(systemCtx(server.deps, 'deliveries'));
  await workOffRequests(systemCtx(server.deps, 'deliveries'));
  await drain(systemCtx(server.deps, 'deliveries'));
  return server.outside.mailbox.findLast(({ to }) => to === address)?.text ?? '';
}

/** The second person comes in by the mail the first time, and approves the batch. */
async function approve(batch: string): Promise<void> {
  second ??= await comeIn();
  await second.goto(batch);
  await second.locator('main').getByRole('link', { name: 'Approve' }).click();
  await second.locator('main form[method=post] button').last().click();
  await second.waitForURL(/done=/);
}

async function comeIn(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const theirs = await context.newPage();
  const mail = await mailTo('ben@company.example');
  await theirs.goto(/http\S+\/invitations\/\S+/.exec(mail)?.[0] ?? '');
  await theirs.locator('main form button').click();
  await theirs.waitForURL(/\/code/);
  const [code = ''] = /\d{4} \d{4}/.exec(await mailTo('ben@company.example')) ?? [];
  // The field takes the focus by itself, a moment after the page has come.
  await theirs.locator('input:focus').waitFor();
  await theirs.keyboard.type(code);
  await theirs.keyboard.press('Enter');
  await theirs.waitForURL(/\/console(\/account.*)?$/);
  return theirs;
}

async function subscribe(address: string): Promise<void> {
  await page.goto(`${server.origin}/trust/subscribe`);
  await page.getByLabel('Your e-mail address').fill(address);
  await page.getByRole('button', { name: 'Subscribe by e-mail' }).click();
  await page.getByText('Look into your mailbox').waitFor();
  const links = (await mailTo(address)).match(/http\S+/g) ?? [];
  await page.goto(links.find((each) => each.includes('/subscriptions/')) ?? links[0] ?? '');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('You are subscribed').waitFor();
}

it('an empty trust centre becomes a published list, and a subscriber is told', async () => {
  await page.goto((await makeFirstOwnerLink(server.deps)) ?? '');
  await page.getByLabel('Your name').fill('Ada Example');
  await page.getByLabel('Your mail address').fill('ada@company.example');
  await picture('1-first-owner');
  await press('Begin');

  await home();
  await picture('2-first-steps');
  await follow('Say who you are');
  await page.getByLabel('Name', { exact: true }).fill('GitHub, Inc.');
  await picture('3-profile');
  await press('Store and publish');

  await home();
  await follow('Invite a second person');
  await page.getByLabel('Name').fill('Ben Example');
  await page.getByLabel(/address/i).fill('ben@company.example');
  await page.getByLabel(/^Approver/i).check();
  await picture('4-invitation');
  await main().locator('form[method=post] button').last().click();

  await home();
  await follow('Import your list');
  const list = { name: 'list.md', mimeType: 'text/markdown', buffer: Buffer.from(listOf()) };
  await page.getByLabel('File').setInputFiles(list);
  await press('Read the list');
  await picture('5-import');
  await follow(/into a batch/);
  await page.getByLabel('Reason').fill('Our list, as it stands today.');
  await press('Put it into a batch');
  await page.waitForURL(/\/register\/batches\//);
  await picture('6-batch');
  await approve(page.url());
  await page.reload();
  await follow('Publish');
  await page
    .getByLabel(/^Why these \d+ are listed/)
    .fill('Each is signed; the days are entered this week.');
  await picture('7-publication');
  await press('Publish');
  await page.waitForURL(/done=published/);
  await page.goto(`${server.origin}/trust/subprocessors`);
  expect(await main().innerText()).toContain(nameOfFirst());
  await picture('8-published');

  await subscribe('dpo@customer.example');
  await page.goto(`${server.origin}/trust/console/register`);
  await follow(nameOfFirst());
  await follow('Edit');
  await press('Go on');
  await page.locator('#description').fill('Hosting in Frankfurt');
  await main().locator('form[method=post] button').last().click();
  await page.waitForURL(/\/batches\/[^/]+(\?|#|$)/);
  const change = page.url().replace(/[?#].*/, '');
  await page.goto(`${change}/edit`);
  await page.locator('#reason').fill('Our data moves to Frankfurt.');
  await page.locator('#effectiveOn').fill('2027-02-01');
  await main().locator('form[method=post] button').last().click();
  await page.waitForURL(/done=/);
  await approve(change);
  await page.goto(`${change}/publication`);
  const reason = page.locator('textarea').first();
  if ((await reason.count()) > 0) await reason.fill('It is signed; the day is entered this week.');
  const classes = page.getByRole('radio', { name: /substantive/i });
  if ((await classes.count()) > 0) await classes.first().check();
  await picture('9-change');
  await press('Publish');
  await page.waitForURL(/done=published/);
  expect(await mailTo('dpo@customer.example')).toContain(nameOfFirst());
  await home();
  expect(await main().innerText()).not.toContain('First steps');
});
