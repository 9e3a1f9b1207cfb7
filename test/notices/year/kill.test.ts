import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { bundle } from '../../../src/platform/build.ts';
import { query } from '../../deliveries/recipients.ts';
import { startApp, type World } from '../../support/app.ts';
import { Processes } from '../../support/processes.ts';
import { randomFrom, rounds } from '../../support/random.ts';
import { isThorough } from '../../support/thorough.ts';
import { type Deployment, deploymentOn, type Taken } from './deployments.ts';
import { drawYear, fewWeeks } from './drawing.ts';
import { expectHunted } from './hunted.ts';
import { Life } from './living.ts';
import { counting, type Past, type Plan, planFrom, thinned } from './mortal.ts';
import { faultsOfNotices } from './oracle.ts';
import { stateOf } from './state.ts';

const processes = new Processes();
const directories: string[] = [];
afterAll(async () => {
  await processes.end();
  for (const each of directories) await rm(each, { recursive: true, force: true });
});

it.each(rounds())(
  'four changes end in the same state though the process is killed with SIGKILL at a third of all kinds of steps (seed %i)',
  async (seed) => {
    const year = drawYear(fewWeeks, randomFrom(seed));
    const met = new Map<string, number>();
    const calm = await startApp({ organisation: 'none' });
    await new Life(
      await deploymentOn(calm, counting(met)),
      calm.deps.config.staffApiKey ?? '',
    ).live(year);
    const expected = await stateOf(async (sql) => query(calm, sql));

    const trust = await startApp({ organisation: 'none' });
    const random = randomFrom(seed + 1);
    const whole = planFrom(met, random);
    const plan = isThorough ? whole : thinned(whole, 3, random);
    const { deployment, past } = await startServer(trust, plan);
    const life = new Life(deployment, trust.deps.config.staffApiKey ?? '');
    await life.live(year);
    const ask = async (sql: string) => query(trust, sql);
    const found = await stateOf(ask);
    for (const [name, lines] of Object.entries(expected))
      expect({ [name]: found[name] }).toEqual({ [name]: lines });
    const { memory } = life;
    const outside = { year, memory, mails: await deployment.mails(), now: trust.now() };
    expect(await faultsOfNotices(ask, outside)).toEqual([]);
    const planned = Object.keys(plan).filter((moment) => plan[moment] !== 0);
    expect(planned.length).toBeGreaterThanOrEqual(Math.floor(met.size / 6));
    for (const when of ['before', 'after'])
      expect(planned.some((moment) => moment.startsWith(when))).toBe(true);
    expectHunted(new Map([...met].filter(([moment]) => plan[moment] !== 0)), past());
  },
  200_000,
);

/** A process on the file of this world; another takes its place whenever it has killed itself. */
async function startServer(trust: World, plan: Plan) {
  await mkdir('dist', { recursive: true });
  const directory = await mkdtemp(resolve('dist/test-'));
  directories.push(directory);
  const { outfile } = await bundle('test/notices/year/mortal-server.ts', directory, 'node');
  const files = { PAST_FILE: join(directory, 'past'), MAIL_FILE: join(directory, 'mails') };
  const linesOf = (file: string) =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const nothing: Past = { counts: {}, struck: [] };
  writeFileSync(files.PAST_FILE, JSON.stringify(nothing));
  const past = () => JSON.parse(readFileSync(files.PAST_FILE, 'utf8')) as Past;
  let lives = 0;
  const { databaseUrl, secretKey = '', staffApiKey = '' } = trust.deps.config;
  const begin = async () => {
    const { child, output } = await processes.spawn(
      directory,
      {
        DATABASE_URL: databaseUrl,
        SECRET_KEY: secretKey,
        STAFF_API_KEY: staffApiKey,
        PLAN: JSON.stringify(plan),
        LIFE: String((lives += 1)),
        ...files,
      },
      outfile,
    );
    for (let tries = 0; ; tries += 1) {
      const [, port] = /listening on (\d+)\./.exec(output()) ?? [];
      if (port !== undefined) return { child, origin: `http://127.0.0.1:${port}` };
      if (child.exitCode !== null || tries > 500) throw new Error(`no server: ${output()}`);
      await sleep(20);
    }
  };
  let running = await begin();
  let isCutOff = false;
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('x-clock', trust.now().toISOString());
    try {
      const response = await fetch(`${running.origin}${path}`, { ...init, headers });
      const { status } = response;
      return new Response(await response.text(), { status, headers: response.headers });
    } catch (error) {
      isCutOff = true;
      throw error;
    }
  };
  const deployment: Deployment = {
    fetch: call,
    at: (instant) => trust.at(instant),
    work: async () => void (await call('/-/work')),
    async hasDied() {
      if (!isCutOff) return false;
      const { child } = running;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      expect(child.signalCode).toBe('SIGKILL');
      isCutOff = false;
      running = await begin();
      return true;
    },
    mails: async (address) =>
      linesOf(files.MAIL_FILE)
        .map((line) => JSON.parse(line) as Taken)
        .filter(({ to }) => address === undefined || to === address),
  };
  return { deployment, past };
}
