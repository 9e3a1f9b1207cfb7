import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CustomerId, HoldId } from '../core/ids.ts';
import { day, document, flag, instant } from '../db/columns.ts';
import type { RuleFacts } from './model.ts';
import type { HeldCounts, HoldKind } from './model/holding.ts';

/** Rules as they were stated here; one of Annex that nobody changed has no row. */
export const retentionRules = sqliteTable('retention_rules', {
  id: text('id').primaryKey(),
  facts: document<RuleFacts>('facts').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull(),
});

/** Why records are kept for longer than their rule says. Kept when lifted: that there was one is part of the record. What was said of it is empty once erased. */
export const retentionHolds = sqliteTable(
  'retention_holds',
  {
    id: text('id').$type<HoldId>().primaryKey(),
    kind: text('kind').$type<HoldKind>().notNull(),
    /** Of one record: its rule and its id. */
    rule: text('rule'),
    recordId: text('record_id'),
    /** Or all records of a customer. */
    customerId: text('customer_id').$type<CustomerId>(),
    reason: text('reason').notNull(),
    /** Who answers for it, as staff call them. */
    owner: text('owner').notNull(),
    reviewOn: day('review_on').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    liftedAt: instant('lifted_at'),
    liftedFor: text('lifted_for'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('retention_holds_record')
      .on(table.recordId, table.rule)
      .where(sql`lifted_at IS NULL`),
    index('retention_holds_customer')
      .on(table.customerId)
      .where(sql`lifted_at IS NULL`),
    index('retention_holds_review').on(table.reviewOn, table.id),
  ],
);

/** One run of one rule on one day: how far it is, and what it did. It names no person. */
export const retentionRuns = sqliteTable(
  'retention_runs',
  {
    day: day('day').notNull(),
    rule: text('rule').notNull(),
    /** Of the rule: what is new or was changed is only looked at on the first day. */
    ruleVersion: integer('rule_version').notNull(),
    isDry: flag('is_dry').notNull(),
    /** What happened on it or before was due. */
    dueUntil: day('due_until').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    place: text('place'),
    due: integer('due').notNull(),
    purged: integer('purged').notNull(),
    held: document<HeldCounts>('held').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.rule] }),
    index('retention_runs_rule').on(table.rule, table.day),
  ],
);
