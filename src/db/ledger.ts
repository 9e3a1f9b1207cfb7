import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Json } from '../core/canonical-json.ts';
import type { EventId } from '../core/ids.ts';
import { document, flag, instant } from './columns.ts';

export type EventData = { readonly [key: string]: Json | undefined };

/**
 * The record of facts: append-only and gap-free. The register, the change log, the feeds and the
 * audit trail are readers of it. Triggers in the first migration refuse UPDATE and DELETE.
 */
export const events = sqliteTable(
  'events',
  {
    /** 1, 2, 3, … without a gap. */
    seq: integer('seq').primaryKey(),
    id: text('id').$type<EventId>().notNull().unique(),
    /** Shared by the events of one commit. */
    commitId: text('commit_id').notNull(),
    /** Record time: when it was stored here. Never decreases with `seq`. */
    at: instant('at').notNull(),
    /** `staff:key_…`, `system:due-changes`; ids only, so that a person can be erased. */
    actor: text('actor').notNull(),
    /** Past tense, `change.published`. */
    action: text('action').notNull(),
    /** What it is about, `batch:bat_…`. */
    subject: text('subject').notNull(),
    /** Never personal data: it can not be erased from here. */
    data: document<EventData>('data').notNull(),
    /** Whether the public may see it; the newest public `seq` is the publication version. */
    public: flag('public').notNull(),
  },
  (table) => [
    index('events_public').on(table.public, table.seq),
    index('events_commit').on(table.commitId),
    index('events_subject').on(table.subject, table.seq),
    check('events_seq_positive', sql`${table.seq} > 0`),
  ],
);

export type StoredEvent = typeof events.$inferSelect;
