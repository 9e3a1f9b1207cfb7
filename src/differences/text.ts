import { dayInWords, fieldLines, fieldWords, plainLine } from '../changes/field-text.ts';
import type { Change } from '../changes/model.ts';
import { headlineOf } from '../changes/words.ts';
import { nameInSentence } from '../organisation/model.ts';
import type { Place } from '../publication/model.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { absolute, differencePath, listPath } from './addresses.ts';
import type { Difference } from './model/difference.ts';
import type { EntryDifference, FieldDifference } from './model/entry-difference.ts';
import {
  countsInWords,
  endName,
  fateOf,
  groupsOf,
  kindWords,
  listInFull,
  namesIn,
  samenessOf,
  zoneOfDays,
} from './words.ts';

/** What an e-mail shows without breaking lines once more. */
const columns = 72;

/** The difference as a letter would tell it: plain text, what changed first and the addresses last. */
export function differenceText(difference: Difference, place: Place): string {
  const { from, to, entries } = difference;
  const nameOf = namesIn(difference);
  const blocks = [
    heading(difference),
    [
      ...wrap(`From: ${listInFull(from)}.`, 6),
      ...wrap(`To:   ${listInFull(to)}.`, 6),
      ...wrap(zoneOfDays(difference)),
    ],
    wrap(entries.length === 0 ? samenessOf(difference) : `${countsInWords(difference)}.`),
    ...groupsOf(difference).flatMap(({ kind, entries: found }) => [
      [kindWords[kind].toUpperCase()],
      ...found.map((entry) => entryLines(entry, difference, nameOf)),
    ]),
    ...changeBlocks(entries, place),
    ['ADDRESSES'],
    addresses(difference, place),
  ];
  const shown = blocks.map((lines) => lines.filter((line) => line !== '').join('\n'));
  return `${shown.join('\n\n')}\n`;
}

/**
 * Breaks a text between words; lines after the first begin `hanging` columns further in. A word longer
 * than a line, such as an address, stays whole, because half of an address leads nowhere.
 */
export function wrap(text: string, hanging = 0, indent = 0): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  // Spaces that were set on purpose, in front of a value, stay.
  for (const word of text.split(/(?<=\S) |[\r\n\t]+/)) {
    const room = columns - widthOf(line) - (isEmpty ? 0 : 1);
    if (!isEmpty && widthOf(word) > room) {
      lines.push(line);
      line = ' '.repeat(indent + hanging);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

function widthOf(text: string): number {
  return [...text].length;
}

function heading({ from, to }: Difference): readonly string[] {
  const title = `Sub-processors of ${nameInSentence(to.snapshot.organisation)}`;
  return [...wrap(title), ...wrap(`What changed from ${endName(from)} to ${endName(to)}`)];
}

function entryLines(
  entry: EntryDifference,
  difference: Difference,
  nameOf: (slug: string) => string,
): readonly string[] {
  const fate = fateOf(entry, nameOf);
  return [
    ...wrap(entry.after.facts.name, 2, 2),
    ...(fate === '' ? [] : wrap(fate, 0, 4)),
    ...(entry.before === undefined ? stated(entry, difference) : compared(entry, difference)),
    ...(entry.more ? wrap('Touched by older changes too, which are left out here.', 0, 4) : []),
  ];
}

// A letter names what a reader must know of a newcomer; its page states all.
const told: readonly (keyof Facts)[] = [
  'legalName',
  'description',
  'dataCategories',
  'locations',
  'transfers',
  'scope',
  'effectiveFrom',
  'effectiveUntil',
  'disposal',
];

function stated({ after, changes }: EntryDifference, { to }: Difference): readonly string[] {
  const shown = told.filter((field) => after.facts[field] !== undefined);
  return [
    ...shown.flatMap((field) =>
      valueLines(`${fieldWords[field].label}: `, field, after.facts, to.snapshot.services, 4),
    ),
    ...(changes.length === 0 ? [] : wrap(`By ${changeNumbers(changes)}.`, 0, 4)),
  ];
}

function compared(entry: EntryDifference, difference: Difference): readonly string[] {
  const { before, after, fields } = entry;
  if (before === undefined) return [];
  const { from, to } = difference;
  return fields.flatMap((each) => [
    ...wrap(`${fieldWords[each.field].label}${behind(each)}`, 0, 4),
    ...valueLines('before: ', each.field, before.facts, from.snapshot.services, 6),
    ...valueLines('after:  ', each.field, after.facts, to.snapshot.services, 6),
  ]);
}

function behind({ change }: FieldDifference): string {
  return change === undefined ? '' : `, by change ${change}`;
}

function valueLines(
  label: string,
  field: keyof Facts,
  facts: Facts,
  services: Parameters<typeof fieldLines>[2],
  indent: number,
): readonly string[] {
  const lines = fieldLines(field, facts, services).map(plainLine);
  const [first = 'not stated', ...others] = lines;
  return [
    ...wrap(`${label}${first}`, label.length, indent),
    ...others.flatMap((line) => wrap(line, 0, indent + label.length)),
  ];
}

function changeNumbers(changes: readonly Change[]): string {
  const numbers = changes.map(({ id }) => id).toReversed();
  return `${numbers.length === 1 ? 'change' : 'changes'} ${numbers.join(', ')}`;
}

/** Each change once, oldest first, however many entries it touches. */
function changeBlocks(
  entries: readonly EntryDifference[],
  place: Place,
): readonly (readonly string[])[] {
  const changes = new Map(
    entries.flatMap((entry) => entry.changes.map((change) => [change.id, change])),
  );
  if (changes.size === 0) return [];
  const inOrder = [...changes.values()].toSorted((a, b) => a.id - b.id);
  return [['THE CHANGES'], ...inOrder.map((change) => changeLines(change, place))];
}

function changeLines(change: Change, place: Place): readonly string[] {
  const reasons = change.reason.split(/\n+/).filter((line) => line.trim() !== '');
  return [
    ...wrap(
      `${change.id}. ${headlineOf(change)}, effective ${dayInWords(change.effectiveOn)}`,
      2,
      2,
    ),
    ...reasons.flatMap((reason) => wrap(reason, 0, 4)),
    `    ${absolute(place, `/changes/${change.id}`)}`,
  ];
}

function addresses(difference: Difference, place: Place): readonly string[] {
  return [
    `  This difference:  ${absolute(place, differencePath(difference))}`,
    `  The first list:   ${absolute(place, listPath(difference.from))}`,
    `  The second list:  ${absolute(place, listPath(difference.to))}`,
    ...wrap('They are permanent and show the same lists for good.', 0, 2),
  ];
}
