import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Claimed, DeliveryState, Outcome } from '../model/delivery.ts';
import { deliveries } from '../table.ts';
import { setAsideAttempts } from './attempts.ts';

export type Recorded = Pick<Claimed, 'id' | 'lease' | 'subscriptionId' | 'channel' | 'attempts'> & {
  readonly state: DeliveryState;
  /** When it is due again; absent once it has ended. */
  readonly dueAt?: Date;
  /** Absent where nothing was tried. */
  readonly attempt?: {
    readonly at: Date;
    readonly outcome: Outcome;
    readonly status?: number;
    readonly durationMs: number;
  };
};

/**
 * What became of claimed deliveries, however many, in one statement; where some were tried before, that is set
 * aside in another. In further ones what waits behind those that are tried again is put off with them, and
 * behind those that arrived at last is due. Rows of which the lease was lost stay as they are.
 */
export async function recordDeliveries(
  tx: Tx,
  rows: readonly Recorded[],
  now: Date,
): Promise<void> {
  const given = JSON.stringify(rows.map(toGiven));
  const repeated = rows.filter(({ attempt, attempts }) => attempt && attempts > 0);
  if (repeated.length > 0) await setAsideAttempts(tx, heldAmong(repeated));
  await updateDeliveries(tx, given, now);
  const again = rows.filter(({ dueAt, attempt }) => dueAt !== undefined && attempt !== undefined);
  if (again.length > 0) await putOffFollowers(tx, again);
  const atLast = rows.filter(({ state, attempts }) => state === 'accepted' && attempts > 0);
  if (atLast.length > 0)
    await callFollowers(
      tx,
      atLast.map(({ subscriptionId: id }) => id),
      now,
    );
}

// The places in `given`.
const place = {
  id: 0,
  lease: 1,
  state: 2,
  dueAt: 3,
  at: 4,
  outcome: 5,
  status: 6,
  durationMs: 7,
};

/** JSON says null for what is absent. */
function toGiven({ id, lease, state, dueAt, attempt }: Recorded): unknown[] {
  const tried = [attempt?.at.getTime(), attempt?.outcome, attempt?.status, attempt?.durationMs];
  return [id, lease, state, dueAt?.getTime(), ...tried];
}

/** A limit keeps SQLite from writing each row out anew for each value that is taken from it: a third of the time. */
const givenRows = (given: string) => sql`(SELECT value FROM json_each(${given}) LIMIT -1) AS given`;

const from = (name: keyof typeof place) =>
  sql.raw(`json_extract(given.value, '$[${place[name]}]')`);

/** Each row of `given` whose claim still holds, with its delivery. */
const heldBy = sql`deliveries.id = ${from('id')} AND deliveries.lease = ${from('lease')} AND deliveries.state = 'in-flight'`;

function heldAmong(rows: readonly Recorded[]): SQL {
  const held = JSON.stringify(rows.map(toGiven));
  return sql`(deliveries.id, deliveries.lease) IN (SELECT ${from('id')}, ${from('lease')} FROM json_each(${held}) AS given) AND deliveries.state = 'in-flight'`;
}

async function updateDeliveries(tx: Tx, given: string, now: Date): Promise<void> {
  const { outcome, status, attemptedAt, durationMs } = deliveries;
  const orBefore = (name: keyof typeof place, before: SQLiteColumn) =>
    sql`coalesce(${from(name)}, ${before})`;
  await tx
    .update(deliveries)
    .set({
      state: sql`${from('state')}`,
      dueAt: sql`${from('dueAt')}`,
      attempts: sql`attempts + (${from('at')} IS NOT NULL)`,
      lease: null,
      leaseUntil: null,
      outcome: orBefore('outcome', outcome),
      status: sql`iif(${from('at')} IS NULL, ${status}, ${from('status')})`,
      attemptedAt: orBefore('at', attemptedAt),
      durationMs: orBefore('durationMs', durationMs),
      endedAt: sql`CASE WHEN ${from('dueAt')} IS NULL THEN ${now.getTime()} END`,
    })
    .from(givenRows(given))
    .where(heldBy);
}

/** They could not go before anyhow; so nobody looks at them again and again until then. */
async function putOffFollowers(tx: Tx, rows: readonly Recorded[]): Promise<void> {
  const given = JSON.stringify(
    rows.map(({ id, dueAt, subscriptionId, channel }) => [
      id,
      dueAt?.getTime(),
      subscriptionId,
      channel,
    ]),
  );
  const of = (index: number) => sql.raw(`json_extract(given.value, '$[${index}]')`);
  await tx
    .update(deliveries)
    .set({ dueAt: sql`${of(1)}` })
    .from(sql`json_each(${given}) AS given`)
    .where(
      sql`deliveries.subscription_id = ${of(2)} AND deliveries.channel = ${of(3)} AND deliveries.ended_at IS NULL AND deliveries.state = 'due' AND deliveries.id > ${of(0)} AND deliveries.due_at < ${of(1)} AND deliveries.subject NOT LIKE 'test:%'`,
    );
}

/** None of them was tried yet: they were put off for what stood before them only. */
async function callFollowers(tx: Tx, ids: readonly SubscriptionId[], now: Date): Promise<void> {
  const given = JSON.stringify(ids);
  const waiting = sql`SELECT deliveries.id FROM json_each(${given}) AS given CROSS JOIN deliveries INDEXED BY deliveries_open ON deliveries.subscription_id = given.value AND deliveries.ended_at IS NULL WHERE deliveries.state = 'due' AND deliveries.attempts = 0 AND deliveries.due_at > ${now.getTime()}`;
  await tx
    .update(deliveries)
    .set({ dueAt: now })
    .where(sql`${deliveries.id} IN (${waiting})`);
}

/** Of a recipient that gets nothing more. What is under way ends by itself. */
export async function cancelWaiting(
  tx: Tx,
  subscriptionId: SubscriptionId,
  now: Date,
): Promise<void> {
  const open = sql`SELECT id FROM deliveries INDEXED BY deliveries_open WHERE subscription_id = ${subscriptionId} AND ended_at IS NULL AND state = 'due' AND subject NOT LIKE 'disabled:%'`;
  await tx
    .update(deliveries)
    .set({ state: 'cancelled', dueAt: null, endedAt: now })
    .where(sql`${deliveries.id} IN (${open})`);
}
