import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { document, instant } from './columns.ts';

export type StoredReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** First replies to requests with an Idempotency-Key, kept a day. Operational: may be emptied at any time. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text('fingerprint').notNull(),
    commitId: text('commit_id').notNull(),
    startedAt: instant('started_at').notNull(),
    reply: document<StoredReply>('reply'),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
);
