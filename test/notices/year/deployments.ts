import { createApp } from '../../../src/app.ts';
import { type Deps, systemCtx } from '../../../src/context.ts';
import type { MailTransport } from '../../../src/deliveries/ports.ts';
import { drain } from '../../../src/deliveries/service/drain.ts';
import { openDatabase } from '../../../src/platform/node/database.ts';
import { createPublicationCache } from '../../../src/publication/service.ts';
import { runSchedule } from '../../../src/schedule.ts';
import type { World } from '../../support/app.ts';
import { type Fate, Process } from './mortal.ts';
import { answerOf, instantOf } from './story.ts';

/** Somewhere to live a year: the product, with a clock that can be set and mail servers that answer as told. */
export type Deployment = {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly at: (instant: Date) => void;
  /** The scheduled jobs, and deliveries until nothing is due. */
  readonly work: () => Promise<void>;
  /** Whether its process has died since this was asked last; another has taken its place by then. */
  readonly hasDied: () => Promise<boolean>;
  /** What the customers' servers took, to that address or to anybody. */
  readonly mails: (address?: string) => Promise<readonly Taken[]>;
};

/** A mail as the customer's server keeps it. */
export type Taken = {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  /** RFC 3339. */
  readonly at: string;
};

/** What a process that may die works with instead of its platform's own. */
export function mortalDeps(deps: Deps, process: Process, now: () => Date, taken: Taken[]): Deps {
  return {
    ...deps,
    transact: process.transacting(deps.transact),
    clock: now,
    mail: process.mailing(mailServers(now, (mail) => void taken.push(mail))),
  };
}

/** Until the day before the year nobody dies: whoever sets Annex up keeps the keys that are shown once. */
export function sparing(fate: Fate, now: () => Date): Fate {
  return (moment) => now() >= instantOf(-1) && fate(moment);
}

/** The product on the database of a world; each process begins with nothing in memory and connections of its own. */
export async function deploymentOn(world: World, fate: Fate): Promise<Deployment> {
  const app = createApp(world.deps.config);
  const taken: Taken[] = [];
  const faults: string[] = [];
  let running = await begin();
  async function begin() {
    const database = await openDatabase(world.deps.config.databaseUrl);
    const process = new Process(sparing(fate, world.now));
    const own: Deps = {
      ...world.deps,
      db: database.db,
      transact: database.transact,
      publication: createPublicationCache({ maxBytes: 8e6, believedMs: 0, shareWork: true }),
      log(level, message, facts) {
        if (level === 'error' && !process.isDead)
          faults.push(`${message} ${JSON.stringify(facts)}`);
      },
    };
    return { process, database, deps: mortalDeps(own, process, world.now, taken) };
  }
  return {
    fetch: async (path, init) =>
      app.fetch(new Request(`http://localhost${path}`, init), { deps: running.deps }),
    at: (instant) => world.at(instant),
    work: async () => {
      await workFor(running.deps);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
    async hasDied() {
      if (!running.process.isDead) return false;
      const { database } = running;
      running = await begin();
      await database.close();
      return true;
    },
    mails: async (address) => taken.filter(({ to }) => address === undefined || to === address),
  };
}

/** What time brings about, then everything that is to be told, then what follows from that. */
export async function workFor(deps: Deps): Promise<void> {
  await runSchedule(deps);
  for (let sent = -1; sent !== 0;) ({ sent } = await drain(systemCtx(deps, 'deliveries')));
}

/** The servers of all customers. */
export function mailServers(now: () => Date, take: (mail: Taken) => void): MailTransport {
  return {
    async send({ to, messageId, subject, text }) {
      const answer = answerOf(to, now());
      if (answer === 'refused')
        return { outcome: '5xx', status: 550, durationMs: 1, isFinal: true };
      if (answer === 'later') return { outcome: '4xx', status: 451, durationMs: 1 };
      take({ to, messageId, subject, text, at: now().toISOString() });
      return { outcome: 'accepted', status: 250, durationMs: 1 };
    },
  };
}
