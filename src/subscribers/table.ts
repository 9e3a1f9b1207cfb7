import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SubscriptionId } from '../core/ids.ts';
import { document, instant } from '../db/columns.ts';
import type { Language } from '../core/language.ts';
import type {
  Channel,
  DisabledReason,
  Frequency,
  Preferences,
  Stream,
  SubscriptionState,
} from './model/subscription.ts';
import type { Topic } from './model/topics.ts';

export const subscriptions = sqliteTable(
  'subscriptions',
  {
    id: text('id').$type<SubscriptionId>().primaryKey(),
    stream: text('stream').$type<Stream>().notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    /** Sealed (core/sealed.ts): URLs of webhooks and chats are keys to them. Null once left. */
    address: text('address'),
    /** HMAC of the normalised address under a key of this deployment: finds it, tells nothing. */
    addressHash: text('address_hash'),
    /** Domain of the address, which staff may see where the address itself is a key. */
    host: text('host'),
    /** Sealed mail address of a webhook's owner. */
    contact: text('contact'),
    topics: document<readonly Topic[]>('topics').notNull(),
    services: document<readonly string[]>('services').notNull(),
    language: text('language').$type<Language>().notNull(),
    frequency: text('frequency').$type<Frequency>().notNull(),
    state: text('state').$type<SubscriptionState>().notNull(),
    reason: text('reason').$type<DisabledReason>(),
    linkVersion: integer('link_version').notNull().default(1),
    secretGeneration: integer('secret_generation').notNull().default(1),
    previousSecretUntil: instant('previous_secret_until'),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    changedAt: instant('changed_at').notNull(),
    toldUpTo: integer('told_up_to').notNull().default(0),
    nextDigestAt: instant('next_digest_at'),
    /** A contract contact that ends once this one is confirmed. */
    replaces: text('replaces').$type<SubscriptionId>(),
  },
  (table) => [
    index('subscriptions_address').on(table.addressHash, table.id),
    index('subscriptions_host').on(table.host, table.id),
    // Few beside the subscribers, and looked for at every alert.
    index('subscriptions_chosen')
      .on(table.stream, table.id)
      .where(sql`stream <> 'subscriber'`),
    index('subscriptions_disabled')
      .on(table.id)
      .where(sql`state = 'disabled'`),
    index('subscriptions_active')
      .on(table.id)
      .where(sql`state = 'active'`),
    index('subscriptions_digest')
      .on(table.nextDigestAt)
      .where(sql`next_digest_at IS NOT NULL`),
    index('subscriptions_pending')
      .on(table.createdAt)
      .where(sql`state = 'pending'`),
    index('subscriptions_contact')
      .on(table.id)
      .where(sql`contact IS NOT NULL`),
  ],
);

/**
 * What the form was given, as it came: a worker looks whether the address is known, so that neither
 * the answer nor its time tells. Emptied as it is worked off.
 */
export const subscriptionRequests = sqliteTable(
  'subscription_requests',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    at: instant('at').notNull(),
    /** Later than `at` where the limit of its host makes it wait. */
    dueAt: instant('due_at').notNull(),
    /** Sealed. */
    address: text('address').notNull(),
    addressHash: text('address_hash').notNull(),
    preferences: document<Preferences>('preferences').notNull(),
  },
  (table) => [
    index('subscription_requests_address').on(table.addressHash, table.id),
    index('subscription_requests_due').on(table.dueAt, table.id),
  ],
);

/** Addresses that are never written to again, as hashes. */
export const suppressions = sqliteTable('suppressions', {
  addressHash: text('address_hash').primaryKey(),
  reason: text('reason').$type<DisabledReason>().notNull(),
  at: instant('at').notNull(),
});

/** How often something was tried in a window; `subject` is an HMAC under a key of the day. */
export const rateLimits = sqliteTable(
  'rate_limits',
  {
    subject: text('subject').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.windowStart] }),
    index('rate_limits_window').on(table.windowStart),
  ],
);
