import { and, asc, count, eq, getTableColumns, gt, inArray, lte, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { unseal } from '../../core/sealed.ts';
import type { Db } from '../../db/client.ts';
import type { Channel, Stream, Subscription } from '../model/subscription.ts';
import type { Tells } from '../model/topics.ts';
import { subscriptions } from '../table.ts';

export const sealPurpose = 'address seal';

export async function selectSubscriptions(
  db: Db,
  keys: Keys,
  ids: readonly SubscriptionId[],
): Promise<readonly Subscription[]> {
  if (ids.length === 0) return [];
  // One bound value and one row, however many: thousands are read while they are sent to, and taking
  // rows apart column by column costs several times what reading them does.
  const [found] = await db
    .select({ rows: sql<string>`json_group_array(${asRow})` })
    .from(subscriptions)
    .where(sql`${subscriptions.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  const rows: readonly (readonly unknown[])[] = JSON.parse(found?.rows ?? '[]');
  return rows.map((row) => toSubscription(keys, row));
}

const { addressHash: _, host: _host, ...shown } = getTableColumns(subscriptions);
const columns = Object.entries(shown);

/** What `toSubscription` reads, as JSON. */
export const asRow = sql<readonly unknown[]>`json_array(${sql.join(
  columns.map(([, column]) => sql`${column}`),
  sql`, `,
)})`.mapWith(JSON.parse);

/** Columns that are null are fields that are absent; the rest are of the same names and types. */
export function toSubscription(keys: Keys, row: readonly unknown[]): Subscription {
  const fields: Record<string, unknown> = {};
  columns.forEach(([name, column], index) => {
    const value = row[index] ?? null;
    if (value === null) return;
    const isSealed = column === shown.address || column === shown.contact;
    const given = isSealed ? opened(keys, String(value)) : column.mapFromDriverValue(value);
    if (given !== undefined) fields[name] = given;
  });
  // Each column reads its own value, as drizzle would have it do.
  return fields as Subscription;
}

/** Undefined for what was sealed under another SECRET_KEY: it must not hold up those that are read with it. */
export function opened(keys: Keys, sealed: string): string | undefined {
  try {
    return unseal(keys.derive(sealPurpose), sealed);
  } catch {
    return undefined;
  }
}

export async function selectByAddress(
  db: Db,
  keys: Keys,
  addressHash: string,
): Promise<readonly Subscription[]> {
  const rows = await db
    .select({ row: asRow })
    .from(subscriptions)
    .where(eq(subscriptions.addressHash, addressHash));
  return rows.map(({ row }) => toSubscription(keys, row));
}

/**
 * Looks at the next `limit` active subscriptions in the order of ids, after `after`: who of them is to
 * be told at once, and confirmed before it happened. `last` is the last one looked at; absent at the end.
 */
export async function selectRecipients(
  db: Db,
  told: Tells & { readonly at: Date },
  after: string,
  limit: number,
): Promise<Recipients> {
  // A condition would look through everybody for the few that follow a rare topic, at one go.
  const rows = await db
    .select({
      id: subscriptions.id,
      channel: subscriptions.channel,
      stream: subscriptions.stream,
      addressHash: subscriptions.addressHash,
      isTold: sql<number | null>`${isToldOf(told)}`,
    })
    .from(subscriptions)
    .where(
      and(sql`${subscriptions.state} = 'active'`, gt(subscriptions.id, asSubscriptionId(after))),
    )
    .orderBy(asc(subscriptions.id))
    .limit(limit);
  const last = rows.length < limit ? undefined : rows.at(-1)?.id;
  return { told: rows.filter((row) => row.isTold === 1), ...(last !== undefined && { last }) };
}

/** How many active subscriptions of these streams are to be told of it at once. */
export async function countTold(
  db: Db,
  told: Tells & { readonly at: Date },
  streams: readonly Stream[],
): Promise<number> {
  const isAmong = inArray(subscriptions.stream, [...streams]);
  const [row] = await db
    .select({ told: count() })
    .from(subscriptions)
    .where(and(sql`${subscriptions.state} = 'active'`, isAmong, isToldOf(told)));
  return row?.told ?? 0;
}

/** Which of them are to be told of it at once. */
function isToldOf({ topic, services, quiet, at }: Tells & { readonly at: Date }) {
  return and(
    eq(subscriptions.frequency, 'immediate'),
    lte(subscriptions.confirmedAt, at),
    follows({ topic, services }),
    quiet ? eq(subscriptions.channel, 'webhook') : undefined,
  );
}

function follows({ topic, services }: Pick<Tells, 'topic' | 'services'>) {
  const topical = sql`EXISTS (SELECT 1 FROM json_each(${subscriptions.topics}) WHERE value = ${topic})`;
  const concerned = sql`(${subscriptions.services} = '[]' OR EXISTS (SELECT 1 FROM json_each(${subscriptions.services}) WHERE value IN (SELECT value FROM json_each(${JSON.stringify(services)}))))`;
  return and(
    inArray(subscriptions.stream, ['subscriber', 'contract']),
    topical,
    services.length === 0 ? undefined : concerned,
  );
}

/** How many are told at once, and how many by their next digest. */
export type Told = { readonly atOnce: number; readonly inDigest: number };

export async function countFollowers(
  db: Db,
  tells: Pick<Tells, 'topic' | 'services'>,
): Promise<Told> {
  const rows = await db
    .select({ frequency: subscriptions.frequency, count: count() })
    .from(subscriptions)
    .where(and(sql`${subscriptions.state} = 'active'`, follows(tells)))
    .groupBy(subscriptions.frequency);
  const sum = (isAtOnce: boolean) =>
    rows
      .filter(({ frequency }) => (frequency === 'immediate') === isAtOnce)
      .reduce((total, row) => total + row.count, 0);
  return { atOnce: sum(true), inDigest: sum(false) };
}

export type Recipients = {
  readonly told: readonly {
    readonly id: SubscriptionId;
    readonly channel: Channel;
    readonly stream: Stream;
    readonly addressHash: string | null;
  }[];
  readonly last?: SubscriptionId;
};

/** By which each of these is found again; those that left have none. */
export async function selectHashes(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, string>> {
  const { id, addressHash } = subscriptions;
  const rows = await db
    .select({ id, addressHash })
    .from(subscriptions)
    .where(sql`${id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.flatMap((row) => (row.addressHash ? [[row.id, row.addressHash]] : [])));
}

export async function selectStreams(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, Stream>> {
  const { id, stream } = subscriptions;
  const rows = await db
    .select({ id, stream })
    .from(subscriptions)
    .where(sql`${id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map((row) => [row.id, row.stream]));
}
