import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { CustomerId, SubscriptionId } from '../core/ids.ts';
import { day, document, instant } from '../db/columns.ts';
import type { Terms } from './model.ts';

export const contractProfiles = sqliteTable('contract_profiles', {
  slug: text('slug').primaryKey(),
  name: text('name').notNull(),
  terms: document<Terms>('terms').notNull(),
  version: integer('version').notNull(),
});

/** Secret, and in part personal data: never in a public event, and erasable. */
export const customers = sqliteTable(
  'customers',
  {
    id: text('id').$type<CustomerId>().primaryKey(),
    /** Empty once erased. */
    name: text('name').notNull(),
    reference: text('reference'),
    services: document<readonly string[]>('services').notNull(),
    regions: document<readonly string[]>('regions').notNull(),
    profile: text('profile')
      .notNull()
      .references(() => contractProfiles.slug),
    overrides: document<Partial<Terms>>('overrides').notNull(),
    agreementFrom: day('agreement_from').notNull(),
    agreementUntil: day('agreement_until'),
    postTerminationDays: integer('post_termination_days').notNull(),
    linkVersion: integer('link_version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull(),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    uniqueIndex('customers_reference')
      .on(table.reference)
      .where(sql`reference IS NOT NULL`),
    index('customers_profile').on(table.profile),
    index('customers_agreement').on(table.agreementUntil),
  ],
);

export const customerContacts = sqliteTable(
  'customer_contacts',
  {
    customerId: text('customer_id')
      .$type<CustomerId>()
      .notNull()
      .references(() => customers.id),
    subscriptionId: text('subscription_id').$type<SubscriptionId>().notNull(),
    role: text('role').notNull(),
    name: text('name'),
    addedAt: instant('added_at').notNull(),
    removedAt: instant('removed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.subscriptionId] }),
    index('customer_contacts_subscription').on(table.subscriptionId),
  ],
);

/** What a customer said about its contacts on its own page, until staff have seen to it. */
export const contactCorrections = sqliteTable(
  'contact_corrections',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    customerId: text('customer_id')
      .$type<CustomerId>()
      .notNull()
      .references(() => customers.id),
    /** The contact that it is about; absent for somebody new. */
    subscriptionId: text('subscription_id').$type<SubscriptionId>(),
    at: instant('at').notNull(),
    /** Sealed (core/sealed.ts): a name and an address. */
    said: text('said').notNull(),
  },
  (table) => [index('contact_corrections_customer').on(table.customerId)],
);
