import { glob, readFile } from 'node:fs/promises';
import { parseSync } from 'oxc-parser';
import type { Diagnostics } from 'recheck';

/** A regular expression of the source, and where it stands. */
export type Pattern = {
  /** As it is written. */
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly flags: string;
};

/** Every regular expression that is written out in src/, each once, by its place in the syntax tree. */
export async function patternsOfSource(): Promise<readonly Pattern[]> {
  const found = new Map<string, Pattern>();
  for await (const file of glob('src/**/*.{ts,tsx,js}')) {
    const { program, errors } = parseSync(file, await readFile(file, 'utf8'));
    if (errors.length > 0) throw new Error(`${file} can not be read: ${errors[0]?.message}`);
    for (const { source, flags } of literalsIn(program)) {
      const name = `/${source}/${flags}`;
      if (!found.has(name)) found.set(name, { name, file, source, flags });
    }
  }
  return [...found.values()];
}

function literalsIn(node: unknown): readonly Pick<Pattern, 'source' | 'flags'>[] {
  if (Array.isArray(node)) return node.flatMap(literalsIn);
  if (typeof node !== 'object' || node === null) return [];
  if ('regex' in node && typeof node.regex === 'object' && node.regex !== null) {
    const { pattern, flags } = Object(node.regex);
    return [{ source: String(pattern), flags: String(flags) }];
  }
  return Object.values(node).flatMap(literalsIn);
}

/** How the time grows that it takes, in recheck's words. */
export function verdictOf(found: Diagnostics): string {
  if (found.status === 'safe') return 'linear';
  if (found.status === 'unknown') return `unknown: ${found.error.kind}`;
  return found.complexity.summary.replace(' (fuzz)', '');
}
