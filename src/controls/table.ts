import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EventId } from '../core/ids.ts';
import { day, document, instant } from '../db/columns.ts';
import type { FactsOf, Kind, Status, StatusKind } from './model.ts';

/** What is stated now: the newest event of each. Few rows, read whole, so no index beside the key. */
export const trustStatements = sqliteTable(
  'trust_statements',
  {
    kind: text('kind').$type<Kind>().notNull(),
    key: text('key').notNull(),
    facts: document<FactsOf[Kind]>('facts').notNull(),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);

/** Every change of a status in the order of the ledger; numbered so that archive pages are ranges. */
export const statusChanges = sqliteTable('status_changes', {
  ordinal: integer('ordinal').primaryKey(),
  eventId: text('event_id').$type<EventId>().notNull(),
  kind: text('kind').$type<StatusKind>().notNull(),
  key: text('key').notNull(),
  title: text('title').notNull(),
  before: text('status_before').$type<Status>(),
  after: text('status_after').$type<Status>(),
  expectedOn: day('expected_on'),
  at: instant('at').notNull(),
});
