import { eq } from 'drizzle-orm';
import type { Actor, Ctx } from '../context.ts';
import { actorName } from '../context.ts';
import { newEventId } from '../core/ids.ts';
import type { Tells } from '../subscribers/model/topics.ts';
import { appendToChain } from './chain.ts';
import type { Db, Tx } from './client.ts';
import { insertAll } from './insert-all.ts';
import type { EventData, StoredEvent } from './ledger.ts';
import { events } from './ledger.ts';
import type { Head } from './log.ts';
import { appendToLog, selectHead } from './log.ts';
import { outbox } from './outbox.ts';

/** A fact to be recorded. `subject` is `kind:id`; `data` holds no personal data, for it stays for ever. */
type Event = {
  readonly action: string;
  readonly subject: string;
  readonly data: EventData;
  readonly public: boolean;
  /** Whom it is told to; absent for what nobody is told. */
  readonly tells?: Tells;
};

/** What a write did. A write without an event does not compile. */
export type Outcome<T> = {
  readonly value: T;
  readonly events: readonly [StoredEvent, ...StoredEvent[]];
};

/** The ledger as one commit sees it. */
export type Ledger = {
  /** Record time of this commit: now, or the last event's time if the clock was set back. */
  readonly at: Date;
  /** Gives an event its place; it is stored with the rest of the commit. */
  record(event: Event): StoredEvent;
};

/**
 * The one door for facts. Runs `work` in a write transaction and appends the events it recorded in
 * the same transaction, to the transparency log and to the outbox: all is stored or nothing. `work` may run again after a busy database, so
 * it does nothing outside `tx`. A commit whose reply was lost is recognised by its id and not repeated.
 */
export async function commit<A extends Actor, T>(
  ctx: Ctx<A>,
  work: (tx: Tx, ledger: Ledger) => Promise<Outcome<T>>,
): Promise<T> {
  const commitId = ctx.commitId ?? ctx.deps.ids.uuid();
  let earlier: { value: T } | undefined;
  let isTold = false;
  const value = await ctx.deps.transact(async (tx) => {
    if (earlier && (await isStored(tx, commitId))) return earlier.value;
    const recorded: StoredEvent[] = [];
    const told: Told[] = [];
    const head = await selectHead(tx);
    const outcome = await work(tx, openLedger(head, ctx, commitId, { recorded, told }));
    await insertAll(tx, events, recorded);
    await appendToChain(tx, ctx.deps.keys, head, recorded);
    await appendToLog(tx, ctx.deps.logKeys, head, recorded);
    await insertAll(tx, outbox, told);
    isTold = told.length > 0;
    earlier = { value: outcome.value };
    return outcome.value;
  });
  ctx.deps.publication.forgetVersion();
  if (isTold) ctx.deps.nudge();
  return value;
}

/** The same for work that may find nothing to record: without an event nothing of it is stored. */
export async function commitIfAny<A extends Actor, T>(
  ctx: Ctx<A>,
  work: (
    tx: Tx,
    ledger: Ledger,
  ) => Promise<{ readonly value: T; readonly events: readonly StoredEvent[] }>,
): Promise<T> {
  let found: { readonly value: T } | undefined;
  try {
    return await commit(ctx, async (tx, ledger) => {
      const { value, events: recorded } = await work(tx, ledger);
      const [first, ...rest] = recorded;
      if (first) return { value, events: [first, ...rest] };
      found = { value };
      throw new NothingToRecord();
    });
  } catch (error) {
    if (error instanceof NothingToRecord && found) return found.value;
    throw error;
  }
}

class NothingToRecord extends Error {}

/**
 * What `look` sees once `work` is carried out, all of which is undone, whatever happens. For looking ahead: nobody is
 * told, and nothing is signed, for a checkpoint over what never happens would contradict the log for good.
 */
export async function rehearse<T>(
  ctx: Ctx,
  work: (tx: Tx, ledger: Ledger) => Promise<unknown>,
  look: (tx: Tx) => Promise<T>,
): Promise<T> {
  let seen: { readonly value: T } | undefined;
  try {
    return await ctx.deps.transact(async (tx): Promise<never> => {
      const recorded: StoredEvent[] = [];
      const head = await selectHead(tx);
      await work(tx, openLedger(head, ctx, ctx.deps.ids.uuid(), { recorded, told: [] }));
      await insertAll(tx, events, recorded);
      seen = { value: await look(tx) };
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone && seen) return seen.value;
    throw error;
  }
}

class Undone extends Error {}

/** The second door, for operational state (leases, idempotency keys). Records no event. */
export async function operate<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.deps.transact(work);
}

type Told = typeof outbox.$inferInsert;

function openLedger(
  { seq: last, at: lastAt }: Head,
  ctx: Ctx,
  commitId: string,
  { recorded, told }: { recorded: StoredEvent[]; told: Told[] },
): Ledger {
  const at = new Date(Math.max(ctx.now.getTime(), lastAt?.getTime() ?? 0));
  const actor = actorName(ctx.actor);
  return {
    at,
    record({ tells, ...event }) {
      const seq = last + recorded.length + 1;
      const row: StoredEvent = { ...event, seq, id: newEventId(ctx.deps.ids), commitId, at, actor };
      recorded.push(row);
      if (tells) told.push({ ...tells, seq, at });
      return row;
    },
  };
}

/** Whether a commit with this id is in the ledger, e.g. when its reply was lost. */
export async function isStored(db: Db, commitId: string): Promise<boolean> {
  const rows = await db
    .select({ seq: events.seq })
    .from(events)
    .where(eq(events.commitId, commitId))
    .limit(1);
  return rows.length > 0;
}
