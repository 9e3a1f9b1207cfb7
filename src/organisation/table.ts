import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { document } from '../db/columns.ts';
import type { Organisation, Service } from './model.ts';

/** One row, id 1: a deployment serves one organisation. */
export const organisations = sqliteTable('organisation', {
  id: integer('id').primaryKey(),
  profile: document<Organisation>('profile').notNull(),
  version: integer('version').notNull(),
});

export const services = sqliteTable('services', {
  slug: text('slug').primaryKey(),
  name: text('name').notNull(),
  description: text('description'),
  position: integer('position'),
  translations: document<Service['translations']>('translations'),
  version: integer('version').notNull(),
});
