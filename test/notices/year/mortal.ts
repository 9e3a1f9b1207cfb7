import { asc, desc, getTableName, gt, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Transact, Tx } from '../../../src/db/client.ts';
import { events } from '../../../src/db/ledger.ts';
import type { MailTransport } from '../../../src/deliveries/ports.ts';

/** What a process that was killed throws until the next one takes its place. */
class Killed extends Error {
  override name = 'Killed';
}

/**
 * Whether a process dies now. `before change.announced`: in the transaction, which is not stored;
 * `after`: it is, and nobody hears of it. What records no fact is called by what it writes first.
 */
export type Fate = (moment: string) => boolean;

/** At which of its occurrences each moment kills; 0 is never. */
export type Plan = Readonly<Record<string, number>>;

/** A process, for as long as it lives: whatever it would write or send after its death does not happen. */
export class Process {
  isDead = false;
  readonly #fate: Fate;
  readonly #die: () => void;

  /** `die` may end the process for real. */
  constructor(fate: Fate, die: () => void = () => undefined) {
    this.#fate = fate;
    this.#die = die;
  }

  transacting(transact: Transact): Transact {
    return async (work) => {
      this.#meetNothing();
      let name = '';
      const value = await transact(async (tx) => {
        const last = await newest(tx);
        const writes: string[] = [];
        const done = await work(watched(tx, writes));
        name = (await firstAfter(tx, last)) ?? writes[0] ?? 'nothing';
        this.#meet(`before ${name}`);
        return done;
      });
      this.#meet(`after ${name}`);
      return value;
    };
  }

  /** It may die when a mail is there and nobody has written that down. */
  mailing(transport: MailTransport): MailTransport {
    return {
      send: async (mail) => {
        this.#meet('before a mail');
        const sent = await transport.send(mail);
        this.#meet('after a mail');
        return sent;
      },
    };
  }

  #meetNothing(): void {
    if (this.isDead) throw new Killed('it is dead');
  }

  #meet(moment: string): void {
    this.#meetNothing();
    // That a key is in use is noted whenever somebody asks; it is no step of what is tried here.
    if (moment.endsWith(' staff_sign_ins')) return;
    if (!this.#fate(moment)) return;
    this.isDead = true;
    this.#die();
    throw new Killed(`killed ${moment}`);
  }
}

/** Kills nobody; counts what could have. */
export function counting(counts: Map<string, number>): Fate {
  return (moment) => {
    counts.set(moment, (counts.get(moment) ?? 0) + 1);
    return false;
  };
}

/**
 * One death for each moment that a calm life met, at one of its first occurrences. What was rare there
 * strikes at the first: after a death more is done in one step, and it may come no second time.
 */
export function planFrom(counts: ReadonlyMap<string, number>, random: () => number): Plan {
  return Object.fromEntries(
    [...counts].map(([moment, count]) => [
      moment,
      1 + Math.floor(random() * Math.min(3, Math.ceil(count / 4))),
    ]),
  );
}

/**
 * One in `every` kinds of step is died of, drawn by lot and alternately before it and after it: where each
 * death costs the start of a process. Other seeds draw others, and `year.test.ts` dies of all.
 */
export function thinned(plan: Plan, every: number, random: () => number): Plan {
  const kinds = [...new Set(Object.keys(plan).map((each) => each.replace(/^(before|after) /, '')))]
    .map((kind) => ({ kind, lot: random() }))
    .toSorted((a, b) => a.lot - b.lot);
  const deadly = new Set(
    kinds
      .slice(0, Math.ceil(kinds.length / every))
      .map(({ kind }, at) => `${at % 2 === 0 ? 'before' : 'after'} ${kind}`),
  );
  return Object.fromEntries(
    Object.entries(plan).map(([moment, at]) => [moment, deadly.has(moment) ? at : 0]),
  );
}

/** What a fate knows: how often each moment came, and at which it has struck. Outlives processes. */
export type Past = { readonly counts: Record<string, number>; readonly struck: string[] };

/** Strikes as planned, each moment once; and now and then besides. */
export function fateOf(plan: Plan, { counts, struck }: Past, random: () => number): Fate {
  return (moment) => {
    const count = (counts[moment] ?? 0) + 1;
    counts[moment] = count;
    const at = plan[moment] ?? 1;
    const isDue = at > 0 && count >= at && !struck.includes(moment);
    if (isDue) struck.push(moment);
    return isDue || random() < 0.001;
  };
}

/** Tells by `writes` which tables are written, in their order. */
function watched(tx: Tx, writes: string[]): Tx {
  return new Proxy(tx, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => {
        const [table] = given;
        if (is(table, SQLiteTable)) writes.push(`${String(name)} ${getTableName(table)}`);
        return Reflect.apply(value, target, given);
      };
    },
  });
}

async function newest(db: Db): Promise<number> {
  const [row] = await db
    .select({ seq: events.seq })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(1);
  return row?.seq ?? 0;
}

async function firstAfter(db: Db, last: number): Promise<string | undefined> {
  const rows = await db
    .select({ seq: events.seq, action: events.action })
    .from(events)
    .where(gt(events.seq, last))
    .orderBy(asc(events.seq))
    .limit(1);
  return rows[0]?.action;
}
