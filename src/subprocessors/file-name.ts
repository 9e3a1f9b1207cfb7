import { slugify } from '../core/text.ts';
import type { Snapshot } from '../publication/model.ts';

/** What a saved copy is called: whose, what, and the number of the list's version. */
export function dispositionOf(
  { organisation, listVersion }: Snapshot,
  what: string,
  ending: string,
  disposition: 'attachment' | 'inline' = 'attachment',
): Readonly<Record<string, string>> {
  const owner = slugify(organisation.name);
  const name = `${owner === '' ? '' : `${owner}-`}${what}-${listVersion}.${ending}`;
  return { 'Content-Disposition': `${disposition}; filename="${name}"` };
}
