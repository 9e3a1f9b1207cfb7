import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { EventId, UpdateId } from '../core/ids.ts';
import { document, flag, instant } from '../db/columns.ts';
import type { Draft, IncidentStatus, Post, Severity, Thread, Topic } from './model.ts';

/** What staff write, private until it is published. A published one stays and says as what. */
export const updateDrafts = sqliteTable(
  'update_drafts',
  {
    id: text('id').$type<UpdateId>().primaryKey(),
    draft: document<Draft>('draft').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: integer('version').notNull(),
    /** The post it became. */
    thread: integer('thread'),
    position: integer('position'),
  },
  (table) => [index('update_drafts_created').on(table.createdAt, table.id)],
);

/** Threads as they stand: what replaying the ledger gives. */
export const updateThreads = sqliteTable(
  'update_threads',
  {
    /** 1, 2, 3, … without a gap. */
    number: integer('number').primaryKey(),
    topic: text('topic').$type<Topic>().notNull(),
    title: text('title').notNull(),
    translations: document<Thread['translations']>('translations'),
    /** Empty: every service. */
    services: document<readonly string[]>('services').notNull(),
    severity: text('severity').$type<Severity>(),
    status: text('status').$type<IncidentStatus>(),
    openedAt: instant('opened_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    postCount: integer('post_count').notNull(),
    withdrawn: flag('withdrawn').notNull(),
    /** An incident that goes on. */
    open: flag('open').notNull(),
  },
  (table) => [
    index('update_threads_topic').on(table.topic, table.number),
    index('update_threads_open').on(table.open, table.number),
  ],
);

/** Every post there has been, in the order of the ledger. Only a withdrawal is ever added to one. */
export const updatePosts = sqliteTable(
  'update_posts',
  {
    /**
     * With the withdrawals 1, 2, 3, … without a gap, so that an archive page of a feed is two indexed
     * ranges (RFC 5005).
     */
    ordinal: integer('ordinal').primaryKey(),
    eventId: text('event_id').$type<EventId>().notNull(),
    thread: integer('thread')
      .notNull()
      .references(() => updateThreads.number),
    position: integer('position').notNull(),
    topic: text('topic').$type<Topic>().notNull(),
    body: text('body').notNull(),
    translations: document<Post['translations']>('translations'),
    severity: text('severity').$type<Severity>(),
    status: text('status').$type<IncidentStatus>(),
    publishedAt: instant('published_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnFor: text('withdrawn_for'),
    withdrawnOrdinal: integer('withdrawn_ordinal'),
    withdrawnBy: text('withdrawn_by').$type<EventId>(),
  },
  (table) => [
    uniqueIndex('update_posts_thread').on(table.thread, table.position),
    index('update_posts_topic').on(table.topic, table.ordinal),
    index('update_posts_withdrawn').on(table.withdrawnOrdinal),
    index('update_posts_topic_withdrawn').on(table.topic, table.withdrawnOrdinal),
  ],
);
