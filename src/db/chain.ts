import { asc, desc, eq, gt } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { canonicalJson } from '../core/canonical-json.ts';
import { hmacSha256 } from '../core/hash.ts';
import type { Keys } from '../core/keys.ts';
import type { Db, Tx } from './client.ts';
import { insertAll } from './insert-all.ts';
import type { StoredEvent } from './ledger.ts';
import { events } from './ledger.ts';

/**
 * One row for each event: an HMAC-SHA256 (RFC 2104) over it and the row before, under a key that does not
 * lie in the database. So whoever has only the database can neither change, remove nor insert an event
 * without its showing, private ones included. It holds no personal data, as the events hold none.
 */
export const eventChain = sqliteTable('event_chain', {
  seq: integer('seq').primaryKey(),
  /** Hexadecimal. */
  mac: text('mac').notNull(),
});

/** Where the chain ends: `mac` is null where the newest events are not linked yet. */
type End = { readonly seq: number; readonly mac: string | null };

const purpose = 'chain of the record';

/** Links the events of one commit. Where earlier ones are not linked yet, the schedule does all of them. */
export async function appendToChain(
  tx: Tx,
  keys: Keys,
  { seq, mac }: End,
  recorded: readonly StoredEvent[],
): Promise<void> {
  if (seq > 0 && mac === null) return;
  await insertAll(tx, eventChain, link(keys, mac ?? '', recorded));
}

/** Links at most `limit` events that are not yet; how many. What an older Annex recorded has no links. */
export async function catchUpChain(tx: Tx, keys: Keys, limit: number): Promise<number> {
  const [last] = await tx.select().from(eventChain).orderBy(desc(eventChain.seq)).limit(1);
  const behind = await selectEventsAfter(tx, last?.seq ?? 0, limit);
  await insertAll(tx, eventChain, link(keys, last?.mac ?? '', behind));
  return behind.length;
}

/** Whether the newest event is not linked; two look-ups by key. */
export async function isChainBehind(db: Db): Promise<boolean> {
  const [row] = await db
    .select({ mac: eventChain.mac })
    .from(events)
    .leftJoin(eventChain, eq(eventChain.seq, events.seq))
    .orderBy(desc(events.seq))
    .limit(1);
  return row?.mac === null;
}

/** Events and their links, oldest first; `mac` is null of one without. */
export async function selectLinked(
  db: Db,
  after: number,
  limit: number,
): Promise<readonly { readonly event: StoredEvent; readonly mac: string | null }[]> {
  return db
    .select({ event: events, mac: eventChain.mac })
    .from(events)
    .leftJoin(eventChain, eq(eventChain.seq, events.seq))
    .where(gt(events.seq, after))
    .orderBy(asc(events.seq))
    .limit(limit);
}

/** What the link of an event must be, given the one before it. */
export function macOf(keys: Keys, previous: string, event: StoredEvent): string {
  const { seq, id, commitId, at, actor, action, subject, data, public: isPublic } = event;
  const said = canonicalJson({
    previous,
    seq,
    id,
    commitId,
    at: at.toISOString(),
    actor,
    action,
    subject,
    data,
    public: isPublic,
  });
  return hmacSha256(keys.derive(purpose), said).toString('hex');
}

function link(keys: Keys, before: string, recorded: readonly StoredEvent[]) {
  let previous = before;
  return recorded.map((event) => {
    previous = macOf(keys, previous, event);
    return { seq: event.seq, mac: previous };
  });
}

async function selectEventsAfter(db: Db, after: number, limit: number) {
  return db
    .select()
    .from(events)
    .where(gt(events.seq, after))
    .orderBy(asc(events.seq))
    .limit(limit);
}
