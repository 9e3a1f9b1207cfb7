import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createClient } from '@libsql/client';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, expect, it } from 'vitest';
import { unstable_readConfig as readConfig } from 'wrangler';
import { migrate } from '../../drizzle/migrate.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { bundle } from '../../src/platform/build.ts';
import { deploymentOn, idsOf } from '../notices/year/deployments.ts';
import { type Deployment, Life } from '../notices/year/living.ts';
import { stateOf, wrongClocks } from '../notices/year/state.ts';
import { yearFrom } from '../notices/year/story.ts';
import { query } from '../deliveries/recipients.ts';
import { startApp } from '../support/app.ts';
import { ownerKey } from '../support/processes.ts';
import { randomFrom, rounds } from '../support/random.ts';
import { startSqld } from '../support/sqld.ts';

const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

it.each(rounds())(
  'a year of notices in workerd with sqld, killed again and again, ends as on one machine that never was (seed %i)',
  async (seed) => {
    const year = yearFrom(randomFrom(seed));
    const trust = await startApp({ organisation: 'none' });
    const calm = new Life(
      deploymentOn(trust, () => false),
      trust.deps.config.staffApiKey ?? '',
    );
    await calm.live(year);
    const expected = await stateOf(async (sql) => query(trust, sql));

    const { deployment, database } = await startWorker(seed);
    const hunted = new Life(deployment, ownerKey);
    await hunted.live(year);
    const ask = async (sql: string) =>
      (await database.execute(sql)).rows.map((row) => ({ ...row }));
    const found = await stateOf(ask);
    console.log(`seed ${seed}: killed ${hunted.deaths} times in workerd`);
    for (const [name, lines] of Object.entries(expected))
      expect({ [name]: found[name] }).toEqual({ [name]: lines });
    expect(await wrongClocks(ask)).toEqual([]);
    expect(hunted.deaths).toBeGreaterThan(20);
  },
  900_000,
);

async function startWorker(seed: number) {
  const sqld = await startSqld();
  endings.push(() => sqld.stop());
  await migrate(sqld.url);
  const database = createClient({ url: sqld.url });
  endings.push(() => database.close());
  const directory = await mkdtemp(join(tmpdir(), 'annex-year-'));
  endings.push(async () => rm(directory, { recursive: true, force: true }));
  const entry = new URL('worker-year-entry.ts', import.meta.url).pathname;
  const { outfile } = await bundle(entry, directory, 'worker');
  const modules = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  const { compatibility_date: date, compatibility_flags: flags } = readConfig({
    config: 'wrangler.toml',
  });
  const begin = async (fate: number) => {
    const workerd = new Miniflare({
      ...convertV4MiniflareOptions({
        host: '127.0.0.1',
        port: 0,
        modulesRoot: directory,
        modules: [basename(outfile), ...modules.filter((name) => name !== basename(outfile))].map(
          (name) => ({ type: 'ESModule' as const, path: join(directory, name) }),
        ),
        bindings: {
          DATABASE_URL: sqld.url,
          SECRET_KEY: 'the secret of the tests, always the same',
          STAFF_API_KEY: ownerKey,
          PUBLIC_URL: 'http://localhost:8787',
          MAIL_URL: 'smtp://127.0.0.1:9',
          MAIL_FROM: 'trust@qluster.example',
          FATE: String(fate),
        },
        compatibilityDate: date ?? '',
        compatibilityFlags: flags,
        cf: false as const,
      }),
      telemetry: { enabled: false },
    });
    endings.push(() => workerd.dispose());
    return { workerd, origin: (await workerd.ready).origin };
  };
  let running = await begin(seed);
  let now = new Date(0);
  let deaths = 0;
  const earlier: Mail[] = [];
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('x-clock', now.toISOString());
    return fetch(`${running.origin}${path}`, { ...init, headers });
  };
  const mails = async () => (await (await call('/-/mails')).json()) as readonly Mail[];
  const deployment: Deployment = {
    fetch: call,
    at: (instant) => void (now = instant),
    work: async () => void (await (await call('/-/work')).text()),
    async hasDied() {
      const { isDead } = (await (await call('/-/died')).json()) as { readonly isDead: boolean };
      if (!isDead) return false;
      deaths += 1;
      // Every tenth time the whole isolate goes with everything that it remembers.
      if (deaths % 10 === 0) {
        earlier.push(...(await mails()));
        await running.workerd.dispose();
        running = await begin(seed + deaths);
      }
      return true;
    },
    mailsTo: async (address) => idsOf([...earlier, ...(await mails())], address),
  };
  return { deployment, database };
}
