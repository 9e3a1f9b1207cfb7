import type { Deps } from '../../context.ts';
import { sha256 } from '../../core/hash.ts';
import { readCopyReference } from '../model/downloads.ts';
import type { HistoryLine } from '../model/record.ts';
import { selectTraced } from '../store/inventory.ts';
import { historyOf } from './record-inventory.ts';

/** More marks than that are in no file of ours. */
const mostMarks = 20;
const mostFound = 100;

export type Traced = {
  /** Copies that the file is, or was made of; newest first. */
  readonly found: readonly HistoryLine[];
  /** Of the file. */
  readonly sha256: string;
  /** What the marks in it say, most frequent first; also what names no copy of ours. */
  readonly references: readonly string[];
};

/** To whom a file was given: by the marks in it, and by its hash where it was not changed since. */
export async function traceFile(
  deps: Pick<Deps, 'db' | 'keys' | 'pdf'>,
  bytes: Uint8Array,
): Promise<Traced> {
  const references = (await deps.pdf.findReferences(bytes)).slice(0, mostMarks);
  const hash = sha256(bytes);
  const named = references.flatMap((text) => readCopyReference(text) ?? []);
  const found = await historyOf(deps, await selectTraced(deps.db, named, hash, mostFound));
  return { found, sha256: hash, references };
}
