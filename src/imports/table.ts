import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { document, instant } from '../db/columns.ts';
import type { Mapping } from './model/mapping.ts';

/** What the columns of a list mean, by the name under which a person keeps the source. */
export const importMappings = sqliteTable('import_mappings', {
  source: text('source').primaryKey(),
  mapping: document<Mapping>('mapping').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
