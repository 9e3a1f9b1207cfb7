import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EventId } from '../core/ids.ts';
import { day, document, flag, instant } from '../db/columns.ts';
import type { Kind, State, StepName, Texts } from './model.ts';
import type { Language } from '../core/language.ts';

/** Few rows, read whole, so no index beside the key. */
export const policies = sqliteTable('policies', {
  slug: text('slug').primaryKey(),
  kind: text('kind').$type<Kind>().notNull(),
  title: text('title').notNull(),
  noticeDays: integer('notice_days').notNull(),
  order: integer('order'),
  /** Number of the version in effect, and of the one announced. */
  current: integer('current'),
  announced: integer('announced'),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull(),
});

/** Drafts and what was published of them. From its announcement on only the state of a row moves. */
export const policyVersions = sqliteTable(
  'policy_versions',
  {
    policy: text('policy')
      .notNull()
      .references(() => policies.slug),
    number: integer('number').notNull(),
    state: text('state').$type<State>().notNull(),
    texts: document<Texts>('texts').notNull(),
    /** Those of the texts, so that a list need not read them. */
    languages: document<readonly Language[]>('languages').notNull(),
    announcedAt: instant('announced_at'),
    announcedBy: text('announced_by').$type<EventId>(),
    effectiveOn: day('effective_on'),
    summary: text('summary'),
    material: flag('material'),
    /** Number of the update that told it. */
    update: integer('update_number'),
    effectiveAt: instant('effective_at'),
    supersededAt: instant('superseded_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnFor: text('withdrawn_for'),
    withdrawnBy: text('withdrawn_by').$type<EventId>(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.policy, table.number] }),
    index('policy_versions_due').on(table.state, table.effectiveOn),
  ],
);

/** What the feed tells, in the order of the ledger; numbered so that archive pages are ranges. */
export const policySteps = sqliteTable('policy_steps', {
  ordinal: integer('ordinal').primaryKey(),
  eventId: text('event_id').$type<EventId>().notNull(),
  policy: text('policy').notNull(),
  number: integer('number').notNull(),
  name: text('name').$type<StepName>().notNull(),
  at: instant('at').notNull(),
});
