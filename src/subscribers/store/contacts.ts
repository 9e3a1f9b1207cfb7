import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll } from '../../db/insert-all.ts';
import type { Language } from '../../core/language.ts';
import type { DisabledReason, Subscription } from '../model/subscription.ts';
import { subscriptions, suppressions } from '../table.ts';
import type { SubscriptionRow } from './writing.ts';

/** What is known of contract contacts by the hashes of their addresses; those that left are not. */
export async function selectContractContacts(
  db: Db,
  hashes: readonly string[],
): Promise<readonly { readonly id: SubscriptionId; readonly hash: string | null }[]> {
  return db
    .select({ id: subscriptions.id, hash: subscriptions.addressHash })
    .from(subscriptions)
    .where(
      and(
        sql`${subscriptions.addressHash} IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`,
        sql`${subscriptions.stream} = 'contract'`,
        ne(subscriptions.state, 'left'),
      ),
    );
}

/** Contract contacts with a mailbox of this domain, as a whole; those that left are not. */
export async function selectContractContactsAt(
  db: Db,
  host: string,
): Promise<readonly SubscriptionId[]> {
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.host, host),
        eq(subscriptions.channel, 'email'),
        eq(subscriptions.stream, 'contract'),
        ne(subscriptions.state, 'left'),
      ),
    );
  return rows.map(({ id }) => id);
}

/** What staff name is in force as it is made; what a link names, once a mail to it was answered. */
export async function selectNamedByStaff(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly SubscriptionId[]> {
  if (ids.length === 0) return [];
  const { id, replaces, confirmedAt, createdAt } = subscriptions;
  const rows = await db
    .select({ id })
    .from(subscriptions)
    .where(and(isAmong(ids), or(isNull(replaces), eq(confirmedAt, createdAt))));
  return rows.map((row) => row.id);
}

export async function selectSuppressedAmong(
  db: Db,
  hashes: readonly string[],
): Promise<readonly { readonly addressHash: string; readonly reason: DisabledReason }[]> {
  return db
    .select({ addressHash: suppressions.addressHash, reason: suppressions.reason })
    .from(suppressions)
    .where(
      sql`${suppressions.addressHash} IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`,
    );
}

/** How they are reached, without their addresses. */
export async function selectReach(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly Pick<Subscription, 'id' | 'channel' | 'language' | 'state'>[]> {
  if (ids.length === 0) return [];
  const { id, channel, language, state } = subscriptions;
  return db.select({ id, channel, language, state }).from(subscriptions).where(isAmong(ids));
}

export async function insertSubscriptions(tx: Tx, rows: readonly SubscriptionRow[]): Promise<void> {
  await insertAll(tx, subscriptions, rows);
}

export async function updateLanguage(
  tx: Tx,
  ids: readonly SubscriptionId[],
  language: Language,
  changedAt: Date,
): Promise<void> {
  await tx.update(subscriptions).set({ language, changedAt }).where(isAmong(ids));
}

/** What these contract contacts are told of; topics that they chose beside it stay. */
export async function updateCover(
  tx: Tx,
  ids: readonly SubscriptionId[],
  services: readonly string[],
): Promise<void> {
  const listed = JSON.stringify(services);
  const { topics } = subscriptions;
  await tx
    .update(subscriptions)
    .set({
      services: sql`${listed}`,
      topics: sql`CASE WHEN ${follows} THEN ${topics} ELSE json_insert(${topics}, '$[#]', 'subprocessors') END`,
    })
    .where(
      and(
        isAmong(ids),
        ne(subscriptions.state, 'left'),
        sql`(${subscriptions.services} <> ${listed} OR NOT ${follows})`,
      ),
    );
}

/** They stand for nobody any more, so that no change of sub-processors is told to them. */
export async function endCover(tx: Tx, ids: readonly SubscriptionId[]): Promise<void> {
  await tx
    .update(subscriptions)
    .set({
      topics: sql`(SELECT json_group_array(value) FROM json_each(${subscriptions.topics}) WHERE value <> 'subprocessors')`,
    })
    .where(and(isAmong(ids), ne(subscriptions.state, 'left'), follows));
}

const follows = sql`EXISTS (SELECT 1 FROM json_each(${subscriptions.topics}) WHERE value = 'subprocessors')`;

function isAmong(ids: readonly SubscriptionId[]) {
  return sql`${subscriptions.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}
