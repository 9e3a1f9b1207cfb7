import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { systemCtx } from '../../src/context.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { runSchedule } from '../../src/schedule.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick, pickList } from '../support/client.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

describe('changes and objections of the demo, for staff', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;
  let paths: readonly string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startServer('demo', { name: 'localhost' }),
      startBrowser(),
    ]);
    // The notices arrive, and clocks begin.
    for (let round = 0; round < 3; round += 1) {
      await drain(systemCtx(server.deps, 'deliveries'));
      await runSchedule(server.deps);
    }
    const announced = must(await server.owner.get('/changes?state=announced')).body;
    const change = `/changes/${pick(pickList(announced, 'items')[0], 'id')}`;
    const wish = {
      name: 'Robin Doe',
      company: 'Nordwind Bank AG',
      email: 'dsb@nordwind-bank.example',
      ground: 'location',
      statement: 'Our data must stay in the EEA.',
    };
    await fetch(`${server.origin}/trust${change}/objection`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });
    const objections = must(await server.owner.get('/objections')).body;
    const objection = `/objections/${pick(pickList(objections, 'items')[0], 'id')}`;
    const notices = must(await server.owner.get(`${change}/notices`)).body;
    const notice = `${change}/notices/${pick(pickList(notices, 'items')[0], 'customer')}`;
    paths = [
      '/changes',
      '/changes/tasks',
      change,
      ...['withdrawal', 'postponement', 'packet'].map((act) => `${change}/${act}`),
      notice,
      `${notice}/agreement`,
      '/objections',
      '/objections/new',
      objection,
      ...['answer', 'customer', 'resolution', 'termination-right', 'erasure'].map(
        (act) => `${objection}/${act}`,
      ),
    ];
    page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.goto((await makeFirstOwnerLink(server.deps)) ?? '');
    await page.getByLabel('Your name').fill('Ada Example');
    await page.getByLabel(/address/i).fill('ada@company.example');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account/);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('fit a telephone, and nothing stands in the way of anybody', async () => {
    for (const path of paths) {
      const answer = await page.goto(`${server.origin}/trust/console${path}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      const isTooWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect([path, isTooWide]).toEqual([path, false]);
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  it('lead from a day of the calendar to its change, by keyboard', async () => {
    await page.goto(`${server.origin}/trust/console/changes`);
    const day = page.locator('.calendar .day').first();
    const target = await day.getAttribute('href');
    await day.focus();
    await page.keyboard.press('Enter');
    expect(page.url()).toContain(target ?? 'nowhere');
    await page.locator(`${target} a`).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/changes\/\d+$/);
    expect(await page.getByRole('heading', { name: 'Customers and their clocks' }).count()).toBe(1);
  });
});
