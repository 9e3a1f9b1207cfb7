import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { asSubscriptionId } from '../../src/core/ids.ts';
import { queueDeliveries } from '../../src/deliveries/service/queue.ts';
import { linksOf } from '../../src/subscribers/model/links.ts';
import type { Subscription } from '../../src/subscribers/model/subscription.ts';
import { loadSubscriptions } from '../../src/subscribers/service/reading.ts';
import { workOffRequests } from '../../src/subscribers/service/requests.ts';
import { activate } from '../../src/subscribers/service/states.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { axeFindings, ofColoursAndSizes } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
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

/** As the worker does it; a mail with the links would be the next. */
async function linksFor(address: string) {
  const ctx = systemCtx(trust.deps, 'deliveries');
  await workOffRequests(ctx);
  const found = (await readAll()).find((each) => each.address === address);
  if (!found) throw new Error(`nothing was asked for by ${address}`);
  return { id: found.id, ...linksOf(trust.deps.keys, `${trust.origin}/trust`, found) };
}

async function readAll(): Promise<readonly Subscription[]> {
  const rows = await trust.deps.db.select({ id: subscriptions.id }).from(subscriptions);
  return [
    ...(
      await loadSubscriptions(
        trust.deps,
        rows.map(({ id }) => id),
      )
    ).values(),
  ];
}

const hook = 'https://hooks.customer.example/trust';

const fields = {
  mail: (page: Page) => page.getByRole('region', { name: 'By e-mail' }),
  post: (page: Page) => page.getByRole('region', { name: 'By webhook, Slack or Teams' }),
};

test('without script somebody subscribes, errs, confirms, changes, pauses and leaves', async () => {
  const visitor = await visit(browser, trust.origin, { javaScriptEnabled: false });
  const { page } = visitor;
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.goto('/trust');
  await page.getByRole('link', { name: 'By e-mail, webhook, Slack or Teams' }).click();
  expect(await heading()).toBe('Subscribe');
  const mail = fields.mail(page);
  expect(await mail.getByLabel('Product news').isChecked()).toBe(false);
  await mail.getByLabel('Your e-mail address').fill('dpo@customer');
  await mail.getByLabel('Website').check();
  await mail.getByLabel('Once a week').check();
  await mail.getByRole('button', { name: 'Subscribe by e-mail' }).click();
  // What was typed stands there still, with a way from what is wrong to its field.
  expect(await mail.getByRole('alert').innerText()).toContain('Nothing was stored yet.');
  await mail.getByRole('alert').getByRole('link').click();
  expect(await mail.getByLabel('Your e-mail address').inputValue()).toBe('dpo@customer');
  expect(await mail.getByLabel('Website').isChecked()).toBe(true);
  expect(await mail.getByLabel('Once a week').isChecked()).toBe(true);
  await mail.getByLabel('Your e-mail address').fill('dpo@customer.example');
  await mail.getByRole('button', { name: 'Subscribe by e-mail' }).click();
  expect(await heading()).toBe('Look into your mailbox');

  const links = await linksFor('dpo@customer.example');
  await page.goto(links.confirm);
  expect(await page.getByRole('main').innerText()).toMatch(/dpo@customer\.example[^]*Once a week/);
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect(await heading()).toBe('You are subscribed');
  await page.getByRole('link', { name: 'See or change your subscription' }).click();
  expect(await page.getByRole('main').innerText()).toContain('It is active.');
  await page.getByLabel('At once').check();
  await page.getByRole('button', { name: 'Store these choices' }).click();
  expect(await page.getByRole('status').innerText()).toBe('Your choices are stored.');
  expect(await page.getByLabel('At once').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(await page.getByRole('main').innerText()).toContain('It is paused: nothing is sent.');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  expect(await heading()).toBe('You have left');
  expect((await readAll()).find(({ id }) => id === links.id)?.state).toBe('left');
  const refused = /422: .*\/trust\/subscribe$|console: .*422/;
  expect((await visitor.complaints()).filter((each) => !refused.test(each))).toEqual([]);
  await visitor.leave();
});

test('without script a webhook is subscribed, and its owner sees secret, log and all buttons', async () => {
  const visitor = await visit(browser, trust.origin, { javaScriptEnabled: false });
  const { page } = visitor;
  await page.goto('/trust/subscribe');
  const post = fields.post(page);
  await post.getByLabel('Address to post to').fill(hook);
  await post.getByRole('button', { name: 'Subscribe this address' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Keep this secret now');
  expect(await page.locator('pre').innerText()).toMatch(/^whsec_/);
  // The demo has another webhook, and ids are in no order.
  const made = (await readAll()).find(({ address }) => address === hook);
  await activate(systemCtx(trust.deps, 'deliveries'), made?.id ?? asSubscriptionId(''));
  await page.getByRole('link', { name: 'Your subscription' }).click();
  expect(await page.getByRole('table', { name: 'Deliveries' }).innerText()).toContain('Challenge');
  await page.getByRole('button', { name: 'Send a test' }).click();
  expect(await page.getByRole('table', { name: 'Deliveries' }).innerText()).toContain('Test');
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your new secret');
  expect(await visitor.complaints()).toEqual([]);
  await visitor.leave();
});

/** Whole at first, and then by what colours and sizes can change. */
const looks = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
] as const;

test('axe-core has nothing against the pages, light, dark and at 320 px, and nothing sticks out', async () => {
  const host = 'hooks-of-looks.customer.example';
  const address = `https://${host}/${'a-long-path/'.repeat(20)}`;
  const asked = await fetch(`${trust.origin}/trust/subscribe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'webhook', address, contact: `ops@${host}` }),
  });
  expect(asked.status).toBe(201);
  const mailbox = `somebody@${host}`;
  await fetch(`${trust.origin}/trust/subscribe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'email', address: mailbox }),
  });
  const mail = await linksFor(mailbox);
  const hook = await linksFor(address);
  await activate(systemCtx(trust.deps, 'deliveries'), hook.id);
  await queueSome(hook.id);
  // A page is drawn by the debugger, which needs script; the pages have none.
  const visitor = await visit(browser, trust.origin);
  const { page } = visitor;
  const found: string[] = [];
  const look = async (what: string) => {
    for (const [colorScheme, width] of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const rules = width > 320 && colorScheme === 'light' ? undefined : ofColoursAndSizes;
      const all = [...(await axeFindings(page, rules)), ...(await overflowOf(page))];
      found.push(...all.map((each) => `${what}, ${colorScheme}, ${width} px: ${each}`));
    }
  };
  const pages = {
    form: `${trust.origin}/trust/subscribe`,
    confirmation: mail.confirm,
    'by mail': `${mail.manage}?done=preferences`,
    'by webhook': hook.manage,
    log: `${hook.manage}/deliveries`,
    unsubscribe: mail.unsubscribe,
    forged: `${trust.origin}/trust/unsubscribe/${'A'.repeat(43)}`,
  };
  for (const [what, url] of Object.entries(pages)) {
    await page.goto(url);
    await look(what);
  }
  await page.goto(`${trust.origin}/trust/subscribe`);
  await fields.mail(page).getByLabel('Your e-mail address').fill('nobody');
  await fields.mail(page).getByRole('button', { name: 'Subscribe by e-mail' }).click();
  await look('faults');
  await page.goto(hook.manage);
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await look('secret');
  expect(found).toEqual([]);
  await visitor.leave();
}, 120_000);

async function queueSome(id: string): Promise<void> {
  const now = trust.deps.clock();
  const rows = Array.from({ length: 25 }, (_, index) => ({
    subscriptionId: asSubscriptionId(id),
    channel: 'webhook' as const,
    subject: `event:${index + 1}`,
    cargo: { kind: 'event' as const, seq: index + 1 },
    dueAt: now,
  }));
  await trust.deps.transact(async (tx) => queueDeliveries(tx, rows, now));
}
