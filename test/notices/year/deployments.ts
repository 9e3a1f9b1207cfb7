import { createApp } from '../../../src/app.ts';
import { type Deps, systemCtx } from '../../../src/context.ts';
import type { Mail, MailTransport } from '../../../src/deliveries/ports.ts';
import { drain } from '../../../src/deliveries/service/drain.ts';
import { createPublicationCache } from '../../../src/publication/service.ts';
import { runSchedule } from '../../../src/schedule.ts';
import type { World } from '../../support/app.ts';
import { type Deployment, firstDay } from './living.ts';
import { type Fate, mortal, type Process } from './mortal.ts';
import { answerOf } from './story.ts';

/** The product on the database of a world, in a process that may die; the next begins with nothing in memory. */
export function deploymentOn(world: World, fate: Fate): Deployment {
  const app = createApp(world.deps.config);
  const clock = { now: new Date(0) };
  const accepted: Mail[] = [];
  let process: Process & { readonly deps: Deps } = begin();
  function begin() {
    const life: Process = { isDead: false };
    const deps: Deps = {
      ...world.deps,
      transact: mortal(world.deps.transact, fate, life),
      clock: () => new Date(clock.now),
      mail: mailServers(() => clock.now, accepted),
      publication: createPublicationCache({
        maxBytes: 8 * 1024 * 1024,
        believedMs: 0,
        shareWork: true,
      }),
      log: () => undefined,
    };
    return Object.assign(life, { deps });
  }
  return {
    fetch: async (path, init) =>
      app.fetch(new Request(`http://localhost${path}`, init), { deps: process.deps }),
    at(instant) {
      clock.now = instant;
      world.at(instant);
    },
    work: async () => workFor(process.deps),
    async hasDied() {
      if (!process.isDead) return false;
      process = begin();
      return true;
    },
    mailsTo: async (address) => idsOf(accepted, address),
  };
}

/** What time brings about, then everything that is to be told, then what follows from that. */
export async function workFor(deps: Deps): Promise<void> {
  await runSchedule(deps);
  for (let sent = -1; sent !== 0;) ({ sent } = await drain(systemCtx(deps, 'deliveries')));
  await runSchedule(deps);
}

/** Each once, though a mail may arrive twice. */
export function idsOf(mails: readonly Mail[], address: string): readonly string[] {
  const sent = mails.filter(({ to }) => to === address);
  return [...new Set(sent.map(({ messageId }) => messageId))];
}

/** The servers of all customers; what they take is added to `taken`. */
export function mailServers(now: () => Date, taken: Mail[]): MailTransport {
  return {
    async send(mail) {
      const days = Math.floor((now().getTime() - Date.parse(firstDay)) / 86_400_000);
      const answer = answerOf(mail.to, days);
      if (answer === 'refused')
        return { outcome: '5xx', status: 550, durationMs: 1, isFinal: true };
      if (answer === 'later') return { outcome: '4xx', status: 451, durationMs: 1 };
      taken.push(mail);
      return { outcome: 'accepted', status: 250, durationMs: 1 };
    },
  };
}
