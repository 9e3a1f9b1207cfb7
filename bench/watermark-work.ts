import type { Limits } from '../src/marking/limits.ts';
import { mark } from '../test/marking/marks.ts';

// Here files are measured that are larger than any that is taken.
const unlimited: Limits = {
  bytes: 1e9,
  pages: 100_000,
  objects: 10_000_000,
  values: 100_000_000,
  unpacked: 1e9,
};

/** How many bytes came of it. `copy` is the library alone, before our bounds are set up around it. */
export async function work(task: string | undefined, bytes: Uint8Array): Promise<number> {
  if (task === 'copy') return copy(bytes);
  if (task === 'nothing') return bytes.length;
  const { createTools } = await import('../src/marking/tools.ts');
  const tools = createTools(unlimited);
  return (await (task === 'mark' ? tools.mark(bytes, mark) : tools.findReferences(bytes))).length;
}

async function copy(bytes: Uint8Array): Promise<number> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const loaded = await PDFDocument.load(bytes, { parseSpeed: Infinity, updateMetadata: false });
  return (await loaded.save({ useObjectStreams: false, objectsPerTick: Infinity })).length;
}
