import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../db/columns.ts';

/**
 * Files that nothing names: their rows are gone, or not there yet. Once it is `at`, the schedule deletes them
 * from the store, and tries again where that fails.
 */
export const doomedFiles = sqliteTable(
  'doomed_files',
  { key: text('key').primaryKey(), at: instant('at').notNull() },
  (table) => [index('doomed_files_at').on(table.at)],
);
