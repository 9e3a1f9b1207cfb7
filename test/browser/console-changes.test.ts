import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { systemCtx } from '../../src/context.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { runSchedule } from '../../src/schedule.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

describe('changes and objections of the demo, for staff', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;

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
