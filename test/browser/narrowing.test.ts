import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { find, readHtml } from '../support/html.ts';
import { visit } from '../support/visitor.ts';

let browser: Browser;
let trust: DemoServer;

beforeAll(async () => {
  [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
});

afterAll(async () => {
  await browser?.close();
  await trust?.close();
});

test.each([
  ['/trust/subprocessors', 'infrastructure', /^\d+ of \d+ entries have this$/],
  ['/trust/de/subprocessors', 'infrastruktur', /^\d+ von \d+ Einträgen enthalten das$/],
])(
  '%s follows what is typed as its form would, and says how many are left',
  async (path, category, said) => {
    const visitor = await visit(browser, trust.origin);
    const { page } = visitor;
    const names = () => page.locator('.register tr[id] th a:visible').allTextContents();
    await page.goto(path);
    const all = await names();
    for (const typed of ['ÁMAZON', 'mail', category, 'nobody at all']) {
      await page.fill('#q', typed);
      await page.waitForTimeout(350);
      const narrowed = await names();
      const form = await fetch(`${trust.origin}${path}?q=${encodeURIComponent(typed)}`);
      const found = find(readHtml(await form.text()), { name: 'tr', role: 'row' }).flatMap(
        ({ attributes, inside }) =>
          attributes['id'] === undefined ? [] : [inside.find(({ name }) => name === 'bdi')?.text],
      );
      if (typed !== 'nobody at all') expect(narrowed.length, typed).toBeGreaterThan(0);
      expect(narrowed.toSorted(), typed).toEqual(found.toSorted());
      const status = page.getByRole('status');
      if (narrowed.length > 0) expect(await status.textContent()).toMatch(said);
      else expect(await status.textContent()).not.toBe('');
    }
    await page.fill('#q', '');
    await page.waitForTimeout(400);
    expect([await names(), await page.getByRole('status').textContent()]).toEqual([all, '']);
    await page.fill('#q', 'amazon');
    await page.press('#q', 'Enter');
    await page.waitForURL(/q=amazon/);
    expect((await names()).length).toBeGreaterThan(0);
    expect(await page.locator('script[src]').count()).toBe(0);
    expect(await visitor.complaints()).toEqual([]);
    await visitor.leave();
  },
);

test('its script is the only one of the site, allowed on its page alone, and kept for good', async () => {
  const policy = async (path: string) =>
    (await fetch(`${trust.origin}${path}`)).headers.get('content-security-policy') ?? '';
  const page = await (await fetch(`${trust.origin}/trust/subprocessors`)).text();
  const [, src = ''] = /<script src="([^"]+)"/.exec(page) ?? [];
  const script = await fetch(`${trust.origin}${src}`);
  expect(script.headers.get('cache-control')).toContain('immutable');
  expect((await script.text()).length).toBeLessThan(2_000);
  expect(await policy('/trust/subprocessors')).toContain("default-src 'none'; script-src 'self';");
  for (const path of ['/trust', '/trust/changes', '/trust/search?q=a', '/trust/annex-iii'])
    expect(await policy(path), path).not.toContain('script-src');
});
