import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../context.ts';
import type { PersonId, StaffSessionId } from '../core/ids.ts';
import { document, flag, instant } from '../db/columns.ts';
import type { Method, PersonState, Proposal } from './model.ts';

/** People of the console. The ledger names them `staff:per_…`; who that is stands here only, and can be erased. */
export const staffPeople = sqliteTable('staff_people', {
  id: text('id').$type<PersonId>().primaryKey(),
  /** Personal data; emptied by erasure. */
  name: text('name'),
  /** Personal data; emptied by erasure. */
  address: text('address'),
  /** The address as it is looked up; emptied by removal, so that the mailbox may be invited again. */
  addressKey: text('address_key').unique(),
  role: text('role').$type<Role>().notNull(),
  state: text('state').$type<PersonState>().notNull(),
  version: integer('version').notNull(),
  invitedAt: instant('invited_at').notNull(),
  joinedAt: instant('joined_at'),
  removedAt: instant('removed_at'),
  proposal: document<Proposal>('proposal'),
});

/** Links of one use. */
export const staffLinks = sqliteTable('staff_links', {
  /** SHA-256 of the token, which has 256 random bits. */
  hash: text('hash').primaryKey(),
  kind: text('kind').$type<'invitation' | 'first-owner' | 'sign-in'>().notNull(),
  /** Whom it lets in; nobody yet for the first owner. */
  personId: text('person_id').$type<PersonId>(),
  expiresAt: instant('expires_at').notNull(),
});

/** Sign-ins that were begun, in one browser each. Operational. */
export const staffAttempts = sqliteTable(
  'staff_attempts',
  {
    /** SHA-256 of what the browser holds in its cookie. */
    hash: text('hash').primaryKey(),
    kind: text('kind').$type<'code' | 'passkey' | 'oidc'>().notNull(),
    /** Sealed (core/sealed.ts): what the end of it is checked against. */
    held: text('held').notNull(),
    tries: integer('tries').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('staff_attempts_expiry').on(table.expiresAt)],
);

/** Mails that are of use for minutes or days and then deleted. Operational. */
export const staffLetters = sqliteTable(
  'staff_letters',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').$type<'code' | 'invitation'>().notNull(),
    /** Sealed: address, and code or link. */
    sealed: text('sealed').notNull(),
    dueAt: instant('due_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('staff_letters_due').on(table.dueAt)],
);

export const staffSessions = sqliteTable(
  'staff_sessions',
  {
    id: text('id').$type<StaffSessionId>().primaryKey(),
    personId: text('person_id').$type<PersonId>().notNull(),
    /** SHA-256 of the cookie's value, which has 256 random bits. */
    hash: text('hash').notNull().unique(),
    method: text('method').$type<Method>().notNull(),
    /** Sealed: address of the network and browser, for their person's eyes; deleted with the row. */
    seenFrom: text('seen_from').notNull(),
    createdAt: instant('created_at').notNull(),
    lastAt: instant('last_at').notNull(),
    provedAt: instant('proved_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('staff_sessions_person').on(table.personId),
    index('staff_sessions_last').on(table.lastAt),
  ],
);

/** WebAuthn credentials (W3C Web Authentication Level 3). */
export const staffPasskeys = sqliteTable(
  'staff_passkeys',
  {
    /** Credential id, base64url. */
    id: text('id').primaryKey(),
    personId: text('person_id').$type<PersonId>().notNull(),
    /** What its person calls it. */
    label: text('label').notNull(),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    /** Whether it is kept by a provider and so on several devices. */
    isSynced: flag('is_synced').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('staff_passkeys_person').on(table.personId)],
);

/** Who somebody is at an identity provider: after the first sign-in by issuer and subject alone. */
export const staffIdentities = sqliteTable(
  'staff_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('staff_identities_person').on(table.personId),
  ],
);

/** What was typed into a form when the session had run out; one for each person. Operational. */
export const staffKeptForms = sqliteTable('staff_kept_forms', {
  personId: text('person_id').$type<PersonId>().primaryKey(),
  /** Sealed: path and fields. */
  sealed: text('sealed').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
