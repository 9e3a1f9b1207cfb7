import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { SubscriptionId } from '../core/ids.ts';
import { document, instant } from '../db/columns.ts';
import type { Channel } from '../subscribers/model/subscription.ts';
import type { Cargo, DeliveryState, Outcome } from './model/delivery.ts';
import type { KeptMail } from './model/kept.ts';

/** One row per event, recipient and channel; ids rise in the order in which a recipient is to be told. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    subscriptionId: text('subscription_id').$type<SubscriptionId>().notNull(),
    subject: text('subject').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    cargo: document<Cargo>('cargo').notNull(),
    /** The event's place in the ledger, where it tells of one. */
    seq: integer('seq'),
    state: text('state').$type<DeliveryState>().notNull(),
    /** Null once it has ended. */
    dueAt: instant('due_at'),
    attempts: integer('attempts').notNull().default(0),
    lease: text('lease'),
    leaseUntil: instant('lease_until'),
    /** Of the last attempt. */
    outcome: text('outcome').$type<Outcome>(),
    status: integer('status'),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    /** Of the last attempt too, as long as it stands here; null where it stands among `deliveryAttempts`. */
    attemptedAt: instant('attempted_at'),
    durationMs: integer('duration_ms'),
  },
  (table) => [
    uniqueIndex('deliveries_key').on(table.subscriptionId, table.subject, table.channel),
    index('deliveries_due')
      .on(table.dueAt, table.id)
      .where(sql`state = 'due'`),
    index('deliveries_leased')
      .on(table.leaseUntil)
      .where(sql`state = 'in-flight'`),
    index('deliveries_open')
      .on(table.subscriptionId, table.id)
      .where(sql`ended_at IS NULL`),
    // What the figures count.
    index('deliveries_ended')
      .on(table.state, table.endedAt, table.channel)
      .where(sql`ended_at IS NOT NULL`),
    index('deliveries_recipient').on(table.subscriptionId, table.id),
    index('deliveries_event').on(table.seq, table.id),
  ],
);

/** Those before the last one: nearly all deliveries are accepted at once and have none here. */
export const deliveryAttempts = sqliteTable(
  'delivery_attempts',
  {
    deliveryId: integer('delivery_id').notNull(),
    /** 1, 2, 3, … */
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    status: integer('status'),
    durationMs: integer('duration_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
);

/** Mails that were kept instead of sent: a loopback deployment without MAIL_URL. */
export const keptMails = sqliteTable('kept_mails', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  at: instant('at').notNull(),
  mail: document<KeptMail>('mail').notNull(),
});
