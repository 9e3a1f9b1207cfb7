import { test } from 'vitest';
import { startBrowser } from '../support/chromium.ts';
import { startServer } from '../support/demo-server.ts';

test('shots', { timeout: 120_000 }, async () => {
  const [browser, demo] = await Promise.all([startBrowser(), startServer('demo')]);
  const pages: Record<string, string> = {
    home: '',
    list: '/policies',
    policy: '/policies/privacy-policy',
    v1: '/policies/privacy-policy/versions/1',
    v3: '/policies/privacy-policy/versions/3',
    diff: '/policies/privacy-policy/versions/2/diff/3',
    diff12: '/policies/privacy-policy/versions/1/diff/2',
    cookie: '/policies/cookie-notice?language=de',
    retention: '/retention',
    update: '/updates?topic=policy',
  };
  for (const [size, options] of Object.entries({
    light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' as const },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' as const },
    phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light' as const },
  })) {
    const context = await browser.newContext({ baseURL: demo.origin, ...options });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`/trust${path}`);
      await page.screenshot({ path: `/tmp/policies/${name}-${size}.png`, fullPage: true });
      if (size === 'light') await page.pdf({ path: `/tmp/policies/${name}.pdf`, preferCSSPageSize: true });
    }
    await context.close();
  }
  await browser.close();
  await demo.close();
});
