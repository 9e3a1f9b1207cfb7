import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CustomerId, RightsRequestId, StaffId, SubscriptionId } from '../core/ids.ts';
import { day, document, flag, instant } from '../db/columns.ts';
import type { AssigneeId } from '../staff/model.ts';
import type { Language } from '../core/language.ts';
import type {
  Authority,
  Clock,
  Identity,
  Item,
  LawId,
  Message,
  Person,
  Relation,
  Representative,
  RightsSource,
  RightsState,
  Standing,
} from './model.ts';
import type { Figures } from './model/figures.ts';
import type { Settings } from './model/settings.ts';

export const rightsRequests = sqliteTable(
  'rights_requests',
  {
    id: text('id').$type<RightsRequestId>().primaryKey(),
    reference: text('reference').notNull().unique(),
    law: text('law').$type<LawId>().notNull(),
    who: text('who').$type<Standing>().notNull(),
    relation: text('relation').$type<Relation>().notNull(),
    source: text('source').$type<RightsSource>().notNull(),
    state: text('state').$type<RightsState>().notNull(),
    controller: text('controller').$type<'us' | 'customer'>().notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Year of receipt in the organisation's time zone: figures are by year. */
    year: integer('year').notNull(),
    clock: document<Clock>('days').notNull(),
    items: document<readonly Item[]>('items').notNull(),
    /** The next of its days, so that a list can be in their order; null where none is, or it is closed. */
    nextDueOn: day('next_due_on'),
    /** Since when an answer of the person is awaited. */
    awaitedSince: day('awaited_since'),
    identity: document<Identity>('identity').notNull(),
    authority: text('authority').$type<Authority>().notNull(),
    /** These are null once erased. */
    person: document<Person>('person'),
    agent: document<Representative>('agent'),
    details: text('details'),
    /** HMAC of the mail address (subscribers/model/address.ts). */
    addressHash: text('address_hash'),
    agentHash: text('agent_hash'),
    /** What makes a request the same as another that is open: who, for whom, under which law, what. */
    sameness: text('sameness'),
    language: text('language').$type<Language>().notNull(),
    subscriptionId: text('subscription_id').$type<SubscriptionId>(),
    agentSubscriptionId: text('agent_subscription_id').$type<SubscriptionId>(),
    customerId: text('customer_id').$type<CustomerId>(),
    /** Of the person, or the staff key, that looks after it. */
    assignee: text('assignee').$type<AssigneeId>(),
    looksAutomated: flag('looks_automated').notNull().default(false),
    confirmedAt: instant('confirmed_at'),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by').$type<StaffId>(),
    appealedAt: instant('appealed_at'),
    endedAt: instant('ended_at'),
    linkVersion: integer('link_version').notNull().default(1),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    uniqueIndex('rights_requests_same')
      .on(table.sameness)
      .where(sql`sameness IS NOT NULL AND ended_at IS NULL`),
    index('rights_requests_due').on(table.nextDueOn, table.id),
    index('rights_requests_received').on(table.receivedAt, table.id),
    index('rights_requests_year').on(table.year, table.law),
    index('rights_requests_address')
      .on(table.addressHash, table.id)
      .where(sql`address_hash IS NOT NULL`),
    index('rights_requests_agent')
      .on(table.agentHash, table.id)
      .where(sql`agent_hash IS NOT NULL`),
    index('rights_requests_ended')
      .on(table.endedAt, table.id)
      .where(sql`ended_at IS NOT NULL`),
    index('rights_requests_awaited')
      .on(table.awaitedSince)
      .where(sql`awaited_since IS NOT NULL AND ended_at IS NULL`),
  ],
);

/** What was written on a case, oldest first; a `note` is for staff only. */
export const rightsMessages = sqliteTable(
  'rights_messages',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    requestId: text('request_id')
      .$type<RightsRequestId>()
      .notNull()
      .references(() => rightsRequests.id),
    at: instant('at').notNull(),
    author: text('author').$type<Message['author']>().notNull(),
    /** Empty once erased. */
    text: text('text').notNull(),
    reference: text('reference').unique(),
  },
  (table) => [index('rights_messages_case').on(table.requestId, table.id)],
);

/** One row: by which ways one can ask beside the form. */
export const rightsSettings = sqliteTable('rights_settings', {
  id: integer('id').primaryKey(),
  settings: document<Settings>('settings').notNull(),
  version: integer('version').notNull(),
});

/** Figures of a year as they were published. */
export const rightsFigures = sqliteTable('rights_figures', {
  year: integer('year').primaryKey(),
  figures: document<Figures>('figures').notNull(),
  publishedAt: instant('published_at').notNull(),
});
