import { expect, it } from 'vitest';
import { query } from '../../deliveries/recipients.ts';
import { startApp } from '../../support/app.ts';
import { randomFrom, rounds } from '../../support/random.ts';
import { faultsOf, verifyWorld } from '../../verification/verifying.ts';
import { deploymentOn } from './deployments.ts';
import { type Cast, drawYear, usualYear, yearAsked } from './drawing.ts';
import { expectHunted } from './hunted.ts';
import { Life } from './living.ts';
import { counting, type Fate, fateOf, type Past, planFrom } from './mortal.ts';
import { faultsOfNotices } from './oracle.ts';
import { faultsOfPackets } from './packets.ts';
import { stateOf } from './state.ts';

const cast = yearAsked(usualYear);

it.each(rounds())(
  'a year of notices ends in the same state however often its process was killed (seed %i)',
  async (seed) => {
    const met = new Map<string, number>();
    const straight = await live(seed, counting(met));
    const past: Past = { counts: {}, struck: [] };
    const random = randomFrom(seed + 1);
    const killed = await live(seed, fateOf(planFrom(met, random), past, random));
    // Table by table: what differs is to be seen.
    for (const [name, lines] of Object.entries(straight.state))
      expect({ [name]: killed.state[name] }).toEqual({ [name]: lines });
    expectHunted(met, past);
    expect(killed.deaths).toBeGreaterThanOrEqual(past.struck.length);
    expectWholeStory(straight.state);
    expect([...met.keys()]).toContain('after notice.clock_taken_back');
  },
  300_000,
);

/** What may not be missing, or the year proves little. */
function expectWholeStory(state: Readonly<Record<string, readonly string[]>>): void {
  const all = JSON.stringify(state);
  expect(state['changes']?.length).toBe(1 + changesOf(cast));
  expect(state['objections']?.length).toBe(cast.objections);
  expect(state['notices']?.length).toBeGreaterThan(5 * cast.customers);
  for (const said of [
    'accepted-by-silence',
    'refused-by-silence',
    'superseded',
    'withdrawn',
    'postponed',
    'notice.unreached',
    'notice.approved',
    'not-reached',
    'not-approved',
  ])
    expect(all).toContain(said);
}

function changesOf({
  additions,
  replacements,
  removals,
  amendments,
  corrections,
  superseded,
}: Cast) {
  return additions + replacements + removals + amendments + corrections + superseded;
}

async function live(seed: number, fate: Fate) {
  const trust = await startApp({ organisation: 'none' });
  const deployment = await deploymentOn(trust, fate);
  const life = new Life(deployment, trust.deps.config.staffApiKey ?? '');
  const year = drawYear(cast, randomFrom(seed));
  await life.live(year);
  const { memory, deaths } = life;
  const ask = async (sql: string) => query(trust, sql);
  const outside = { year, memory, mails: await deployment.mails(), now: trust.now() };
  expect(await faultsOfNotices(ask, outside)).toEqual([]);
  const { report } = await verifyWorld(trust);
  expect(faultsOf(report)).toEqual([]);
  // Not through the deployment: nobody dies of reading.
  expect(await faultsOfPackets(trust, trust.deps.config.staffApiKey ?? '')).toEqual([]);
  const state = await stateOf(ask);
  await trust.close();
  return { state, deaths };
}
