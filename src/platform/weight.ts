import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { bundle } from './build.ts';

type Bundle = Awaited<ReturnType<typeof bundle>>;

/** What the entry loads at start, itself too: kB gzipped, each module by itself (decision 014). */
export async function weighEntry({ outfile, outputs }: Bundle): Promise<number> {
  const scripts = Object.keys(outputs).filter((path) => path.endsWith('.js'));
  const entry = scripts.find((path) => resolve(path) === outfile) ?? outfile;
  const loaded = [...listLoaded(entry, outputs)];
  const sizes = await Promise.all(
    loaded.map(async (path) => gzipSync(await readFile(path)).length),
  );
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
}

function listLoaded(
  path: string,
  outputs: Bundle['outputs'],
  seen = new Set<string>(),
): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: next, kind } of outputs[path]?.imports ?? []) {
    if (kind === 'import-statement' && outputs[next]) listLoaded(next, outputs, seen);
  }
  return seen;
}
