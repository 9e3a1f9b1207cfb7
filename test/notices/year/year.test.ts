import { expect, it } from 'vitest';
import { query } from '../../deliveries/recipients.ts';
import { randomFrom, rounds } from '../../support/random.ts';
import { startApp } from '../../support/app.ts';
import { deploymentOn } from './deployments.ts';
import { Life } from './living.ts';
import { type Fate, fateOf } from './mortal.ts';
import { stateOf, wrongClocks } from './state.ts';
import { yearFrom } from './story.ts';

const never: Fate = () => false;

it.each(rounds())(
  'a year of notices ends in the same state however often its process was killed (seed %i)',
  async (seed) => {
    const straight = await liveOnce(seed, never);
    const struck = new Set<string>();
    const shaken = await liveOnce(seed, fateOf(randomFrom(seed + 1), struck));
    console.log(
      `seed ${seed}: killed ${shaken.deaths} times, at ${struck.size} kinds of moments; ${straight.state['notices']?.length} notices`,
    );
    for (const [name, lines] of Object.entries(straight.state))
      expect({ [name]: shaken.state[name] }).toEqual({ [name]: lines });
    expect(shaken.wrong).toEqual([]);
    expect(straight.wrong).toEqual([]);
    expect(straight.state['notices']?.length).toBeGreaterThan(1_000);
    expect(shaken.deaths).toBeGreaterThan(20);
  },
  600_000,
);

async function liveOnce(seed: number, fate: Fate) {
  const trust = await startApp({ organisation: 'none' });
  const life = new Life(deploymentOn(trust, fate), trust.deps.config.staffApiKey ?? '');
  await life.live(yearFrom(randomFrom(seed)));
  const ask = async (sql: string) => query(trust, sql);
  return { state: await stateOf(ask), wrong: await wrongClocks(ask), deaths: life.deaths };
}
