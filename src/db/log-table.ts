import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { document, instant } from './columns.ts';

/** The leaves of the transparency log: every public event, in the order of the ledger. */
export const logLeaves = sqliteTable('log_leaves', {
  /** 0, 1, 2, … */
  index: integer('leaf_index').primaryKey(),
  /** The event's place in the ledger. */
  seq: integer('seq').notNull().unique(),
  /** RFC 6962 section 2.1, lower-case hexadecimal. */
  hash: text('hash').notNull(),
});

/** Roots of complete subtrees of 256, 65,536, … leaves: what tiles above level 0 consist of (C2SP tlog-tiles). */
export const logTiles = sqliteTable(
  'log_tiles',
  {
    /** 1 and more; level 0 are the leaves. */
    level: integer('level').notNull(),
    /** Of the hash within its level. */
    index: integer('hash_index').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);

/** One row, id 1: how far the log has grown, and the checkpoint over exactly that. */
export const logState = sqliteTable('log_state', {
  id: integer('id').primaryKey(),
  /** Number of leaves. */
  size: integer('size').notNull(),
  /** Place in the ledger of the newest event that is a leaf; 0 without one. */
  lastSeq: integer('last_seq').notNull(),
  /** Roots of the complete subtrees that the tree consists of, largest first: enough to append. */
  frontier: document<readonly string[]>('frontier').notNull(),
  /** A C2SP signed note over `size` and root; absent while no key is at hand to sign it. */
  checkpoint: text('checkpoint'),
});

/** Every key that has signed, oldest first, so that an old checkpoint can be verified for ever. */
export const logKeys = sqliteTable('log_keys', {
  position: integer('position').primaryKey(),
  /** Which of the keys derived from the secret: 1, 2, … */
  generation: integer('generation').notNull(),
  /** The log's name, first line of its checkpoints. */
  origin: text('origin').notNull(),
  /** `name+keyid+base64`, C2SP signed-note. */
  verifierKey: text('verifier_key').notNull(),
  /** Number of leaves when it began to sign. */
  fromSize: integer('from_size').notNull(),
  addedAt: instant('added_at').notNull(),
});
