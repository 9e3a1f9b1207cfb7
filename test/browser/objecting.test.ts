import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf } from '../../src/objections/model/links.ts';
import { objections } from '../../src/objections/table.ts';
import { startBrowser } from '../support/chromium.ts';
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

/** As the mail will have it. */
async function linkTo(reference: string): Promise<string> {
  const [row] = await trust.deps.db
    .select()
    .from(objections)
    .where(eq(objections.reference, reference));
  if (!row) throw new Error(`no case ${reference}`);
  return `${trust.origin}/trust${pathOf(trust.deps.keys, row)}`;
}

/** The newest change of the demo that is announced. */
async function pendingChange(): Promise<string> {
  const response = await fetch(`${trust.origin}/trust/changes.json`);
  const { items } = Object(await response.json());
  const { id } = items.find((item: { state: string }) => item.state === 'announced');
  return `/trust/changes/${id}`;
}

test('without script somebody errs, objects, confirms, writes and withdraws', async () => {
  const visitor = await visit(browser, trust.origin, { javaScriptEnabled: false });
  const { page } = visitor;
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.goto(`${await pendingChange()}/objection`);
  expect(await heading()).toBe('Object to this change');
  await page.getByLabel('Your name').fill('Robin Doe');
  await page.getByLabel('Your company').fill('Example GmbH');
  await page.getByLabel('Your e-mail address').fill('robin@customer');
  await page.getByLabel('Where data is processed').check();
  await page.getByLabel('Why do you object?').fill('Our data must stay in the EEA.\nPlease.');
  await page.getByRole('button', { name: 'Send the objection' }).click();
  // What was typed stands there still, with a way from what is wrong to its field.
  expect(await page.getByRole('alert').innerText()).toContain('Nothing was stored yet.');
  await page.getByRole('alert').getByRole('link').click();
  expect(await page.getByLabel('Why do you object?').inputValue()).toContain('Please.');
  expect(await page.getByLabel('Where data is processed').isChecked()).toBe(true);
  await page.getByLabel('Your e-mail address').fill('robin@customer.example');
  await page.getByRole('button', { name: 'Send the objection' }).click();
  expect(await heading()).toBe('Your objection is received');
  const [reference = ''] = /OBJ-\w{4}-\w{4}/.exec(await page.getByRole('main').innerText()) ?? [];

  await page.goto(await linkTo(reference));
  expect(await heading()).toBe('Your objection');
  await page.getByRole('button', { name: 'Yes, I objected' }).click();
  expect(await page.getByRole('status').innerText()).toContain('this address is yours');
  await page.getByLabel('Your message').fill('When will you decide?');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.getByRole('region', { name: 'Messages' }).innerText()).toContain(
    'When will you decide?',
  );
  await page.getByRole('link', { name: 'withdraw your objection' }).click();
  await page.getByRole('link', { name: 'Keep it' }).click();
  await page.getByRole('link', { name: 'withdraw your objection' }).click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  expect(await page.getByRole('status').innerText()).toBe('Your objection is withdrawn.');
  expect(await page.getByRole('button').count()).toBe(0);
  // The one answer that refused what was typed.
  expect((await visitor.complaints()).filter((each) => !/^422: |status of 422/.test(each))).toEqual(
    [],
  );
  await visitor.leave();
});

test('every page is free of what axe finds, light and dark, and fits a narrow window', async () => {
  const change = await pendingChange();
  const response = await fetch(`${trust.origin}${change}/objection`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Robin Doe',
      company: 'x'.repeat(200),
      email: 'other@customer.example',
      ground: 'security',
      statement: `${'long'.repeat(200)}\n\nEnd.`,
    }),
  });
  const link = await linkTo(String(Object(await response.json()).reference));
  const paths = [`${change}/objection`, '/trust/changes/999/objection', link, `${link}/withdrawal`];
  const visitor = await visit(browser, trust.origin, { viewport: { width: 360, height: 800 } });
  const { page } = visitor;
  for (const path of paths) {
    await page.goto(path);
    expect(await inBothColours(page), path).toEqual([]);
  }
  await page.goto(`${change}/objection`);
  await page.getByRole('button', { name: 'Send the objection' }).click();
  expect(await page.getByRole('alert').count()).toBe(1);
  expect(await inBothColours(page), 'what was refused').toEqual([]);
  await visitor.leave();
});
