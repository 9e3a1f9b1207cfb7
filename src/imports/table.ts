import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BatchId, ListImportId } from '../core/ids.ts';
import { document, instant } from '../db/columns.ts';
import type { Mapping } from './model/mapping.ts';

/** What the columns of a list mean, by the name under which a person keeps the source. */
export const importMappings = sqliteTable('import_mappings', {
  source: text('source').primaryKey(),
  mapping: document<Mapping>('mapping').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** Lists that somebody is about to import, between the steps of the console. Operational. */
export const listImports = sqliteTable(
  'list_imports',
  {
    id: text('id').$type<ListImportId>().primaryKey(),
    /** Whose it is, as the record names them; nobody else sees it. */
    owner: text('owner').notNull(),
    /** Sealed: the list, what its columns mean, and what was decided. Empty once it is in a batch. */
    sealed: text('sealed').notNull(),
    version: integer('version').notNull(),
    /** The batch that was made of it. */
    batchId: text('batch_id').$type<BatchId>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('list_imports_owner').on(table.owner),
    index('list_imports_expiry').on(table.expiresAt),
  ],
);
