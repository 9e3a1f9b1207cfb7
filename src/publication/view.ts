import type { Place, Snapshot } from './model.ts';
import { addressIn } from './addresses.ts';

/**
 * What a document says of the past it shows; undefined for the present. `path` is where the present one
 * stands.
 */
export function presentView(snapshot: Snapshot, { origin, base }: Place, path: string) {
  const { past, organisation } = snapshot;
  if (past === undefined) return undefined;
  const { asOf, knownAt, claimedAt, recordsSince } = past;
  return {
    asOf: asOf?.text,
    knownAt: knownAt?.until.toISOString(),
    timeZone: past.timeZone ?? organisation.timeZone,
    /** Only by the word of an imported history: nobody recorded here that it was published then. */
    imported: claimedAt === undefined ? undefined : true,
    claimedAt: claimedAt?.toISOString(),
    recordsSince,
    permanent: permanentAddress(snapshot, `${origin}${base}`, path),
    current: `${origin}${base}${path}`,
  };
}

/** Where exactly this answer stays: with what was known pinned down, where that is still open. */
export function permanentAddress(snapshot: Snapshot, root: string, path: string): string {
  const { past, listPublishedAt } = snapshot;
  const isOpen = past?.knownAt === undefined && past?.isNumbered === false;
  if (!isOpen || listPublishedAt === undefined) return `${root}${addressIn(snapshot, path)}`;
  const text = listPublishedAt.toISOString();
  const pinned = { ...snapshot, past: { ...past, knownAt: { text, until: listPublishedAt } } };
  return `${root}${addressIn(pinned, path)}`;
}

/** One sentence for formats that are text: which past is shown, and on whose word; undefined for the present. */
export function pastInWords({ past, listVersion, organisation }: Snapshot): string | undefined {
  if (past === undefined) return undefined;
  const { asOf, knownAt, claimedAt, isNumbered } = past;
  const zone = ` (${past.timeZone ?? organisation.timeZone})`;
  const known = knownAt === undefined ? undefined : `by ${knownAt.text}`;
  const which = isNumbered
    ? `Version ${listVersion} as it was published`
    : asOf === undefined
      ? `As it was published ${known ?? ''}${zone}`
      : `In effect on ${asOf.text}${zone}, by what ${known === undefined ? 'is known today' : `had been published ${known}`}`;
  return `${which}${claimedAt === undefined ? '' : '; an imported claim'}. Not the list as it stands now.`;
}
