import { test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { startServer } from '../support/demo-server.ts';
import { overflowOf } from '../support/visitor.ts';

test('shots', async () => {
  const server = await startServer('demo');
  const browser = await startBrowser();
  for (const [name, options] of [
    ['light', { viewport: { width: 1280, height: 900 } }],
    ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' as const }],
    ['phone', { viewport: { width: 360, height: 740 } }],
  ] as const) {
    const page = await (await browser.newContext(options)).newPage();
    for (const path of ['/controls', '']) {
      await page.goto(`${server.origin}/trust${path}`);
      console.log(name, path, await axeFindings(page), await overflowOf(page));
      await page.screenshot({
        path: `/tmp/controls/${name}${path.replace('/', '-')}.png`,
        fullPage: true,
      });
    }
  }
  const page = await (
    await browser.newContext({ viewport: { width: 800, height: 900 } })
  ).newPage();
  await page.goto(`${server.origin}/trust/controls`);
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: '/tmp/controls/print.png', fullPage: true });
  await browser.close();
  await server.close();
}, 120_000);
