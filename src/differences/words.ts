import { listInWords } from '../changes/field-text.ts';
import { type Change, isPending } from '../changes/model.ts';
import { dayOf, parseDay } from '../core/day.ts';
import type { Language } from '../core/language.ts';
import { dayInProse } from '../http/dates.tsx';
import type { Snapshot } from '../publication/model.ts';
import type { Difference, End } from './model/difference.ts';
import {
  type DifferenceKind,
  differenceKinds,
  type EntryDifference,
} from './model/entry-difference.ts';
import { differenceWords } from './words/pages.ts';

export const kindWords = differenceWords.en.told.kinds;

export type Group = { readonly kind: DifferenceKind; readonly entries: readonly EntryDifference[] };

/** The entries by what became of them; groups without any are left out. */
export function groupsOf({ entries }: Difference): readonly Group[] {
  return differenceKinds
    .map((kind) => ({ kind, entries: entries.filter((each) => each.kind === kind) }))
    .filter((group) => group.entries.length > 0);
}

/** `3 added, 1 replaced and 2 amended`. */
export function countsInWords(difference: Difference, language: Language = 'en'): string {
  const { counted } = differenceWords[language].told;
  const counts = groupsOf(difference).map(
    ({ kind, entries }) => `${entries.length} ${counted[kind]}`,
  );
  return listInWords(counts, undefined, language);
}

/** `1 March 2026`, `version 3` or, of the list as it stands, `now`: what a title calls an end. */
export function endName({ asked, snapshot }: End, language: Language = 'en'): string {
  const words = differenceWords[language].told;
  const day = parseDay(asked ?? '');
  if (day !== undefined) return dayInProse(day, language);
  if (asked !== undefined && Number.isNaN(Number(asked)))
    return words.momentEnd(asked.slice(0, 16).replace('T', ', '));
  return snapshot.listVersion === 0 ? words.beginning : words.versionEnd(snapshot.listVersion);
}

/** `Version 3 of the list, published on 4 February 2026`: which list an end is. */
export function listInFull({ snapshot }: End, language: Language = 'en'): string {
  const { listVersion, listPublishedAt, organisation, past } = snapshot;
  if (listVersion === 0 || listPublishedAt === undefined) return emptyList(snapshot, language);
  const day = dayInProse(dayOf(listPublishedAt, organisation.timeZone), language);
  return differenceWords[language].told.list(listVersion, day, past?.claimedAt !== undefined);
}

/** In which zone the days that were asked for end; empty where none was. */
export function zoneOfDays({ from, to }: Difference, language: Language = 'en'): string {
  const isDay = [from, to].some(({ asked }) => parseDay(asked ?? '') !== undefined);
  return isDay ? differenceWords[language].told.zone(to.snapshot.organisation.timeZone) : '';
}

/** What there is to say where no entry differs. */
export function samenessOf({ from, to }: Difference, language: Language = 'en'): string {
  const words = differenceWords[language].told;
  const { listVersion } = to.snapshot;
  if (from.snapshot.listVersion !== listVersion) return words.noDifference;
  return listVersion === 0 ? words.nothingThen : words.sameVersion(listVersion);
}

/** What became of an entry, as a sentence; empty where its group and its fields say it. */
export function fateOf(
  entry: EntryDifference,
  nameOf: (slug: string) => string,
  language: Language = 'en',
): string {
  const words = differenceWords[language].told;
  const { kind, counterpart } = entry;
  if (kind === 'replaced' && counterpart !== undefined)
    return words.replacedBy(nameOf(counterpart));
  if (kind === 'announced') return announcementOf(entry.changes, language);
  if (kind === 'amended') return entry.fields.length === 0 ? words.changedBack : '';
  const sentences = [
    kind === 'added' ? arrivalOf(entry, language) : '',
    counterpart === undefined || kind === 'ended' ? '' : words.replaces(nameOf(counterpart)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The entries of both lists by their names, for what refers to them by slug. */
export function namesIn({ from, to }: Difference): (slug: string) => string {
  const names = new Map(
    [...from.snapshot.entries, ...to.snapshot.entries].map(({ slug, facts }) => [slug, facts.name]),
  );
  return (slug) => names.get(slug) ?? slug;
}

function emptyList({ past }: Snapshot, language: Language): string {
  const words = differenceWords[language].told;
  const since = past?.recordsSince;
  return since === undefined ? words.emptyList : words.emptySince(dayInProse(since, language));
}

function arrivalOf({ after, changes }: EntryDifference, language: Language): string {
  const words = differenceWords[language].told;
  if (after.state === 'ended') return words.endedSince;
  if (after.state === 'current') return '';
  const [announcing] = changes;
  return announcing === undefined
    ? words.announced
    : words.announcedFor(dayInProse(announcing.effectiveOn, language));
}

function announcementOf(changes: readonly Change[], language: Language): string {
  const words = differenceWords[language].told;
  const announced = changes
    .filter(isPending)
    .map(({ id, effectiveOn }) => words.changeFor(id, dayInProse(effectiveOn, language)));
  return [words.sameSoFar, ...announced].join(' ');
}
