import { desc } from 'drizzle-orm';
import type { Db, Transact } from '../../../src/db/client.ts';
import { events } from '../../../src/db/ledger.ts';

/** What a process that was killed throws until the next one takes its place. */
export class Killed extends Error {
  override name = 'Killed';
}

/** Before: nothing of the transaction is stored. After: all of it is, and nobody hears of it. */
export type Moment = 'before' | 'after';

/** Decides when a process dies; `kind` is the first fact of a commit, or `operational`. */
export type Fate = (kind: string, moment: Moment) => boolean;

/** A process, for as long as it lives. */
export type Process = { isDead: boolean };

/** Transactions of a process that dies at one of them: whatever it would write afterwards is not written. */
export function mortal(transact: Transact, fate: Fate, process: Process): Transact {
  function meet(kind: string, moment: Moment): void {
    process.isDead ||= fate(kind, moment);
    if (process.isDead) throw new Killed(`killed ${moment} ${kind}`);
  }
  return async (work) => {
    if (process.isDead) throw new Killed('it is dead');
    let kind = 'operational';
    const value = await transact(async (tx) => {
      const last = await newest(tx);
      const done = await work(tx);
      kind = await firstAfter(tx, last);
      meet(kind, 'before');
      return done;
    });
    meet(kind, 'after');
    return value;
  };
}

/** Dies once before and once after each kind of step, when chance says so; `struck` remembers. */
export function fateOf(random: () => number, struck: Set<string>): Fate {
  return (kind, moment) => {
    const name = `${moment} ${kind}`;
    // What is not a fact happens thousands of times, and each time alike.
    const chance = struck.has(name) ? 0.002 : 0.4;
    if (random() >= chance) return false;
    struck.add(name);
    return true;
  };
}

async function newest(db: Db): Promise<number> {
  const [row] = await db
    .select({ seq: events.seq })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(1);
  return row?.seq ?? 0;
}

async function firstAfter(db: Db, last: number): Promise<string> {
  const rows = await db
    .select({ seq: events.seq, action: events.action })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(50);
  return rows.filter(({ seq }) => seq > last).at(-1)?.action ?? 'operational';
}
