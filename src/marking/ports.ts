import type { Inspected, Mark } from './model.ts';

/**
 * Reads and marks PDF files that somebody else made: in a thread of its own on Node, inline on Workers.
 * Each refuses (`Refusal`) with a sentence that says what to do; a hostile file costs a bounded time.
 */
export type PdfTools = {
  /** How large a file may be here that is to be marked, in bytes. What is larger is refused. */
  readonly mostMarkedBytes: number;
  inspect(bytes: Uint8Array): Promise<Inspected>;
  /** The same file and mark give the same bytes. */
  mark(bytes: Uint8Array, mark: Mark): Promise<Uint8Array>;
  /** The references of the marks that are found in a file, most frequent first; none in what is no PDF. */
  findReferences(bytes: Uint8Array): Promise<readonly string[]>;
};
