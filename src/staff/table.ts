import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StaffKeyId } from '../core/ids.ts';
import { document, instant } from '../db/columns.ts';
import type { Approval } from './model/four-eyes.ts';
import type { Scope } from './model/permitting.ts';
import type { Role } from './model/roles.ts';

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
  /** Null where it may do all that its role may. */
  scopes: document<readonly Scope[]>('scopes'),
  expiresAt: instant('expires_at'),
  /** As the ledger names them; null of keys from before a second person was asked. */
  proposedBy: text('proposed_by'),
  approval: document<Approval>('approval'),
});

/** Operational: when a key was in use, and from where. A stretch ends after half an hour without a request. */
export const staffSignIns = sqliteTable(
  'staff_sign_ins',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** As the ledger names it: `staff:key_…`. */
    actor: text('actor').notNull(),
    /** HMAC of the client's address, which tells stretches apart; emptied with it. */
    clientHash: text('client_hash'),
    /** Sealed (core/sealed.ts); emptied after 90 days. */
    clientAddress: text('client_address'),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [
    index('staff_sign_ins_actor').on(table.actor, table.clientHash, table.lastAt),
    index('staff_sign_ins_key').on(table.actor, table.id),
    index('staff_sign_ins_address')
      .on(table.lastAt)
      .where(sql`client_address IS NOT NULL`),
  ],
);
