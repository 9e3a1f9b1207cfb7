import { and, asc, desc, eq, gt, max, sql } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';
import type { Hash, Tree } from '../core/merkle.ts';
import { appendLeaves, emptyTree, leafHash, rootOf } from '../core/merkle.ts';
import type { Signer } from '../core/signed-note.ts';
import { formatCheckpoint, formatVerifierKey, parseNote, signNote } from '../core/signed-note.ts';
import { eventChain } from './chain.ts';
import type { Db, Tx } from './client.ts';
import { insertAll } from './insert-all.ts';
import { largestLeafBytes, leafOf } from './leaf.ts';
import type { StoredEvent } from './ledger.ts';
import { events } from './ledger.ts';
import type { LogKeys } from './log-keys.ts';
import { logKeys, logLeaves, logState, logTiles } from './log-table.ts';

/** The event by which the log learns of a new key; its data is `{ key, generation }`. */
export const keyAdded = 'log.key_added';

type LogKey = typeof logKeys.$inferSelect;

type LogHead = Tree & {
  readonly lastSeq: number;
  readonly checkpoint: string | null;
  /** The newest key; absent before the first. */
  readonly key: LogKey | null;
  /** Whether public events are stored that are no leaves yet. */
  readonly isBehind: boolean;
};

/** Where ledger and log end. */
export type Head = {
  readonly seq: number;
  readonly at?: Date;
  /** Of the newest event in the chain; null where it is not linked. */
  readonly mac: string | null;
  readonly log: LogHead;
};

const emptyLog: LogHead = {
  ...emptyTree,
  lastSeq: 0,
  checkpoint: null,
  key: null,
  isBehind: false,
};

/** One statement, because over HTTP each is a round trip. */
export async function selectHead(db: Db): Promise<Head> {
  const newestKey = db.select({ position: max(logKeys.position) }).from(logKeys);
  const newestPublic = db
    .select({ seq: max(events.seq) })
    .from(events)
    .where(eq(events.public, true));
  const [row] = await db
    .select({
      seq: events.seq,
      at: events.at,
      mac: eventChain.mac,
      state: logState,
      key: logKeys,
      publicSeq: sql<number | null>`(${newestPublic})`,
    })
    .from(events)
    .leftJoin(eventChain, eq(eventChain.seq, events.seq))
    .leftJoin(logState, eq(logState.id, 1))
    .leftJoin(logKeys, eq(logKeys.position, sql`(${newestKey})`))
    .orderBy(desc(events.seq))
    .limit(1);
  if (row === undefined) return { seq: 0, mac: null, log: emptyLog };
  const log = { ...emptyLog, ...row.state, key: row.key };
  return {
    seq: row.seq,
    at: row.at,
    mac: row.mac,
    log: { ...log, isBehind: (row.publicSeq ?? 0) !== log.lastSeq },
  };
}

/**
 * Makes leaves of a commit's public events and signs the checkpoint over them, in the transaction
 * that stores them. Where the log is behind, or its key is not at hand, the schedule does it later.
 * Refuses `too_large` what no leaf can hold.
 */
export async function appendToLog(
  tx: Tx,
  keys: LogKeys,
  { log }: Head,
  recorded: readonly StoredEvent[],
): Promise<void> {
  const leaves = recorded.filter((event) => event.public).map(toLeaf);
  const added = recorded.filter((event) => event.action === keyAdded);
  const [key] = (await rememberKeys(tx, keys.origin, log, added)).slice(-1);
  if (!log.isBehind) await extendLog(tx, keys, key ? { ...log, key } : log, leaves);
}

/**
 * Makes leaves of the next public events that are none yet, at most `limit`. How many it made: 0 at
 * the end, and where the key that should sign is not at hand.
 */
export async function catchUpLog(tx: Tx, keys: LogKeys, limit: number): Promise<number> {
  const { log } = await selectHead(tx);
  if (!log.isBehind) return 0;
  const found = await tx
    .select()
    .from(events)
    .where(and(eq(events.public, true), gt(events.seq, log.lastSeq)))
    .orderBy(asc(events.seq))
    .limit(limit);
  return (await extendLog(tx, keys, log, found.map(toLeaf))) ? found.length : 0;
}

/** Whether public events are stored that are no leaves yet. */
export async function isLogBehind(db: Db): Promise<boolean> {
  return (await selectHead(db)).log.isBehind;
}

type Leaf = { readonly seq: number; readonly at: Date; readonly hash: Hash };

function toLeaf(event: StoredEvent): Leaf {
  const leaf = leafOf(event);
  if (leaf.byteLength > largestLeafBytes)
    throw new Refusal(
      'too_large',
      `One entry with what is said about it takes ${leaf.byteLength} bytes; the public log holds at most ${largestLeafBytes}. Shorten its texts.`,
    );
  return { seq: event.seq, at: event.at, hash: leafHash(leaf) };
}

async function extendLog(
  tx: Tx,
  keys: LogKeys,
  log: LogHead,
  leaves: readonly Leaf[],
): Promise<boolean> {
  const [first] = leaves;
  const last = leaves.at(-1);
  if (first === undefined || last === undefined) return false;
  const key = log.key ?? (await rememberFirstKey(tx, keys, first.at));
  const signers = await findSigners(tx, keys, log, key);
  if (signers.length === 0) return false;
  const { tree, completed } = appendLeaves(
    log,
    leaves.map(({ hash }) => hash),
  );
  const { size, frontier } = tree;
  const text = formatCheckpoint({ origin: key.origin, size, root: rootOf(tree) });
  const rows = leaves.map(({ seq, hash }, offset) => ({ index: log.size + offset, seq, hash }));
  // Signing is done by another thread meanwhile.
  const [checkpoint] = await Promise.all([signNote(text, signers), insertAll(tx, logLeaves, rows)]);
  await insertAll(tx, logTiles, completed);
  const state = { size, lastSeq: last.seq, frontier, checkpoint };
  await tx
    .insert(logState)
    .values({ id: 1, ...state })
    .onConflictDoUpdate({ target: logState.id, set: state });
  return true;
}

/**
 * The newest key, and beside it the one before, where the last checkpoint is not by the newest yet:
 * so whoever trusts the old key learns from it who comes after. Empty where the newest is not at hand.
 */
async function findSigners(
  tx: Tx,
  keys: LogKeys,
  { checkpoint }: LogHead,
  key: LogKey,
): Promise<readonly Signer[]> {
  const signer = await signerOf(keys, key);
  if (signer === undefined) return [];
  const { name, id } = signer.key;
  const signed = checkpoint === null ? undefined : parseNote(checkpoint)?.signatures;
  if (signed === undefined || signed.some((each) => each.name === name && each.keyId === id))
    return [signer];
  const [before] = await tx
    .select()
    .from(logKeys)
    .where(eq(logKeys.position, key.position - 1));
  const former = before && (await signerOf(keys, before));
  return former ? [signer, former] : [signer];
}

/** Undefined where the secret is another now. */
async function signerOf(keys: LogKeys, key: LogKey): Promise<Signer | undefined> {
  const signer = await keys.signer(key.generation, key.origin);
  return formatVerifierKey(signer.key) === key.verifierKey ? signer : undefined;
}

async function rememberFirstKey(tx: Tx, keys: LogKeys, at: Date): Promise<LogKey> {
  const signer = await keys.signer(1);
  const key: LogKey = {
    position: 1,
    generation: 1,
    origin: keys.origin,
    verifierKey: formatVerifierKey(signer.key),
    fromSize: 0,
    addedAt: at,
  };
  await tx.insert(logKeys).values(key);
  return key;
}

async function rememberKeys(
  tx: Tx,
  origin: string,
  { key, size }: LogHead,
  added: readonly StoredEvent[],
): Promise<readonly LogKey[]> {
  const rows = added.map(({ at, data }, offset) => ({
    position: (key?.position ?? 0) + offset + 1,
    generation: Number(data['generation']),
    origin,
    verifierKey: String(data['key']),
    fromSize: size,
    addedAt: at,
  }));
  await insertAll(tx, logKeys, rows);
  return rows;
}
