import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Topic } from '../subscribers/model/topics.ts';
import { document, flag, instant } from './columns.ts';

/**
 * What is to be told: one row per event, however many follow it, written with the event itself. A
 * worker plans the deliveries from it in bounded batches and keeps its place in `plannedUpTo`.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    /** The event's place in the ledger. */
    seq: integer('seq').primaryKey(),
    topic: text('topic').$type<Topic>().notNull(),
    services: document<readonly string[]>('services').notNull(),
    quiet: flag('quiet').notNull(),
    at: instant('at').notNull(),
    /** The last subscription that has its delivery; the next batch begins behind it. */
    plannedUpTo: text('planned_up_to'),
    /** Set once every subscription has its delivery. */
    plannedAt: instant('planned_at'),
  },
  (table) => [
    index('outbox_unplanned')
      .on(table.seq)
      .where(sql`planned_at IS NULL`),
    index('outbox_topic').on(table.topic, table.seq),
  ],
);
