import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { realFile } from '../support/histories.ts';
import { leavesIn, verifyWorld, withLog } from './verifying.ts';
import { signerOf } from './paper-log.ts';

const origin = 'localhost:8787/trust/log';

it('demo', async () => {
  const trust = await startApp({ seed: 'demo' });
  const log = { origin, leaves: await leavesIn(trust), signers: [await signerOf(origin, 1)] };
  const { report } = await verifyWorld(trust, { fetch: withLog(trust, log) });
  console.log(JSON.stringify(report, undefined, 1));
});
it('github', async () => {
  const trust = await startApp({});
  const file = realFile('github-history');
  if (!file) return;
  const r = await trust.as('owner').post('/history-imports', JSON.parse(file));
  console.log(r.status, r.text.slice(0, 300));
  const log = { origin, leaves: await leavesIn(trust), signers: [await signerOf(origin, 1)] };
  const t = performance.now();
  const { report } = await verifyWorld(trust, { fetch: withLog(trust, log) });
  console.log(performance.now() - t, JSON.stringify(report, undefined, 1));
});
