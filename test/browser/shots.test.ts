import { test } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { linksOf } from '../../src/subscribers/model/links.ts';
import { loadSubscriptions } from '../../src/subscribers/service/reading.ts';
import { workOffRequests } from '../../src/subscribers/service/requests.ts';
import { activate } from '../../src/subscribers/service/states.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { queueDeliveries } from '../../src/deliveries/service/queue.ts';
import { startBrowser } from '../support/chromium.ts';
import { startServer } from '../support/demo-server.ts';
import { overflowOf } from '../support/visitor.ts';
import { axeFindings } from '../support/axe.ts';

test('shots', { timeout: 120_000 }, async () => {
  const [browser, trust] = await Promise.all([startBrowser(), startServer('demo')]);
  const post = (body: URLSearchParams) =>
    fetch(`${trust.origin}/trust/subscribe`, { method: 'POST', body });
  const base = { topics: 'security', language: 'en', frequency: 'immediate' };
  await post(new URLSearchParams({ channel: 'email', address: 'dpo@customer.example', ...base }));
  await workOffRequests(systemCtx(trust.deps, 'd'));
  const hook = await fetch(`${trust.origin}/trust/subscribe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: 'webhook',
      address: 'https://hooks.customer.example/services/trust/a-long-path/which-goes-on',
      contact: 'ops@customer.example',
    }),
  });
  console.log(await hook.text());
  const rows = await trust.deps.db.select().from(subscriptions);
  const all = await loadSubscriptions(
    trust.deps,
    rows.map((r) => r.id),
  );
  const [mail, web] = rows.map((r) => all.get(r.id)!);
  const l = (s: any) => linksOf(trust.deps.keys, `${trust.origin}/trust`, s);
  await activate(systemCtx(trust.deps, 'd'), web.id);
  await trust.deps.transact(async (tx) => {
    await queueDeliveries(
      tx,
      Array.from({ length: 25 }, (_, i) => ({
        subscriptionId: web.id,
        channel: 'webhook' as const,
        subject: `event:${i + 1}`,
        cargo: { kind: 'event' as const, seq: i + 1 },
        dueAt: trust.deps.clock(),
      })),
      trust.deps.clock(),
    );
  });
  const pages: [string, string][] = [
    ['subscribe', `${trust.origin}/trust/subscribe`],
    ['confirm', l(mail).confirm],
    ['manage-hook', l(web).manage],
    ['log', `${l(web).manage}/deliveries?cursor=20`],
    ['manage-mail', l(mail).manage + '?done=preferences'],
    ['unsubscribe', l(mail).unsubscribe],
    ['forged', `${trust.origin}/trust/subscriptions/${'A'.repeat(43)}`],
    ['overview', `${trust.origin}/trust`],
    ['register', `${trust.origin}/trust/subprocessors`],
  ];
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const) {
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: 900 },
      javaScriptEnabled: true,
    });
    const page = await context.newPage();
    for (const [name, url] of pages) {
      await page.goto(url);
      await page.screenshot({ path: `/tmp/shots/${name}-${width}-${scheme}.png`, fullPage: true });
      console.log(name, width, scheme, await overflowOf(page), await axeFindings(page));
    }
    await page.goto(`${trust.origin}/trust/subscribe`);
    await page.locator('#mail-address').fill('not an address');
    await page.getByRole('button', { name: 'Subscribe by e-mail' }).click();
    await page.screenshot({ path: `/tmp/shots/faults-${width}-${scheme}.png`, fullPage: true });
    console.log('faults', page.url(), await overflowOf(page), await axeFindings(page));
    if (scheme === 'light' && width === 1280) {
      await page.emulateMedia({ media: 'print' });
      await page.screenshot({ path: `/tmp/shots/faults-print.png`, fullPage: true });
      await page.goto(l(web).manage);
      await page.screenshot({ path: `/tmp/shots/manage-print.png`, fullPage: true });
      await page.goto(`${trust.origin}/trust/subscribe`);
      await page.screenshot({ path: `/tmp/shots/subscribe-print.png`, fullPage: true });
      await page.emulateMedia({ media: 'screen' });
      await page.goto(`${trust.origin}/trust/subscribe`);
      await page.locator('#mail-address').fill('x@customer.example');
      await page.getByRole('button', { name: 'Subscribe by e-mail' }).click();
      await page.screenshot({ path: `/tmp/shots/requested.png`, fullPage: true });
      console.log(await axeFindings(page));
      await page.goto(l(web).manage);
      await page.getByRole('button', { name: 'Make a new secret' }).click();
      await page.screenshot({ path: `/tmp/shots/secret.png`, fullPage: true });
      console.log(await axeFindings(page));
    }
    await context.close();
  }
  await browser.close();
  await trust.close();
});
