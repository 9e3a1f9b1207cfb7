import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DocumentId, EditionId } from '../core/ids.ts';
import { document, flag, instant } from '../db/columns.ts';
import type { DocumentFacts, EditionFacts, EditionState } from './model.ts';

/** Few rows, read whole. */
export const documents = sqliteTable('documents', {
  id: text('id').$type<DocumentId>().primaryKey(),
  slug: text('slug').notNull().unique(),
  facts: document<DocumentFacts>('facts').notNull(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull().default(1),
});

/** Versions of documents; the file of one lies in the blob store under its id and never changes. */
export const editions = sqliteTable(
  'document_editions',
  {
    id: text('id').$type<EditionId>().primaryKey(),
    documentId: text('document_id')
      .$type<DocumentId>()
      .notNull()
      .references(() => documents.id),
    number: integer('number').notNull(),
    state: text('state').$type<EditionState>().notNull(),
    facts: document<EditionFacts>('facts').notNull(),
    fileName: text('file_name').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    pages: integer('pages'),
    isUnprotectedWhenMarked: flag('is_unprotected_when_marked').notNull().default(false),
    uploadedAt: instant('uploaded_at').notNull(),
    issuedAt: instant('issued_at'),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    uniqueIndex('document_editions_number').on(table.documentId, table.number),
    uniqueIndex('document_editions_issued')
      .on(table.documentId)
      .where(sql`state = 'issued'`),
    index('document_editions_hash').on(table.sha256),
  ],
);
