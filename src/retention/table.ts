import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { document, instant } from '../db/columns.ts';
import type { RuleFacts } from './model.ts';

/** Rules as they were stated here; one of Annex that nobody changed has no row. */
export const retentionRules = sqliteTable('retention_rules', {
  id: text('id').primaryKey(),
  facts: document<RuleFacts>('facts').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull(),
});
