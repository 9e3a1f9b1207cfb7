import { PDFDocument } from '@cantoo/pdf-lib';
import type { Limits } from '../src/marking/limits.ts';
import { createTools } from '../src/marking/tools.ts';
import { mark } from '../test/marking/marks.ts';

// Here files are measured that are larger than any that is taken.
const unlimited: Limits = {
  bytes: 1e9,
  pages: 100_000,
  objects: 10_000_000,
  values: 100_000_000,
  unpacked: 1e9,
};

/** How many bytes came of it. */
export async function work(task: string | undefined, bytes: Uint8Array): Promise<number> {
  if (task === 'mark') return (await createTools(unlimited).mark(bytes, mark)).length;
  if (task === 'trace') return (await createTools(unlimited).findReferences(bytes)).length;
  if (task !== 'copy') return bytes.length;
  const loaded = await PDFDocument.load(bytes, { parseSpeed: Infinity, updateMetadata: false });
  return (await loaded.save({ useObjectStreams: false, objectsPerTick: Infinity })).length;
}
