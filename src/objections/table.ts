import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CustomerId, ObjectionId, SubscriptionId } from '../core/ids.ts';
import { day, document, flag, instant } from '../db/columns.ts';
import type { Language } from '../core/language.ts';
import type {
  ObjectionGround,
  ObjectionSource,
  ObjectionState,
  Objector,
  Resolution,
} from './model.ts';

export const objections = sqliteTable(
  'objections',
  {
    id: text('id').$type<ObjectionId>().primaryKey(),
    reference: text('reference').notNull().unique(),
    changeId: integer('change_id').notNull(),
    customerId: text('customer_id').$type<CustomerId>(),
    state: text('state').$type<ObjectionState>().notNull(),
    resolution: text('resolution').$type<Resolution>(),
    isLate: flag('is_late').notNull(),
    receivedAt: instant('received_at').notNull(),
    source: text('source').$type<ObjectionSource>().notNull(),
    ground: text('ground').$type<ObjectionGround>().notNull(),
    statement: text('statement'),
    request: text('request'),
    objector: document<Objector>('objector'),
    /** HMAC of the mail address (subscribers/model/address.ts): one address, one case for a change. */
    addressHash: text('address_hash'),
    language: text('language').$type<Language>().notNull(),
    subscriptionId: text('subscription_id').$type<SubscriptionId>(),
    confirmedAt: instant('confirmed_at'),
    terminationUntil: day('termination_until'),
    endedAt: instant('ended_at'),
    linkVersion: integer('link_version').notNull().default(1),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    uniqueIndex('objections_case')
      .on(table.changeId, table.addressHash)
      .where(sql`address_hash IS NOT NULL AND ended_at IS NULL`),
    index('objections_address')
      .on(table.addressHash, table.id)
      .where(sql`address_hash IS NOT NULL`),
    index('objections_change').on(table.changeId, table.id),
    index('objections_customer').on(table.customerId, table.changeId),
    index('objections_received').on(table.receivedAt, table.id),
    index('objections_termination')
      .on(table.terminationUntil)
      .where(sql`state = 'termination-right-open'`),
  ],
);

/** What was written on a case, oldest first. A repeated submission has a reference of its own. */
export const objectionMessages = sqliteTable(
  'objection_messages',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    objectionId: text('objection_id')
      .$type<ObjectionId>()
      .notNull()
      .references(() => objections.id),
    at: instant('at').notNull(),
    author: text('author').$type<'objector' | 'staff'>().notNull(),
    /** Empty once erased. */
    text: text('text').notNull(),
    reference: text('reference').unique(),
  },
  (table) => [index('objection_messages_case').on(table.objectionId, table.id)],
);
