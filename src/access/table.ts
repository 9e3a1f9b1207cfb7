import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type {
  AcceptanceId,
  AccessRequestId,
  AccessTokenId,
  CustomerId,
  DocumentId,
  DownloadLinkId,
  DownloadSessionId,
  EditionId,
  GrantId,
  NdaId,
  ProposalId,
  StaffId,
  SubscriptionId,
} from '../core/ids.ts';
import { document, flag, instant } from '../db/columns.ts';
import type { Language } from '../core/language.ts';
import type {
  AccessSettings,
  DomainTreatment,
  DownloadState,
  ItemState,
  NdaScope,
  Reason,
  RequesterFacts,
  RequestSource,
  RequestState,
  Signer,
} from './model.ts';
import type { Said } from './model/proposals.ts';

export const accessRequests = sqliteTable(
  'access_requests',
  {
    id: text('id').$type<AccessRequestId>().primaryKey(),
    reference: text('reference').notNull().unique(),
    state: text('state').$type<RequestState>().notNull(),
    source: text('source').$type<RequestSource>().notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Null once erased. */
    requester: document<RequesterFacts>('requester'),
    domain: text('domain').notNull(),
    addressHash: text('address_hash').notNull(),
    language: text('language').$type<Language>().notNull(),
    subscriptionId: text('subscription_id').$type<SubscriptionId>(),
    customerId: text('customer_id').$type<CustomerId>(),
    looksAutomated: flag('looks_automated').notNull().default(false),
    verifiedAt: instant('verified_at'),
    waitingSince: instant('waiting_since'),
    decidedBy: text('decided_by').$type<StaffId>(),
    endedAt: instant('ended_at'),
    linkVersion: integer('link_version').notNull().default(1),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('access_requests_received').on(table.receivedAt, table.id),
    index('access_requests_state').on(table.state, table.changedAt, table.id),
    index('access_requests_address').on(table.addressHash, table.id),
    index('access_requests_customer').on(table.customerId, table.id),
    index('access_requests_named')
      .on(table.receivedAt, table.id)
      .where(sql`requester IS NOT NULL`),
  ],
);

export const accessItems = sqliteTable(
  'access_items',
  {
    requestId: text('request_id')
      .$type<AccessRequestId>()
      .notNull()
      .references(() => accessRequests.id),
    documentId: text('document_id').$type<DocumentId>().notNull(),
    state: text('state').$type<ItemState>().notNull(),
    reason: text('reason').$type<Reason>(),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.documentId] }),
    index('access_items_document').on(table.documentId, table.requestId),
  ],
);

/** What was written on a request, oldest first; a `note` is for staff only. */
export const accessMessages = sqliteTable(
  'access_messages',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    requestId: text('request_id')
      .$type<AccessRequestId>()
      .notNull()
      .references(() => accessRequests.id),
    at: instant('at').notNull(),
    author: text('author').$type<'requester' | 'staff' | 'note'>().notNull(),
    /** Empty once erased. */
    text: text('text').notNull(),
  },
  (table) => [index('access_messages_case').on(table.requestId, table.id)],
);

export const ndas = sqliteTable(
  'ndas',
  {
    id: text('id').$type<NdaId>().primaryKey(),
    name: text('name').notNull(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    sha256: text('sha256').notNull(),
    scope: text('scope').$type<NdaScope>().notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (table) => [uniqueIndex('ndas_number').on(table.name, table.number)],
);

export const acceptances = sqliteTable(
  'nda_acceptances',
  {
    id: text('id').$type<AcceptanceId>().primaryKey(),
    ndaId: text('nda_id')
      .$type<NdaId>()
      .notNull()
      .references(() => ndas.id),
    requestId: text('request_id').$type<AccessRequestId>(),
    addressHash: text('address_hash').notNull(),
    domain: text('domain').notNull(),
    /** Null once erased. */
    signer: document<Signer>('signer'),
    acceptedAt: instant('accepted_at').notNull(),
    documentIds: document<readonly DocumentId[]>('document_ids').notNull(),
    source: text('source').$type<'form' | 'on-file'>().notNull(),
    note: text('note'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    // One request accepts one text once, however often its button is pressed.
    uniqueIndex('nda_acceptances_request')
      .on(table.requestId, table.ndaId)
      .where(sql`request_id IS NOT NULL`),
    index('nda_acceptances_address').on(table.addressHash, table.id),
    index('nda_acceptances_domain').on(table.domain, table.ndaId),
    index('nda_acceptances_ended')
      .on(table.endedAt, table.id)
      .where(sql`ended_at IS NOT NULL`),
  ],
);

export const accessDomains = sqliteTable('access_domains', {
  domain: text('domain').primaryKey(),
  treatment: text('treatment').$type<DomainTreatment>().notNull(),
  note: text('note'),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull().default(1),
});

/** What would open more and waits for a second person; one for each subject, as events name it. */
export const accessProposals = sqliteTable('access_proposals', {
  id: text('id').$type<ProposalId>().primaryKey(),
  subject: text('subject').notNull().unique(),
  said: document<Said>('said').notNull(),
  by: text('proposed_by').notNull(),
  at: instant('proposed_at').notNull(),
});

/** One row, of the key `settings`. */
export const accessSettings = sqliteTable('access_settings', {
  key: text('key').primaryKey(),
  settings: document<AccessSettings>('settings').notNull(),
  changedAt: instant('changed_at').notNull(),
  version: integer('version').notNull().default(1),
});

export const grants = sqliteTable(
  'access_grants',
  {
    id: text('id').$type<GrantId>().primaryKey(),
    reference: text('reference').notNull().unique(),
    requestId: text('request_id')
      .$type<AccessRequestId>()
      .notNull()
      .references(() => accessRequests.id),
    documentId: text('document_id').$type<DocumentId>().notNull(),
    editionId: text('edition_id').$type<EditionId>().notNull(),
    addressHash: text('address_hash').notNull(),
    acceptanceId: text('acceptance_id').$type<AcceptanceId>(),
    from: instant('starts_at').notNull(),
    until: instant('until').notNull(),
    mostDownloads: integer('most_downloads').notNull(),
    downloads: integer('downloads').notNull().default(0),
    allowsToken: flag('allows_token').notNull().default(false),
    revokedAt: instant('revoked_at'),
    /** When its end was written down and told. */
    endedAt: instant('ended_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    // Approved twice at once: one of them is refused here.
    uniqueIndex('access_grants_open')
      .on(table.requestId, table.editionId)
      .where(sql`ended_at IS NULL`),
    index('access_grants_request').on(table.requestId),
    index('access_grants_edition').on(table.editionId, table.id),
    index('access_grants_until')
      .on(table.until)
      .where(sql`ended_at IS NULL`),
  ],
);

/** Links sent by mail; each is exchanged once for a session. The token is a MAC over the id, so nothing here opens anything. */
export const downloadLinks = sqliteTable(
  'download_links',
  {
    id: text('id').$type<DownloadLinkId>().primaryKey(),
    requestId: text('request_id')
      .$type<AccessRequestId>()
      .notNull()
      .references(() => accessRequests.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [index('download_links_request').on(table.requestId)],
);

/** Operational: what links were exchanged for, some minutes each. */
export const downloadSessions = sqliteTable(
  'download_sessions',
  {
    id: text('id').$type<DownloadSessionId>().primaryKey(),
    requestId: text('request_id').$type<AccessRequestId>().notNull(),
    /** SHA-256 of the secret, hexadecimal. */
    secretHash: text('secret_hash').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('download_sessions_request').on(table.requestId),
    index('download_sessions_end').on(table.expiresAt),
  ],
);

/** For programs: opens what the request was granted, as long as that is in force and allows it. */
export const accessTokens = sqliteTable(
  'access_tokens',
  {
    id: text('id').$type<AccessTokenId>().primaryKey(),
    requestId: text('request_id')
      .$type<AccessRequestId>()
      .notNull()
      .references(() => accessRequests.id),
    /** SHA-256 of the secret, hexadecimal. */
    secretHash: text('secret_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('access_tokens_request').on(table.requestId)],
);

/** Every copy that was given out. */
export const downloads = sqliteTable(
  'downloads',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    grantId: text('grant_id')
      .$type<GrantId>()
      .notNull()
      .references(() => grants.id),
    /** 1, 2, 3, … of its grant; with the grant's reference it stands in the copy. */
    number: integer('number').notNull(),
    editionId: text('edition_id').$type<EditionId>().notNull(),
    at: instant('at').notNull(),
    via: text('via').$type<'link' | 'token'>().notNull(),
    tokenId: text('token_id').$type<AccessTokenId>(),
    /** Of the copy, which may be marked; hexadecimal. */
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    state: text('state').$type<DownloadState>().notNull(),
    endedAt: instant('ended_at'),
    /** Sealed; emptied after 30 days. */
    clientAddress: text('client_address'),
  },
  (table) => [
    uniqueIndex('downloads_number').on(table.grantId, table.number),
    index('downloads_at').on(table.at, table.id),
    index('downloads_hash').on(table.sha256),
    index('downloads_address')
      .on(table.at)
      .where(sql`client_address IS NOT NULL`),
  ],
);
