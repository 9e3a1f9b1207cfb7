import { dayInWords, listInWords } from '../changes/field-text.ts';
import { type Change, isPending } from '../changes/model.ts';
import { dayOf, parseDay } from '../core/day.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Difference, End } from './model/difference.ts';
import {
  type DifferenceKind,
  differenceKinds,
  type EntryDifference,
} from './model/entry-difference.ts';

/** The heading of each group. */
export const kindWords: Readonly<Record<DifferenceKind, string>> = {
  added: 'Added',
  'in-effect': 'Now in effect',
  replaced: 'Replaced',
  ended: 'Ended',
  amended: 'Amended',
  announced: 'Change announced',
};

const counted: Readonly<Record<DifferenceKind, string>> = {
  added: 'added',
  'in-effect': 'now in effect',
  replaced: 'replaced',
  ended: 'ended',
  amended: 'amended',
  announced: 'with a change announced',
};

export type Group = { readonly kind: DifferenceKind; readonly entries: readonly EntryDifference[] };

/** The entries by what became of them; groups without any are left out. */
export function groupsOf({ entries }: Difference): readonly Group[] {
  return differenceKinds
    .map((kind) => ({ kind, entries: entries.filter((each) => each.kind === kind) }))
    .filter((group) => group.entries.length > 0);
}

/** `3 added, 1 replaced and 2 amended`. */
export function countsInWords(difference: Difference): string {
  return listInWords(
    groupsOf(difference).map(({ kind, entries }) => `${entries.length} ${counted[kind]}`),
  );
}

/** `1 March 2026`, `version 3` or, of the list as it stands, `now`: what a title calls an end. */
export function endName({ asked, snapshot }: End): string {
  const day = parseDay(asked ?? '');
  if (day !== undefined) return dayInWords(day);
  if (asked !== undefined && Number.isNaN(Number(asked)))
    return `${asked.slice(0, 16)} UTC`.replace('T', ', ');
  return snapshot.listVersion === 0 ? 'the beginning' : `version ${snapshot.listVersion}`;
}

/** `Version 3 of the list, published on 4 February 2026`: which list an end is. */
export function listInFull({ snapshot }: End): string {
  const { listVersion, listPublishedAt, organisation, past } = snapshot;
  if (listVersion === 0 || listPublishedAt === undefined) return emptyList(snapshot);
  const day = dayInWords(dayOf(listPublishedAt, organisation.timeZone));
  const source = past?.claimedAt === undefined ? '' : ' according to an imported history';
  return `Version ${listVersion} of the list, published on ${day}${source}`;
}

/** In which zone the days that were asked for end; empty where none was. */
export function zoneOfDays({ from, to }: Difference): string {
  const isDay = [from, to].some(({ asked }) => parseDay(asked ?? '') !== undefined);
  return isDay ? `Days are taken to their end in ${to.snapshot.organisation.timeZone}.` : '';
}

/** What there is to say where no entry differs. */
export function samenessOf({ from, to }: Difference): string {
  const { listVersion } = to.snapshot;
  if (from.snapshot.listVersion !== listVersion) return 'No entry differs between the two.';
  return listVersion === 0
    ? 'Nothing had been published by then.'
    : `Nothing changed: both are version ${listVersion} of the list.`;
}

/** What became of an entry, as a sentence; empty where its group and its fields say it. */
export function fateOf(entry: EntryDifference, nameOf: (slug: string) => string): string {
  const { kind, counterpart } = entry;
  if (kind === 'replaced' && counterpart !== undefined)
    return `Replaced by ${nameOf(counterpart)}.`;
  if (kind === 'announced') return announcementOf(entry.changes);
  if (kind === 'amended')
    return entry.fields.length === 0 ? 'Changed and changed back: no field differs.' : '';
  const sentences = [
    kind === 'added' ? arrivalOf(entry) : '',
    counterpart === undefined || kind === 'ended' ? '' : `Replaces ${nameOf(counterpart)}.`,
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

function emptyList({ past }: Snapshot): string {
  const since = past?.recordsSince;
  return since === undefined
    ? 'An empty list: nothing has been published yet'
    : `An empty list: the records begin on ${dayInWords(since)}`;
}

function arrivalOf({ after, changes }: EntryDifference): string {
  if (after.state === 'ended') return 'It has ended since.';
  if (after.state === 'current') return '';
  const [announcing] = changes;
  return announcing === undefined
    ? 'Announced.'
    : `Announced, to take effect on ${dayInWords(announcing.effectiveOn)}.`;
}

function announcementOf(changes: readonly Change[]): string {
  const announced = changes
    .filter(isPending)
    .map(({ id, effectiveOn }) => `Change ${id} is announced for ${dayInWords(effectiveOn)}.`);
  return ['It says the same so far.', ...announced].join(' ');
}
