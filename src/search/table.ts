import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Language } from '../core/language.ts';
import type { Kind } from './model.ts';

/**
 * What can be found, one row for each page or part of one: made anew of what is public, so it may be emptied at
 * any time. Triggers keep the FTS5 index `search_index` of it, which drizzle does not know (decision 038).
 */
export const searchDocuments = sqliteTable('search_documents', {
  /** The index names its rows by it, so it must outlive VACUUM. */
  id: integer('id').primaryKey(),
  kind: text('kind').$type<Kind>().notNull(),
  /** Names one of its kind, as its address does. */
  key: text('key').notNull(),
  title: text('title').notNull(),
  body: text('body').notNull(),
  /** Found by them and not shown. */
  words: text('words').notNull(),
  /** Of the pages that show it so; empty: of all. */
  language: text('language').$type<Language | ''>().notNull().default(''),
  /** SHA-256 of the rest. */
  digest: text('digest').notNull().unique(),
});

/** One row: which publication version the documents are of. */
export const searchState = sqliteTable('search_state', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
  /** Which way of making documents made them. */
  form: integer('form').notNull(),
});
