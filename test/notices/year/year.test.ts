import { expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { type Deps, systemCtx } from '../../../src/context.ts';
import type { Mail, MailTransport } from '../../../src/deliveries/ports.ts';
import { drain } from '../../../src/deliveries/service/drain.ts';
import { createPublicationCache } from '../../../src/publication/service.ts';
import { runSchedule } from '../../../src/schedule.ts';
import { query } from '../../deliveries/recipients.ts';
import { randomFrom, rounds } from '../../deliveries/sink.ts';
import { startApp, type World } from '../../support/app.ts';
import { firstDay, Life, type Deployment } from './living.ts';
import { type Fate, fateOf, mortal } from './mortal.ts';
import { stateOf, wrongClocks } from './state.ts';
import { answerOf, yearFrom } from './story.ts';

const never: Fate = () => false;

it.each(rounds())(
  'a year of notices ends in the same state however often its process was killed (seed %i)',
  async (seed) => {
    const year = yearFrom(randomFrom(seed));
    const straight = await startApp({ organisation: 'none', services: [] });
    const calm = new Life(deploymentOn(straight, never), configuredKey(straight));
    await calm.live(year);
    const expected = await stateOf(async (sql) => query(straight, sql));

    const shaken = await startApp({ organisation: 'none', services: [] });
    const struck = new Set<string>();
    const hunted = new Life(
      deploymentOn(shaken, fateOf(randomFrom(seed + 1), struck)),
      configuredKey(shaken),
    );
    await hunted.live(year);
    const found = await stateOf(async (sql) => query(shaken, sql));
    console.log(`seed ${seed}: killed ${hunted.deaths} times, at ${struck.size} kinds of moments`);
    for (const [name, lines] of Object.entries(expected))
      expect({ [name]: found[name] }).toEqual({ [name]: lines });
    expect(await wrongClocks(async (sql) => query(shaken, sql))).toEqual([]);
    expect(expected['notices']?.length).toBeGreaterThan(1_000);
  },
  600_000,
);

function configuredKey({ deps }: World): string {
  return deps.config.staffApiKey ?? '';
}

/** The product on the database of a world, in a process that may die; the next begins with nothing in memory. */
function deploymentOn(world: World, fate: Fate): Deployment {
  const app = createApp(world.deps.config);
  const clock = { now: new Date(0) };
  const accepted: Mail[] = [];
  let process = begin();
  function begin() {
    const { transact, isDead } = mortal(world.deps.transact, fate);
    const deps: Deps = {
      ...world.deps,
      transact,
      clock: () => new Date(clock.now),
      mail: mailServers(() => clock.now, accepted),
      publication: createPublicationCache({
        maxBytes: 8 * 1024 * 1024,
        believedMs: 0,
        shareWork: true,
      }),
      log: () => undefined,
    };
    return { deps, isDead };
  }
  return {
    fetch: async (path, init) =>
      app.fetch(new Request(`http://localhost${path}`, init), { deps: process.deps }),
    at(instant) {
      clock.now = instant;
      world.at(instant);
    },
    async work() {
      await runSchedule(process.deps);
      for (let sent = -1; sent !== 0;)
        ({ sent } = await drain(systemCtx(process.deps, 'deliveries')));
      await runSchedule(process.deps);
    },
    async hasDied() {
      if (!process.isDead()) return false;
      process = begin();
      return true;
    },
    mailsTo: async (address) => [
      ...new Set(accepted.filter(({ to }) => to === address).map(({ messageId }) => messageId)),
    ],
  };
}

function mailServers(now: () => Date, acceptedMails: Mail[]): MailTransport {
  return {
    async send(mail) {
      const dayOfYear = Math.floor((now().getTime() - Date.parse(firstDay)) / 86_400_000);
      const answer = answerOf(mail.to, dayOfYear);
      if (answer === 'refused')
        return { outcome: '5xx', status: 550, durationMs: 1, isFinal: true };
      if (answer === 'later') return { outcome: '4xx', status: 451, durationMs: 1 };
      acceptedMails.push(mail);
      return { outcome: 'accepted', status: 250, durationMs: 1 };
    },
  };
}
