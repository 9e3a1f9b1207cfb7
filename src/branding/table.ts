import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { document } from '../db/columns.ts';
import type { BrandingFacts, Logo } from './model.ts';

/** One row, id 1: a deployment serves one organisation. */
export const branding = sqliteTable('branding', {
  id: integer('id').primaryKey(),
  facts: document<BrandingFacts>('facts').notNull(),
  /** A few kB, so that it needs no store of files. */
  logo: document<Logo>('logo'),
  version: integer('version').notNull(),
});
