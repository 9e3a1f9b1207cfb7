import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BatchId, SubprocessorId } from '../core/ids.ts';
import { day, document, flag, instant, moment } from '../db/columns.ts';
import type { Emergency } from '../changes/model.ts';
import type { Approval } from '../staff/model/four-eyes.ts';
import type { ContactPerson, EntryState, Facts } from './model/facts.ts';

/**
 * The register as it stands: what replaying the ledger gives, kept so that reading is cheap.
 * Facts are one document because they are always read and diffed whole (docs/decisions).
 */
export const subprocessors = sqliteTable('subprocessors', {
  id: text('id').$type<SubprocessorId>().primaryKey(),
  slug: text('slug').notNull().unique(),
  state: text('state').$type<EntryState>().notNull(),
  facts: document<Facts>('facts').notNull(),
  listedAt: instant('listed_at').notNull(),
  changedAt: instant('changed_at').notNull(),
  lastChangeId: integer('last_change_id').notNull(),
  replaces: text('replaces'),
  replacedBy: text('replaced_by'),
  version: integer('version').notNull(),
});

/**
 * The record clock: an entry as the list showed it from one version on, up to its next row. Contact
 * persons are not here: they can be erased, and a past list is kept by caches (docs/decisions).
 */
export const publishedEntries = sqliteTable(
  'published_entries',
  {
    subprocessorId: text('subprocessor_id').$type<SubprocessorId>().notNull(),
    /** The version of the list that showed it so first. */
    listVersion: integer('list_version').notNull(),
    state: text('state').$type<EntryState>().notNull(),
    facts: document<Facts>('facts').notNull(),
    listedAt: instant('listed_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    lastChangeId: integer('last_change_id').notNull(),
    replaces: text('replaces'),
    replacedBy: text('replaced_by'),
    /** Changes that were announced for it and not yet in effect. */
    pendingChangeIds: document<readonly number[]>('pending_change_ids').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subprocessorId, table.listVersion] }),
    index('published_entries_version').on(table.listVersion),
  ],
);

/**
 * The valid-time clock: what is known to hold for an entry from a moment on, up to its next row that
 * was known then. A row is never edited but for `supersededFrom`, so that what was known at any
 * version can still be read.
 */
export const entryValidity = sqliteTable(
  'entry_validity',
  {
    subprocessorId: text('subprocessor_id').$type<SubprocessorId>().notNull(),
    /** `2026-11-22`, or `2026-11-22T14:03:07` where a history claims a time of day; in the organisation's zone. */
    validFrom: moment('valid_from').notNull(),
    /** The version of the list that said so first: announced or in effect. */
    knownFrom: integer('known_from').notNull(),
    /** The version from which another row tells of `validFrom` and later. */
    supersededFrom: integer('superseded_from'),
    changeId: integer('change_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    facts: document<Facts>('facts').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subprocessorId, table.validFrom, table.knownFrom] }),
    index('entry_validity_known').on(table.subprocessorId, table.knownFrom, table.validFrom),
    index('entry_validity_standing')
      .on(table.subprocessorId, table.validFrom)
      .where(sql`"superseded_from" IS NULL`),
  ],
);

/** Personal data, apart and erasable; the event that named a person holds only a salted hash. */
export const contactPersons = sqliteTable('contact_persons', {
  subprocessorId: text('subprocessor_id')
    .$type<SubprocessorId>()
    .primaryKey()
    .references(() => subprocessors.id),
  person: document<ContactPerson>('person').notNull(),
  /** 256 random bits, erased with the person; without it the hash in the ledger tells nothing. */
  salt: text('salt').notNull(),
});

export const batches = sqliteTable(
  'batches',
  {
    id: text('id').$type<BatchId>().primaryKey(),
    title: text('title'),
    reason: text('reason'),
    /** Absent: takes effect when published. */
    effectiveOn: day('effective_on'),
    published: flag('published').notNull(),
    changeId: integer('change_id'),
    /** Takes effect before anybody could be told. */
    emergency: document<Emergency>('emergency'),
    /** Number of the announced change whose place it takes. */
    supersedes: integer('supersedes'),
    /** Who has written in it, as the ledger names them: none of them approves it, unless nobody else could. */
    editors: document<readonly string[]>('editors').notNull().default([]),
    /** Emptied by every edit. */
    approval: document<Approval>('approval'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [index('batches_created').on(table.createdAt, table.id)],
);

/** The facts an entry shall have once the batch takes effect. Emptied when the batch is published. */
export const batchEntries = sqliteTable(
  'batch_entries',
  {
    batchId: text('batch_id')
      .$type<BatchId>()
      .notNull()
      .references(() => batches.id),
    slug: text('slug').notNull(),
    facts: document<Facts>('facts').notNull(),
    replaces: text('replaces'),
    contactPerson: document<ContactPerson>('contact_person'),
    version: integer('version').notNull(),
    /** The change that last touched the entry when the draft was put; 0 where there was no entry. */
    basedOn: integer('based_on'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.slug] })],
);
