import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CustomerId } from '../core/ids.ts';
import type { Terms } from '../customers/model.ts';
import { day, document, instant } from '../db/columns.ts';
import type { Block } from '../deliveries/model/letter.ts';
import type {
  Acknowledgement,
  Clock,
  HoldReason,
  Notice,
  NoticeState,
  WindowOutcome,
} from './model/notice.ts';

export const notices = sqliteTable(
  'notices',
  {
    changeId: integer('change_id').notNull(),
    round: integer('round').notNull(),
    customerId: text('customer_id').$type<CustomerId>().notNull(),
    seq: integer('seq').notNull(),
    announcedAt: instant('announced_at').notNull(),
    plannedEffectiveOn: day('planned_effective_on').notNull(),
    terms: document<Terms>('terms').notNull(),
    texts: document<Readonly<Record<string, string>>>('texts').notNull(),
    acknowledged: document<Acknowledgement>('acknowledged'),
    state: text('state').$type<NoticeState>().notNull(),
    clock: document<Clock>('clock'),
    /** From the clock, for what falls due. */
    objectionEndsOn: day('objection_ends_on'),
    earliestEffectOn: day('earliest_effect_on'),
    outcome: text('outcome').$type<WindowOutcome>(),
    closedAt: instant('closed_at'),
    approved: document<NonNullable<Notice['approved']>>('approved'),
    effectiveAt: instant('effective_at'),
    hold: text('hold').$type<HoldReason>(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.changeId, table.round, table.customerId] }),
    index('notices_customer').on(table.customerId, table.changeId),
    index('notices_seq').on(table.seq, table.customerId),
    // What may still move: looked through by the scheduled job.
    index('notices_open')
      .on(table.changeId, table.customerId)
      .where(sql`state <> 'ended' AND (effective_at IS NULL OR closed_at IS NULL)`),
  ],
);

/** Texts as they were sent, by their SHA-256: many customers get the same. */
export const noticeTexts = sqliteTable('notice_texts', {
  hash: text('hash').primaryKey(),
  language: text('language').notNull(),
  subject: text('subject').notNull(),
  /** Plain text, without the footer that holds each recipient's own links. */
  text: text('text').notNull(),
  blocks: document<readonly Block[]>('blocks').notNull(),
});
