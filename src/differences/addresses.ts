import type { Place } from '../publication/model.ts';
import type { Difference, End } from './model/difference.ts';

/** `/diff?from=3&to=12`, below the base path: by numbers, so that it stays the same difference. */
export function differencePath(
  { from, to }: Pick<Difference, 'from' | 'to'>,
  form: '' | '.json' | '.txt' = '',
): string {
  const query = new URLSearchParams({ from: nameOf(from), to: nameOf(to) });
  return `/diff${form}?${query}`;
}

/** Where the list of one end is read, below the base path. */
export function listPath({ snapshot }: End, form: '' | '.json' = ''): string {
  const { listVersion, past } = snapshot;
  if (listVersion > 0) return `/versions/${listVersion}${form}`;
  const text = past?.knownAt?.text;
  const query = text === undefined ? '' : `?${new URLSearchParams({ known_at: text })}`;
  return `/subprocessors${form}${query}`;
}

export function absolute({ origin, base }: Place, path: string): string {
  return `${origin}${base}${path}`;
}

// The empty list before everything has no number.
function nameOf({ snapshot, asked = '' }: End): string {
  const { listVersion, past } = snapshot;
  return listVersion > 0 ? String(listVersion) : (past?.knownAt?.text ?? asked);
}
