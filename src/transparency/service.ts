import type { Ctx, Staff, System } from '../context.ts';
import type { RefusalCode } from '../core/errors.ts';
import { Refusal } from '../core/errors.ts';
import { endorseKey } from '../core/key-succession.ts';
import { fillProof, planInclusion } from '../core/merkle.ts';
import { formatLogProof, formatVerifierKey, parseVerifierKey } from '../core/signed-note.ts';
import { fullWidth, hashesAtLevel, readTilePath } from '../core/tiles.ts';
import type { Db } from '../db/client.ts';
import type { Ledger } from '../db/commit.ts';
import { commit, operate } from '../db/commit.ts';
import { checkExpected, type Expected } from '../db/expected.ts';
import type { StoredEvent } from '../db/ledger.ts';
import type { LogKey, ProvedLeaf, PublishedLog } from './model.ts';
import { bundleOf, tileOf } from './model.ts';
import * as store from './store.ts';

/** Leaves made in one transaction, and such transactions in one run: over HTTP it is cut off after 5 s. */
const batchSize = 500;
const batchesPerRun = 100;
/** Each needs some dozens of spans of hashes, and a statement may not name a thousand. */
const provedAtOnce = 20;

/** Undefined while nothing is in the log. */
export async function findLog(db: Db): Promise<PublishedLog | undefined> {
  return store.selectLog(db);
}

/** Every key that has signed, the newest first. */
export async function listLogKeys(db: Db): Promise<readonly LogKey[]> {
  return store.selectKeys(db);
}

/** A tile or entry bundle by its path of C2SP tlog-tiles; undefined where the log has none there. */
export async function findTile(db: Db, path: string): Promise<Uint8Array | undefined> {
  const tile = readTilePath(path);
  const log = tile && (await store.selectLog(db));
  if (tile === undefined || log === undefined) return undefined;
  const level = tile.level === 'entries' ? 0 : tile.level;
  const start = tile.index * fullWidth;
  const end = start + tile.width;
  if (end > hashesAtLevel(log.size, level)) return undefined;
  if (tile.level === 'entries') return bundleOf(await store.selectEntries(db, start, end));
  const span = { level, start, end };
  return tileOf((await store.selectHashes(db, [span]))(span));
}

/** The proof that a leaf is in the log of today, as C2SP tlog-proof; undefined where there is none. */
export async function proveInclusion(db: Db, index: number): Promise<string | undefined> {
  const log = await store.selectLog(db);
  if (log === undefined || index >= log.size) return undefined;
  const plan = planInclusion(index, log.size);
  const hashes = fillProof(plan, await store.selectHashes(db, plan.flat()));
  return formatLogProof({ index, hashes, checkpoint: log.checkpoint });
}

/** These leaves with their proofs, all in the tree of one checkpoint; undefined where one is not in it. */
export async function proveLeaves(
  db: Db,
  indexes: readonly number[],
): Promise<{ readonly checkpoint: string; readonly leaves: readonly ProvedLeaf[] } | undefined> {
  const log = await store.selectLog(db);
  if (log === undefined || indexes.some((index) => index >= log.size)) return undefined;
  const wanted = [...new Set(indexes)].toSorted((a, b) => a - b);
  const leaves: ProvedLeaf[] = [];
  for (let start = 0; start < wanted.length; start += provedAtOnce)
    leaves.push(...(await proveEach(db, wanted.slice(start, start + provedAtOnce), log.size)));
  return { checkpoint: log.checkpoint, leaves };
}

async function proveEach(
  db: Db,
  indexes: readonly number[],
  size: number,
): Promise<readonly ProvedLeaf[]> {
  const plans = indexes.map((index) => planInclusion(index, size));
  // Neighbours have most of their way to the root in common.
  const spans = new Map(
    plans.flat(2).map((span) => [`${span.level}/${span.start}-${span.end}`, span]),
  );
  const read = await store.selectHashes(db, [...spans.values()]);
  const entries = await store.selectEntriesAt(db, indexes);
  const decoder = new TextDecoder();
  return plans.map((plan, at) => ({
    index: indexes[at] ?? 0,
    entry: decoder.decode(entries[at]),
    hashes: fillProof(plan, read),
  }));
}

/** The leaves by which the log learnt of its keys, the oldest first. */
export async function listKeyLeaves(db: Db): Promise<readonly number[]> {
  return store.selectKeyLeaves(db);
}

/**
 * A key that signs from now on, derived from the same secret. The checkpoint of this commit is signed
 * by the old one too, and its word for the new one stays in the log, for those who come later.
 * `seen` is how many keys there were for whoever decided: nobody shall add two by sending a form twice.
 */
export async function addLogKey(ctx: Ctx<Staff>, seen: Expected = 'any'): Promise<LogKey> {
  return commit(ctx, async (tx, ledger) => {
    const keys = await store.selectKeys(tx);
    checkExpected(seen, keys.length);
    const generation = Math.max(0, ...keys.map((key) => key.generation)) + 1;
    const event = await recordKey(ctx, ledger, generation, keys[0]);
    const verifierKey = await keyOf(ctx, generation);
    return { value: { generation, verifierKey, addedAt: ledger.at }, events: [event] };
  });
}

/**
 * What the schedule does for the log: a changed SECRET_KEY or PUBLIC_URL is entered as a new key, and
 * what is stored and no leaf yet becomes one. How many leaves it made.
 */
export async function keepLog(ctx: Ctx<System>): Promise<number> {
  await followSettings(ctx).catch(passOver('stale'));
  // Each transaction holds up whoever writes.
  if (!(await store.isBehind(ctx.deps.db))) return 0;
  let leaves = 0;
  for (let batch = 0; batch < batchesPerRun; batch += 1) {
    const made = await operate(ctx, (tx) => store.catchUp(tx, ctx.deps.logKeys, batchSize));
    if (made === 0) break;
    leaves += made;
  }
  return leaves;
}

/** Two processes with different settings shall not replace each other's keys for ever: none comes back by itself. */
async function followSettings(ctx: Ctx<System>): Promise<void> {
  const [newest, ...older] = await store.selectKeys(ctx.deps.db);
  if (newest === undefined) return;
  const key = await keyOf(ctx, newest.generation);
  if (key === newest.verifierKey) return;
  if (older.some((each) => each.verifierKey === key))
    throw new Refusal(
      'conflict',
      'SECRET_KEY or PUBLIC_URL is one from before. Add a log key, or set the newer ones.',
    );
  await commit(ctx, async (tx, ledger) => {
    const [now] = await store.selectKeys(tx);
    if (now?.verifierKey !== newest.verifierKey)
      throw new Refusal('stale', 'Another process has added a log key.');
    const event = await recordKey(ctx, ledger, newest.generation, newest);
    return { value: undefined, events: [event] };
  });
  ctx.deps.log('info', 'the log has another key: SECRET_KEY or PUBLIC_URL was changed', { key });
}

/** Two processes may notice the same at once; then one of them is too late. */
function passOver(code: RefusalCode): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Refusal) || error.code !== code) throw error;
  };
}

async function keyOf({ deps }: Ctx, generation: number): Promise<string> {
  return formatVerifierKey((await deps.logKeys.signer(generation)).key);
}

/** With the word of the former key for it, where that can still be derived. */
async function recordKey(
  { deps }: Ctx,
  ledger: Ledger,
  generation: number,
  former: LogKey | undefined,
): Promise<StoredEvent> {
  const { key } = await deps.logKeys.signer(generation);
  const name = former && parseVerifierKey(former.verifierKey)?.name;
  const signer = former && (await deps.logKeys.signer(former.generation, name));
  const isSame = signer && formatVerifierKey(signer.key) === former.verifierKey;
  return ledger.record({
    action: store.keyAdded,
    subject: 'log',
    data: {
      key: formatVerifierKey(key),
      generation,
      endorsement: isSame ? await endorseKey(key, signer) : undefined,
    },
    public: true,
  });
}
