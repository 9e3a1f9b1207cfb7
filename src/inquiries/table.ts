import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  AccessRequestId,
  AttachmentId,
  CustomerId,
  InquiryId,
  StaffKeyId,
  SubscriptionId,
} from '../core/ids.ts';
import { document, flag, instant } from '../db/columns.ts';
import type { AssigneeId } from '../staff/model.ts';
import type { Language } from '../core/language.ts';
import type { Inquiring, InquirySource, InquiryState, InquiryTopic } from './model.ts';

export const inquiries = sqliteTable(
  'inquiries',
  {
    id: text('id').$type<InquiryId>().primaryKey(),
    reference: text('reference').notNull().unique(),
    topic: text('topic').$type<InquiryTopic>().notNull(),
    state: text('state').$type<InquiryState>().notNull(),
    source: text('source').$type<InquirySource>().notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Null once erased. */
    person: document<Inquiring>('person'),
    /** HMAC of the mail address (subscribers/model/address.ts). */
    addressHash: text('address_hash'),
    language: text('language').$type<Language>().notNull(),
    subscriptionId: text('subscription_id').$type<SubscriptionId>(),
    customerId: text('customer_id').$type<CustomerId>(),
    /** Of the person, or the staff key, that looks after it. */
    assignee: text('assignee').$type<AssigneeId>(),
    /** The request for documents that it led to. */
    accessRequestId: text('access_request_id').$type<AccessRequestId>(),
    looksAutomated: flag('looks_automated').notNull().default(false),
    confirmedAt: instant('confirmed_at'),
    endedAt: instant('ended_at'),
    linkVersion: integer('link_version').notNull().default(1),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('inquiries_received').on(table.receivedAt, table.id),
    index('inquiries_state').on(table.state, table.changedAt, table.id),
    index('inquiries_address')
      .on(table.addressHash, table.id)
      .where(sql`address_hash IS NOT NULL`),
  ],
);

/** What was written on an inquiry, oldest first; a `note` is for staff only. */
export const inquiryMessages = sqliteTable(
  'inquiry_messages',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    inquiryId: text('inquiry_id')
      .$type<InquiryId>()
      .notNull()
      .references(() => inquiries.id),
    at: instant('at').notNull(),
    author: text('author').$type<'person' | 'staff' | 'note'>().notNull(),
    staffKeyId: text('staff_key_id').$type<StaffKeyId>(),
    /** Empty once erased. */
    text: text('text').notNull(),
  },
  (table) => [index('inquiry_messages_case').on(table.inquiryId, table.id)],
);

/** What came with a message; the bytes are in the blob store. */
export const inquiryAttachments = sqliteTable(
  'inquiry_attachments',
  {
    id: text('id').$type<AttachmentId>().primaryKey(),
    inquiryId: text('inquiry_id')
      .$type<InquiryId>()
      .notNull()
      .references(() => inquiries.id),
    messageId: integer('message_id').notNull(),
    /** As its sender called it, without what is no name; null once erased. */
    name: text('name'),
    /** By what its bytes are, not by what was said of them. */
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('inquiry_attachments_case').on(table.inquiryId, table.messageId),
    index('inquiry_attachments_erased')
      .on(table.id)
      .where(sql`name IS NULL AND sha256 <> ''`),
  ],
);
