import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../context.ts';
import type { StaffKeyId } from '../core/ids.ts';
import { instant } from '../db/columns.ts';

export const staffKeys = sqliteTable('staff_keys', {
  id: text('id').$type<StaffKeyId>().primaryKey(),
  /** Who answers for the key: personal data, so it stands here and never in an event. */
  holder: text('holder').notNull(),
  role: text('role').$type<Role>().notNull(),
  /** The first characters, to tell keys apart. */
  prefix: text('prefix').notNull(),
  /** SHA-256 of the whole key; the key itself is 178 random bits, so no slow hash is needed. */
  hash: text('hash').notNull().unique(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
});
