import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../support/chromium.ts';
import { must, pick } from '../support/client.ts';
import { organisation } from '../support/factories.ts';
import { type Place, Places } from '../support/places.ts';
import { visit } from '../support/visitor.ts';

// A policy from its announcement until it is in effect, as those see it who follow it, on both platforms.

const places = new Places();
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await places.end();
});

const slug = 'privacy-policy';
/** A new version, announced; without a day it takes effect as soon as it may. */
async function announce({ owner }: Place, kept: string, effectiveOn?: string): Promise<void> {
  const en = `# Who we are\n\nWe are Qluster Corp.\n\n# How long\n\nWe keep letters for ${kept}.`;
  const made = must(await owner.post(`/policies/${slug}/drafts`, { texts: { en } }));
  const path = `/policies/${slug}/versions/${String(pick(made.body, 'number'))}`;
  const said = { summary: `Letters are kept for ${kept}.`, material: true, effectiveOn };
  must(await owner.put(`${path}/announcement`, said, { 'if-match': String(made.etag) }));
}

/** Zones 26 hours apart: from one to the other it is a later day at once. */
async function live(place: Place, timeZone: 'Etc/GMT+12' | 'Pacific/Kiritimati'): Promise<void> {
  const facts = { ...organisation(), timeZone };
  must(await place.owner.put('/organisation', facts, { 'if-match': '*' }));
}

function dayIn(timeZone: string, from = 0): string {
  const at = new Date(Date.now() + from * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

describe.each([
  ['Node with a file', () => places.onNode()],
  ['workerd with sqld', () => places.onWorkers()],
])('%s', (_name, start) => {
  test('without script somebody subscribes to policies, is told by mail, reads what changes, and finds it in effect on its day', async () => {
    const place = await start();
    must(await place.owner.put('/organisation', organisation(), { 'if-match': '"v0"' }));
    await live(place, 'Etc/GMT+12');
    const facts = { slug, kind: 'privacy-policy', title: 'Privacy policy', noticeDays: 1 };
    must(await place.owner.post('/policies', facts));
    await announce(place, 'three years');

    const visitor = await visit(browser, place.origin, { javaScriptEnabled: false });
    const { page } = visitor;
    const main = () => page.getByRole('main').innerText();
    await page.goto(`/trust/policies/${slug}`);
    expect(await main()).toContain('We keep letters for three years.');
    await page.goto('/trust/subscribe');
    const address = `robin.${new URL(place.origin).port}@customer.example`;
    const mail = page.getByRole('region', { name: 'By e-mail' });
    await mail.getByLabel('Your e-mail address').fill(address);
    await mail.getByLabel('Policies').check();
    await mail.getByRole('button', { name: 'Subscribe by e-mail' }).click();
    const confirm = /http:\/\/localhost:\d+\/trust\/subscriptions\/[\w-]+\/confirmation/g;
    await page.goto(await places.linkFrom(place, address, [], confirm));
    await page.getByRole('button', { name: 'Confirm' }).click();

    await announce(place, 'two years', dayIn('Etc/GMT+12', 1));
    const told = /http:\/\/localhost:\d+\/trust\/(updates|policies)\/[\w/-]+/g;
    await page.goto(await places.linkFrom(place, address, [], told));
    expect(await main()).toContain('two years');

    await page.goto('/trust');
    const banner = page.getByRole('region', { name: 'Announced policies' });
    expect(await banner.innerText()).toMatch(/Material change.*version 2 takes effect on/s);
    await banner.getByRole('link', { name: 'What changes' }).click();
    // Not by colour alone: what a screen reader says stands beside it.
    expect(await page.locator('del', { hasText: 'three' }).allInnerTexts()).toEqual([
      expect.stringMatching(/removed:\s*three/),
    ]);
    expect(await page.locator('ins', { hasText: 'two' }).allInnerTexts()).toEqual([
      expect.stringMatching(/added:\s*two/),
    ]);
    await page.goto(`/trust/policies/${slug}`);
    expect(await main()).toContain('We keep letters for three years.');

    await live(place, 'Pacific/Kiritimati');
    await place.runSchedule();
    await page.goto(`/trust/policies/${slug}`);
    expect(await main()).toContain('We keep letters for two years.');
    expect(await banner.count()).toBe(0);
    await page.goto(`/trust/policies/${slug}/versions/1`);
    expect(await main()).toMatch(/Superseded[^]*three years/);
    expect(await visitor.complaints()).toEqual([]);
    await visitor.leave();
  }, 120_000);
});
