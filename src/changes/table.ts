import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { EventId, SubprocessorId } from '../core/ids.ts';
import { day, document, instant } from '../db/columns.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import type { Aspect, ChangeClass, Emergency, ItemKind, StepDetail, StepName } from './model.ts';

export const changes = sqliteTable(
  'changes',
  {
    id: integer('id').primaryKey(),
    class: text('class').$type<ChangeClass>().notNull(),
    reason: text('reason').notNull(),
    effectiveOn: day('effective_on').notNull(),
    publishedAt: instant('published_at').notNull(),
    /** Absent while the change is announced and not yet in effect. */
    tookEffectAt: instant('took_effect_at'),
    /** Present for what was imported from a history: when that says it was published. */
    claimedAt: instant('claimed_at'),
    /** The last day to object on general terms. */
    objectionEndsOn: day('objection_ends_on'),
    /** Set by the step that says so, emptied by a postponement that moves the window. */
    closingToldAt: instant('closing_told_at'),
    windowClosedAt: instant('window_closed_at'),
    /** Withdrawn or superseded. */
    withdrawnAt: instant('withdrawn_at'),
    emergency: document<Emergency>('emergency'),
    supersedes: integer('supersedes'),
    /** 1, and one more whenever a material change starts every customer's clock anew. */
    round: integer('round').notNull().default(1),
  },
  (table) => [
    index('changes_window')
      .on(table.objectionEndsOn)
      .where(sql`objection_ends_on IS NOT NULL AND window_closed_at IS NULL`),
    index('changes_due').on(table.tookEffectAt, table.effectiveOn),
    index('changes_effective').on(table.effectiveOn, table.id),
    index('changes_claimed').on(table.claimedAt),
  ],
);

export const changeItems = sqliteTable(
  'change_items',
  {
    changeId: integer('change_id')
      .notNull()
      .references(() => changes.id),
    position: integer('position').notNull(),
    subprocessorId: text('subprocessor_id').$type<SubprocessorId>().notNull(),
    slug: text('slug').notNull(),
    kind: text('kind').$type<ItemKind>().notNull(),
    class: text('class').$type<ChangeClass>().notNull(),
    aspects: document<readonly Aspect[]>('aspects').notNull(),
    counterpart: text('counterpart'),
    before: document<Facts>('before'),
    after: document<Facts>('after').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.changeId, table.position] }),
    index('change_items_entry').on(table.slug, table.changeId),
    index('change_items_kind').on(table.kind, table.changeId),
  ],
);

/** Which services a change concerns; one row with an empty slug when it concerns all of them. */
export const changeServices = sqliteTable(
  'change_services',
  {
    service: text('service').notNull(),
    changeId: integer('change_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.service, table.changeId] })],
);

/** The steps of every change, in the order of the ledger. */
export const changeSteps = sqliteTable(
  'change_steps',
  {
    /** The event's place in the ledger. */
    seq: integer('seq').primaryKey(),
    eventId: text('event_id').$type<EventId>().notNull(),
    changeId: integer('change_id')
      .notNull()
      .references(() => changes.id),
    name: text('name').$type<StepName>().notNull(),
    at: instant('at').notNull(),
    listVersion: integer('list_version').notNull(),
    detail: document<StepDetail>('detail'),
  },
  (table) => [
    index('change_steps_change').on(table.changeId),
    // The other steps stand beside the version that was there.
    uniqueIndex('change_steps_version')
      .on(table.listVersion)
      .where(sql`name NOT IN ('objection-closing', 'objection-closed')`),
    index('change_steps_at').on(table.at, table.seq),
  ],
);

/**
 * The n-th entry of each feed, so that an archive page of any age is one indexed range (RFC 5005).
 * A stream is `substantive` or `all`, with `:slug` behind it where narrowed to a service.
 */
export const feedPositions = sqliteTable(
  'feed_positions',
  {
    stream: text('stream').notNull(),
    position: integer('position').notNull(),
    seq: integer('seq').notNull(),
    /** What the step at `seq` says too, so that entries are read from here alone; absent where an older Annex, which runs on beside this one, wrote the row. */
    changeId: integer('change_id'),
    eventId: text('event_id').$type<EventId>(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.position] })],
);
