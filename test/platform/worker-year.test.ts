import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createClient } from '@libsql/client';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, expect, it } from 'vitest';
import { unstable_readConfig as readConfig } from 'wrangler';
import { migrate } from '../../drizzle/migrate.ts';
import { bundle } from '../../src/platform/build.ts';
import { verify } from '../../src/verification/verify.ts';
import { query } from '../deliveries/recipients.ts';
import { type Deployment, deploymentOn, type Taken } from '../notices/year/deployments.ts';
import { drawYear, fewWeeks, yearAsked } from '../notices/year/drawing.ts';
import { expectHunted } from '../notices/year/hunted.ts';
import { Life } from '../notices/year/living.ts';
import { counting, type Past, type Plan, planFrom, thinned } from '../notices/year/mortal.ts';
import { faultsOfNotices } from '../notices/year/oracle.ts';
import { faultsOfPackets } from '../notices/year/packets.ts';
import { stateOf } from '../notices/year/state.ts';
import { startApp } from '../support/app.ts';
import { ownerKey } from '../support/processes.ts';
import { randomFrom, rounds } from '../support/random.ts';
import { startSqld } from '../support/sqld.ts';
import { isThorough } from '../support/thorough.ts';
import { faultsOf } from '../verification/verifying.ts';

const origin = 'http://localhost:8787';
const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

it.each(rounds())(
  'a year of notices in workerd with sqld, killed again and again, ends as on one machine that never was (seed %i)',
  async (seed) => {
    const year = drawYear(yearAsked(fewWeeks), randomFrom(seed));
    const met = new Map<string, number>();
    const trust = await startApp({ organisation: 'none' });
    const calm = new Life(
      await deploymentOn(trust, counting(met)),
      trust.deps.config.staffApiKey ?? '',
    );
    await calm.live(year);
    const expected = await stateOf(async (sql) => query(trust, sql));

    const random = randomFrom(seed + 1);
    const whole = planFrom(met, random);
    const plan = isThorough ? whole : thinned(whole, 3, random);
    const { deployment, database, past } = await startWorker(plan, seed);
    const hunted = new Life(deployment, ownerKey);
    await hunted.live(year);
    const ask = async (sql: string) =>
      (await database.execute(sql)).rows.map((row) => ({ ...row }));
    const found = await stateOf(ask);
    for (const [name, lines] of Object.entries(expected))
      expect({ [name]: found[name] }).toEqual({ [name]: lines });
    const { memory } = hunted;
    const outside = { year, memory, mails: await deployment.mails(), now: trust.now() };
    expect(await faultsOfNotices(ask, outside)).toEqual([]);
    expectHunted(new Map([...met].filter(([moment]) => plan[moment] !== 0)), past());
    expect(hunted.deaths).toBeGreaterThanOrEqual(past().struck.length);
    const { report } = await verify({
      url: `${origin}/trust`,
      fetch: (url, init) => deployment.fetch(String(url).slice(origin.length), init),
      settleMs: 0,
    });
    expect(faultsOf(report)).toEqual([]);
    expect(await faultsOfPackets({ fetch: reviving(deployment) }, ownerKey)).toEqual([]);
  },
  1_800_000,
);

/** Who takes a packet is recorded, and may die of that too: then it is asked for again. */
function reviving(deployment: Deployment): Deployment['fetch'] {
  return async (path, init) => {
    let response = await deployment.fetch(path, init);
    while (!response.ok && (await deployment.hasDied()))
      response = await deployment.fetch(path, init);
    return response;
  };
}

/** Every tenth death takes the whole isolate along, with everything that it remembers. */
async function startWorker(plan: Plan, seed: number) {
  const sqld = await startSqld();
  endings.push(() => sqld.stop());
  await migrate(sqld.url);
  const database = createClient({ url: sqld.url });
  endings.push(() => database.close());
  const begin = await buildWorker({
    DATABASE_URL: sqld.url,
    SECRET_KEY: 'the secret of the tests, always the same',
    STAFF_API_KEY: ownerKey,
    PUBLIC_URL: origin,
    MAIL_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'trust@qluster.example',
    PLAN: JSON.stringify(plan),
  });
  let past: Past = { counts: {}, struck: [] };
  let deaths = 0;
  const beginAnew = () => begin({ FATE_SEED: String(seed + deaths), PAST: JSON.stringify(past) });
  let running = await beginAnew();
  let now = new Date(0);
  const earlier: Taken[] = [];
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('x-clock', now.toISOString());
    return fetch(`${running.origin}${path}`, { redirect: 'manual', ...init, headers });
  };
  const read = async (path: string): Promise<unknown> => (await call(path)).json();
  const mails = async (query = '') => (await read(`/-/mails${query}`)) as readonly Taken[];
  const deployment: Deployment = {
    fetch: call,
    at: (instant) => void (now = instant),
    work: async () => void (await read('/-/work')),
    async hasDied() {
      const died = (await read('/-/died')) as { isDead: boolean; past: Past };
      past = died.past;
      if (!died.isDead) return false;
      deaths += 1;
      if (deaths % 10 === 0) {
        earlier.push(...(await mails()));
        await running.workerd.dispose();
        running = await beginAnew();
      }
      return true;
    },
    mails: async (address) => [
      ...earlier.filter(({ to }) => address === undefined || to === address),
      ...(await mails(address === undefined ? '' : `?to=${encodeURIComponent(address)}`)),
    ],
  };
  return { deployment, database, past: () => past };
}

/** Starts the Worker of these tests, as often as asked. */
async function buildWorker(bindings: Readonly<Record<string, string>>) {
  const directory = await mkdtemp(join(tmpdir(), 'annex-year-'));
  endings.push(async () => rm(directory, { recursive: true, force: true }));
  const entry = new URL('worker-year-entry.ts', import.meta.url).pathname;
  const { outfile } = await bundle(entry, directory, 'worker');
  const modules = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  const { compatibility_date: date, compatibility_flags: flags } = readConfig({
    config: 'wrangler.toml',
  });
  return async (more: Readonly<Record<string, string>>) => {
    const workerd = new Miniflare({
      ...convertV4MiniflareOptions({
        host: '127.0.0.1',
        port: 0,
        modulesRoot: directory,
        modules: [basename(outfile), ...modules.filter((name) => name !== basename(outfile))].map(
          (name) => ({ type: 'ESModule' as const, path: join(directory, name) }),
        ),
        bindings: { ...bindings, ...more },
        compatibilityDate: date ?? '',
        compatibilityFlags: flags,
        cf: false as const,
      }),
      telemetry: { enabled: false },
    });
    endings.push(() => workerd.dispose());
    return { workerd, origin: (await workerd.ready).origin };
  };
}
