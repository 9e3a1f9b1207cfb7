import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CopyLinkId, RightsRequestId, StaffId } from '../core/ids.ts';
import { document, instant } from '../db/columns.ts';
import type { AddressProof } from './model.ts';
import type { Findings } from './model/findings.ts';
import type { Place, RunAct } from './model/run.ts';

/** Further addresses of the person who asks, added by staff. */
export const subjectAddresses = sqliteTable(
  'subject_addresses',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    requestId: text('request_id').$type<RightsRequestId>().notNull(),
    /** Sealed. */
    address: text('address').notNull(),
    addressHash: text('address_hash').notNull(),
    proof: text('proof').$type<AddressProof>().notNull(),
    addedBy: text('added_by').$type<StaffId>().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    uniqueIndex('subject_addresses_request').on(table.requestId, table.addressHash),
    index('subject_addresses_hash').on(table.addressHash, table.id),
  ],
);

/** Erasing or correcting all records of a person: how far it is and what became of them. */
export const personalDataRuns = sqliteTable(
  'personal_data_runs',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    requestId: text('request_id').$type<RightsRequestId>().notNull(),
    act: text('act').$type<RunAct>().notNull(),
    startedAt: instant('started_at').notNull(),
    startedBy: text('started_by').$type<StaffId>().notNull(),
    finishedAt: instant('finished_at'),
    place: document<Place>('place').notNull(),
    findings: document<Findings>('findings').notNull(),
    /** Whose data it is and what is to be corrected, sealed; emptied once it is done. */
    matter: text('matter'),
    /** Who works at it; another may once `lease_until` is over. */
    lease: text('lease'),
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    index('personal_data_runs_request').on(table.requestId, table.id),
    // Begun twice at once: one of them is refused here.
    uniqueIndex('personal_data_runs_open')
      .on(table.requestId)
      .where(sql`finished_at IS NULL`),
  ],
);

/** Links of one use to a copy, each with the session for which it was exchanged. The copy itself is stored nowhere. */
export const dataCopies = sqliteTable(
  'data_copies',
  {
    id: text('id').$type<CopyLinkId>().primaryKey(),
    requestId: text('request_id').$type<RightsRequestId>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    /** SHA-256 of the session's secret, hexadecimal. */
    secretHash: text('secret_hash').unique(),
    sessionEndsAt: instant('session_ends_at'),
  },
  (table) => [index('data_copies_request').on(table.requestId, table.createdAt)],
);
