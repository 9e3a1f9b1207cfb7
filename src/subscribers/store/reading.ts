import { and, asc, count, eq, getTableColumns, gt, inArray, lte, ne, sql } from 'drizzle-orm';
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
  { topic, services, quiet, at }: Tells & { readonly at: Date },
  after: string,
  limit: number,
): Promise<Recipients> {
  const isTold = and(
    eq(subscriptions.frequency, 'immediate'),
    lte(subscriptions.confirmedAt, at),
    inArray(subscriptions.stream, ['subscriber', 'contract']),
    concerns({ topic, services }),
    quiet ? eq(subscriptions.channel, 'webhook') : undefined,
  );
  // A condition would look through everybody for the few that follow a rare topic, at one go.
  const rows = await db
    .select({
      id: subscriptions.id,
      channel: subscriptions.channel,
      stream: subscriptions.stream,
      addressHash: subscriptions.addressHash,
      isTold: sql<number | null>`${isTold}`,
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

export type Recipients = {
  readonly told: readonly {
    readonly id: SubscriptionId;
    readonly channel: Channel;
    readonly stream: Stream;
    readonly addressHash: string | null;
  }[];
  readonly last?: SubscriptionId;
};

/** How many hear of this by a digest. */
export async function countDigested(db: Db, tells: Tells): Promise<number> {
  const [row] = await db
    .select({ found: count() })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.state, 'active'),
        ne(subscriptions.frequency, 'immediate'),
        inArray(subscriptions.stream, ['subscriber', 'contract']),
        concerns(tells),
      ),
    );
  return row?.found ?? 0;
}

/** Who follows the topic and one of the services; no service named means all. */
function concerns({ topic, services }: Pick<Tells, 'topic' | 'services'>) {
  const follows = sql`EXISTS (SELECT 1 FROM json_each(${subscriptions.topics}) WHERE value = ${topic})`;
  const ofServices = sql`(${subscriptions.services} = '[]' OR EXISTS (SELECT 1 FROM json_each(${subscriptions.services}) WHERE value IN (SELECT value FROM json_each(${JSON.stringify(services)}))))`;
  return and(follows, services.length === 0 ? undefined : ofServices);
}

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
