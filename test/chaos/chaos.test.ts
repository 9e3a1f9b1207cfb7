import { expect, test } from 'vitest';
import { offer, publishNda } from '../access/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { pickList, pick } from '../support/client.ts';
import { checkInvariants, dumpTables } from '../support/invariants.ts';
import { randomFrom } from '../support/random.ts';
import { byHeader } from '../subscribers/subscribing.ts';
import { createFaults, type Faults } from './faults.ts';
import { chooseStep, type Memory } from './steps.ts';

/**
 * People, staff and the clock do what they do, in any order, while writes and calls fail and processes
 * die. `npm run chaos -- --minutes 10` goes on for that long; CHAOS_SEED repeats one run.
 */
const { CHAOS_SEED: given, CHAOS_MINUTES: minutes = '0' } = process.env;
const untilMs = Number(minutes) * 60_000;
const stepsOfRun = 60;
const perHundred = 12;
const nothing = { steps: 0, faults: 0, deaths: 0, published: 0, mails: 0, sentAgain: 0 };
const names = ['steps', 'faults', 'deaths', 'published', 'mails', 'sentAgain'] as const;

test(
  'whatever fails and whenever, what was acknowledged is there, and nothing is half-written',
  async () => {
    const began = performance.now();
    const first = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
    const tally = { runs: 0, ...nothing };
    const atLeast = given === undefined ? 2 : 1;
    const isOver = () => tally.runs >= atLeast && performance.now() - began >= untilMs;
    for (let seed = first; ; seed += 1) {
      const run = await runOnce(seed);
      tally.runs += 1;
      for (const name of names) tally[name] += run[name];
      if (untilMs > 0) console.log(`CHAOS_SEED=${seed}: ${JSON.stringify(run)}`);
      if (isOver()) break;
    }
    console.log(`chaos from CHAOS_SEED=${first}: ${JSON.stringify(tally)}`);
    // A run in which nothing went wrong would prove nothing.
    expect(tally.faults).toBeGreaterThan(0);
  },
  untilMs + 120_000,
);

async function runOnce(seed: number) {
  const random = randomFrom(seed);
  const trust = await startApp({ ...byHeader, believedMs: 0 });
  const trail: string[] = [];
  try {
    // Keys are made before anything can fail, and known to every process.
    for (const who of ['editor', 'owner', 'viewer'] as const) await trust.as(who).get('/services');
    await offer(trust);
    await publishNda(trust);
    const memory = remember(random);
    const counts = await goWrong(trust, memory, trail);
    await recover(trust);
    await checkAcknowledged(trust, memory);
    expect([
      ...memory.faults,
      ...(await leftOver(trust)),
      ...(await checkInvariants(trust)),
    ]).toEqual([]);
    const ids = trust.outside.mailbox.map(({ messageId }) => messageId);
    const sentAgain = ids.length - new Set(ids).size;
    return { ...counts, published: memory.published.size, mails: ids.length, sentAgain };
  } catch (error) {
    throw new Error(`CHAOS_SEED=${seed} after:\n${trail.join('\n')}`, { cause: error });
  } finally {
    await trust.close();
  }
}

function remember(random: () => number): Memory {
  let count = 0;
  return {
    random,
    next: () => (count += 1),
    published: new Set(),
    slugs: new Set(),
    version: 0,
    faults: [],
  };
}

/** Steps in processes of which each lives until it dies of a fault. */
async function goWrong(trust: World, memory: Memory, trail: string[]) {
  let deaths = 0;
  let faultCount = 0;
  const begin = async (): Promise<{ world: World; faults: Faults }> => {
    const faults = createFaults(memory.random, perHundred);
    const world = await trust.anotherProcess({ believedMs: 0, ...byHeader, wrap: faults.wrap });
    return { world, faults };
  };
  let { world, faults } = await begin();
  for (let step = 0; step < stepsOfRun; step += 1) {
    const [name, act] = chooseStep(memory.random);
    const before = faults.injected.length;
    const failure = await act(world, memory).then(
      () => undefined,
      (error: unknown) => error,
    );
    const news = faults.injected.slice(before);
    trail.push(`${name}${news.length > 0 ? ` [${news.join(', ')}]` : ''}`);
    faultCount += news.length;
    // Without a fault nothing may fail.
    if (failure !== undefined && news.length === 0 && !faults.isDead()) throw failure;
    if (faults.unexplained.length > 0) throw new Error(faults.unexplained.join('\n'));
    if (!faults.isDead()) continue;
    deaths += 1;
    trail.push('– died –');
    ({ world, faults } = await begin());
  }
  return { steps: stepsOfRun, faults: faultCount, deaths };
}

/** Nothing fails any more: what was begun is ended, by a process that knows nothing of the others. */
async function recover(trust: World): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    trust.at(new Date(trust.now().getTime() + 26 * 60 * 60_000));
    await trust.runSchedule();
    await trust.drain();
  }
}

async function checkAcknowledged(trust: World, { published, slugs }: Memory): Promise<void> {
  for (const change of published)
    expect([change, (await trust.get(`/trust/changes/${change}.json`)).status]).toEqual([
      change,
      200,
    ]);
  const { body } = await trust.get('/trust/subprocessors.json');
  const listed = new Set(
    pickList(body, 'subprocessors').map((entry) => String(pick(entry, 'slug'))),
  );
  expect([...slugs].filter((slug) => !listed.has(slug))).toEqual([]);
}

/** Nothing is under way any more: what a dead process had begun was taken over and ended. */
async function leftOver(trust: World): Promise<readonly string[]> {
  const tables = await dumpTables(trust);
  const rows = (name: string) => tables.get(name) ?? [];
  const now = trust.now().getTime();
  return [
    ...rows('deliveries')
      .filter(
        ({ state, due_at: due }) =>
          state === 'in-flight' || (state === 'due' && Number(due) <= now),
      )
      .map(({ id, state }) => `delivery ${String(id)} is still ${String(state)}`),
    ...rows('outbox')
      .filter(({ planned_at: planned }) => planned === null)
      .map(({ seq }) => `event ${String(seq)} is still to be planned`),
    ...rows('subscription_requests').map(({ id }) => `request ${String(id)} still waits`),
  ];
}
