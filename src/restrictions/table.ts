import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { RightsRequestId, StaffId } from '../core/ids.ts';
import { instant } from '../db/columns.ts';
import type { RestrictionKind } from './model.ts';

/** What is not to be done with the data of an address. */
export const restrictions = sqliteTable(
  'restrictions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** HMAC of the mail address (subscribers/model/address.ts). */
    addressHash: text('address_hash').notNull(),
    kind: text('kind').$type<RestrictionKind>().notNull(),
    requestId: text('request_id').$type<RightsRequestId>().notNull(),
    setBy: text('set_by').$type<StaffId>().notNull(),
    since: instant('since').notNull(),
    liftsAt: instant('lifts_at'),
    liftedAt: instant('lifted_at'),
  },
  (table) => [
    // Set twice at once by one request: one of them is refused here.
    uniqueIndex('restrictions_in_force')
      .on(table.addressHash, table.kind, table.requestId)
      .where(sql`lifted_at IS NULL`),
    index('restrictions_request').on(table.requestId),
    index('restrictions_lifting')
      .on(table.liftsAt)
      .where(sql`lifts_at IS NOT NULL AND lifted_at IS NULL`),
  ],
);
