import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ReplyTemplateId } from '../core/ids.ts';
import { instant } from '../db/columns.ts';
import type { Language } from '../core/language.ts';

export const replyTemplates = sqliteTable('reply_templates', {
  id: text('id').$type<ReplyTemplateId>().primaryKey(),
  name: text('name').notNull().unique(),
  language: text('language').$type<Language>().notNull(),
  text: text('text').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull(),
});
