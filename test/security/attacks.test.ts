import { describe, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { attacks } from './attacks.ts';

/** On the embedded database; `test/platform/worker-attacks.test.ts` says the same of workerd and sqld. */
describe('in one process', () => {
  test.each(attacks)('%s', { timeout: 60_000 }, async (guarantee, prove) => {
    // What is read everywhere should be full of everything.
    const trust = await startApp(/public/.test(guarantee) ? { seed: 'demo' } : {});
    const [key = ''] = trust.secrets;
    await prove({
      origin: trust.deps.config.origin,
      key,
      fetch: async (url, init) => trust.app.fetch(new Request(url, init), { deps: trust.deps }),
    });
  });
});
