import { and, asc, eq, getTableColumns, gt, inArray, lte, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { unseal } from '../../core/sealed.ts';
import type { Db } from '../../db/client.ts';
import type { Channel, Subscription } from '../model/subscription.ts';
import type { Tells } from '../model/topics.ts';
import { subscriptions } from '../table.ts';

export const sealPurpose = 'address seal';

export async function selectSubscriptions(
  db: Db,
  keys: Keys,
  ids: readonly SubscriptionId[],
): Promise<readonly Subscription[]> {
  if (ids.length === 0) return [];
  // One bound value, however many ids, and one column: thousands are read while they are sent to, and
  // taking a row apart column by column costs several times what reading it does.
  const rows = await db
    .select({ row: wholeRow })
    .from(subscriptions)
    .where(sql`${subscriptions.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return rows.map(({ row }) => toSubscription(keys, rowOf(row)));
}

const columns = Object.entries(getTableColumns(subscriptions));
const wholeRow = sql<string>`json_array(${sql.join(
  columns.map(([, column]) => sql`${column}`),
  sql`, `,
)})`;

function rowOf(text: string): typeof subscriptions.$inferSelect {
  const values: readonly unknown[] = JSON.parse(text);
  const pairs = columns.map(([name, column], index) => {
    const value = values[index] ?? null;
    return [name, value === null ? null : column.mapFromDriverValue(value)];
  });
  // Each column reads its own value, as drizzle would have it do.
  return Object.fromEntries(pairs) as typeof subscriptions.$inferSelect;
}

export async function selectByAddress(
  db: Db,
  keys: Keys,
  addressHash: string,
): Promise<readonly Subscription[]> {
  const rows = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.addressHash, addressHash));
  return rows.map((row) => toSubscription(keys, row));
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
  const follows = sql`EXISTS (SELECT 1 FROM json_each(${subscriptions.topics}) WHERE value = ${topic})`;
  const concerns = sql`(${subscriptions.services} = '[]' OR EXISTS (SELECT 1 FROM json_each(${subscriptions.services}) WHERE value IN (SELECT value FROM json_each(${JSON.stringify(services)}))))`;
  const isTold = and(
    eq(subscriptions.frequency, 'immediate'),
    lte(subscriptions.confirmedAt, at),
    inArray(subscriptions.stream, ['subscriber', 'contract']),
    follows,
    services.length === 0 ? undefined : concerns,
    quiet ? eq(subscriptions.channel, 'webhook') : undefined,
  );
  // A condition would look through everybody for the few that follow a rare topic, at one go.
  const rows = await db
    .select({
      id: subscriptions.id,
      channel: subscriptions.channel,
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
  readonly told: readonly { readonly id: SubscriptionId; readonly channel: Channel }[];
  readonly last?: SubscriptionId;
};

/** An address that was sealed under another SECRET_KEY is absent, as if it were not known. */
export function toSubscription(keys: Keys, row: typeof subscriptions.$inferSelect): Subscription {
  const { address, addressHash: _, host: _host, contact, ...rest } = row;
  const given = Object.entries(rest).filter(([, value]) => value !== null);
  return {
    // Columns that are null are fields that are absent; the rest are of the same names and types.
    ...(Object.fromEntries(given) as Omit<Subscription, 'address' | 'contact'>),
    ...opened(keys, 'address', address),
    ...opened(keys, 'contact', contact),
  };
}

/** One row that can not be opened must not hold up those that are read with it. */
function opened(keys: Keys, name: 'address' | 'contact', sealed: string | null) {
  if (sealed === null) return {};
  try {
    return { [name]: unseal(keys.derive(sealPurpose), sealed) };
  } catch {
    return {};
  }
}
