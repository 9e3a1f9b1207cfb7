import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gte,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  sql,
} from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';
import { outbox } from '../../db/outbox.ts';
import type { Channel, Subscription } from '../../subscribers/model/subscription.ts';
import type { DeliveryState, Outcome } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

export type Delivery = Omit<typeof deliveries.$inferSelect, 'lease' | 'leaseUntil'> & {
  /** What the event is about: `change:14`. */
  readonly about: string | null;
};

export type DeliveryFilter = {
  readonly before?: number | undefined;
  /** Place of an event in the ledger. */
  readonly event?: number | undefined;
  /** What events are about: `change:14`, `update:3`. */
  readonly about?: string | undefined;
  readonly subscription?: SubscriptionId | undefined;
  readonly channel?: Channel | undefined;
  readonly state?: DeliveryState | undefined;
  readonly outcome?: Outcome | undefined;
};

const { lease: _lease, leaseUntil: _leaseUntil, ...columns } = getTableColumns(deliveries);
const shown = { ...columns, about: events.subject };

/** Newest first. */
export async function selectDeliveries(
  db: Db,
  filter: DeliveryFilter,
  limit: number,
): Promise<readonly Delivery[]> {
  const { state } = filter;
  return db
    .select(shown)
    .from(deliveries)
    .leftJoin(events, eq(events.seq, deliveries.seq))
    .where(isAsked(filter))
    .orderBy(isRare(state) ? sql`+${deliveries.id} DESC` : desc(deliveries.id))
    .limit(limit);
}

/** How many a filter selects, up to `most`. */
export async function countDeliveries(
  db: Db,
  filter: DeliveryFilter,
  most: number,
): Promise<number> {
  const some = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(isAsked(filter))
    .limit(most)
    .as('some');
  const [row] = await db.select({ count: count() }).from(some);
  return row?.count ?? 0;
}

function isAsked({ before, event, about, subscription, channel, state, outcome }: DeliveryFilter) {
  return and(
    before === undefined ? undefined : lt(deliveries.id, before),
    event === undefined ? undefined : eq(deliveries.seq, event),
    about === undefined ? undefined : isAbout(about),
    subscription === undefined ? undefined : eq(deliveries.subscriptionId, subscription),
    channel === undefined ? undefined : eq(deliveries.channel, channel),
    state === undefined ? undefined : isIn(state),
    outcome === undefined ? undefined : eq(deliveries.outcome, outcome),
  );
}

// Nearly everything is accepted. The rest has partial indexes, which SQLite uses where the statement
// says their condition and, by the plus, where it gains nothing by walking through all ids instead.
function isRare(state: DeliveryState | undefined): boolean {
  return state !== undefined && state !== 'accepted';
}

function isIn(state: DeliveryState) {
  const isThat = eq(deliveries.state, state);
  if (!isRare(state)) return isThat;
  const isOpen = state === 'due' || state === 'in-flight';
  const { endedAt } = deliveries;
  return and(isThat, isOpen ? isNull(endedAt) : isNotNull(endedAt));
}

// Few events are about one thing, and each has its place in the index of deliveries.
function isAbout(subject: string) {
  return sql`${deliveries.seq} IN (SELECT e.seq FROM events e WHERE e.subject = ${subject})`;
}

export async function selectDelivery(db: Db, id: number): Promise<Delivery | undefined> {
  const [row] = await db
    .select(shown)
    .from(deliveries)
    .leftJoin(events, eq(events.seq, deliveries.seq))
    .where(eq(deliveries.id, id));
  return row;
}

/** What has not ended and was queued at that moment or before, oldest first. */
export async function selectStuck(
  db: Db,
  before: Date,
  limit: number,
): Promise<readonly Delivery[]> {
  return (
    db
      .select(shown)
      .from(deliveries)
      .leftJoin(events, eq(events.seq, deliveries.seq))
      .where(and(isNull(deliveries.endedAt), lte(deliveries.createdAt, before)))
      // Not by id: SQLite would walk through all that ever ended to find the few that have not.
      .orderBy(asc(deliveries.createdAt))
      .limit(limit)
  );
}

export type ToldBefore = Pick<Delivery, 'subject' | 'state' | 'endedAt'>;

/** The deliveries to one recipient whose subject begins so, e.g. `event:`. */
export async function selectSubjects(
  db: Db,
  subscription: SubscriptionId,
  beginning: string,
): Promise<readonly ToldBefore[]> {
  return db
    .select({ subject: deliveries.subject, state: deliveries.state, endedAt: deliveries.endedAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.subscriptionId, subscription),
        gte(deliveries.subject, beginning),
        // The character behind everything that a subject may go on with.
        lt(deliveries.subject, `${beginning}~`),
      ),
    );
}

/** Places in the ledger of what was published in a time and is planned, of what somebody follows. */
export async function selectFollowed(
  db: Db,
  subscription: Pick<Subscription, 'topics' | 'services'>,
  { from, until }: { readonly from: Date; readonly until: Date },
  limit: number,
): Promise<readonly number[]> {
  const isThen = and(gte(outbox.at, from), lte(outbox.at, until), isNotNull(outbox.plannedAt));
  const rows = await db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(and(isThen, isFollowedBy(subscription)))
    .orderBy(asc(outbox.seq))
    .limit(limit);
  return rows.map(({ seq }) => seq);
}

/** The same of what is not planned yet, where this recipient, confirmed before, has no delivery of it. */
export async function selectNotPlannedFor(
  db: Db,
  subscription: Subscription,
): Promise<readonly number[]> {
  const { id, channel, confirmedAt } = subscription;
  const mine = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.subscriptionId, id),
        sql`${deliveries.subject} = 'event:' || ${outbox.seq}`,
      ),
    );
  const rows = await db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(
      and(
        isNull(outbox.plannedAt),
        isFollowedBy(subscription),
        confirmedAt === undefined ? undefined : gte(outbox.at, confirmedAt),
        channel === 'webhook' ? undefined : eq(outbox.quiet, false),
        notExists(mine),
      ),
    )
    .orderBy(asc(outbox.seq));
  return rows.map(({ seq }) => seq);
}

function isFollowedBy({ topics, services }: Pick<Subscription, 'topics' | 'services'>) {
  const theirs = JSON.stringify(services);
  const concerns = sql`(${outbox.services} = '[]' OR EXISTS (SELECT 1 FROM json_each(${outbox.services}) WHERE value IN (SELECT value FROM json_each(${theirs}))))`;
  return and(
    sql`${outbox.topic} IN (SELECT value FROM json_each(${JSON.stringify(topics)}))`,
    services.length === 0 ? undefined : concerns,
  );
}

/** What has not ended of one recipient, in the order in which they are to be told. */
export async function selectOpen(
  db: Db,
  subscription: SubscriptionId,
): Promise<readonly Pick<Delivery, 'subject' | 'cargo'>[]> {
  return db
    .select({ subject: deliveries.subject, cargo: deliveries.cargo })
    .from(deliveries)
    .where(and(eq(deliveries.subscriptionId, subscription), isNull(deliveries.endedAt)))
    .orderBy(asc(deliveries.id));
}

/** The numbers of deliveries that were queued by their keys, in order. */
export async function selectIds(
  db: Db,
  rows: readonly Pick<Delivery, 'subscriptionId' | 'subject'>[],
): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const keys = JSON.stringify(rows.map(({ subscriptionId, subject }) => [subscriptionId, subject]));
  const found = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      sql`(${deliveries.subscriptionId}, ${deliveries.subject}) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(${keys}))`,
    )
    .orderBy(asc(deliveries.id));
  return found.map(({ id }) => id);
}
