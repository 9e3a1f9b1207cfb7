import { appendLeaves, emptyTree, leafHash, rootOf } from '../../core/merkle.ts';
import {
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyNote,
} from '../../core/signed-note.ts';
import type { Db } from '../../db/client.ts';
import { selectEntries, selectKeys, selectLog } from '../store.ts';

const batchSize = 1_000;

/** `fault` says what is wrong; absent where everything agrees. */
type LogReport = { readonly size: number; readonly fault?: string };

/**
 * Makes the tree again from the events themselves, and compares it with the newest checkpoint (RFC 6962
 * section 2.1; C2SP tlog-checkpoint), which a key of this log must have signed. No secret is needed.
 */
export async function verifyLog(db: Db): Promise<LogReport> {
  const log = await selectLog(db);
  if (log === undefined) return { size: 0 };
  const { size } = log;
  let tree = emptyTree;
  while (tree.size < size) {
    const entries = await selectEntries(db, tree.size, Math.min(tree.size + batchSize, size));
    if (entries.length === 0) return { size, fault: `Entry ${tree.size} of the log is missing.` };
    tree = appendLeaves(tree, entries.map(leafHash)).tree;
  }
  const note = parseNote(log.checkpoint);
  const checkpoint = note && parseCheckpoint(note.text);
  if (checkpoint?.size !== size || checkpoint.root !== rootOf(tree))
    return { size, fault: 'The entries of the log are not those of its checkpoint.' };
  const keys = (await selectKeys(db)).flatMap((key) => parseVerifierKey(key.verifierKey) ?? []);
  const signers = note ? await verifyNote(note, keys) : [];
  return signers.length > 0
    ? { size }
    : { size, fault: 'No key of the log has signed its checkpoint.' };
}
