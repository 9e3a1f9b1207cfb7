import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../db/columns.ts';

/** Files whose rows are gone: deleted from the store by the schedule, which may fail and try again. */
export const doomedFiles = sqliteTable(
  'doomed_files',
  { key: text('key').primaryKey(), at: instant('at').notNull() },
  (table) => [index('doomed_files_at').on(table.at)],
);
