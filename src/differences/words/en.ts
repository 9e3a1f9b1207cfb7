import type { DifferenceKind } from '../model/entry-difference.ts';

/** What tells a difference, on its page and, in English, as text; days are in words already. */
export const told = {
  /** The heading of each group. */
  kinds: {
    added: 'Added',
    'in-effect': 'Now in effect',
    replaced: 'Replaced',
    ended: 'Ended',
    amended: 'Amended',
    announced: 'Change announced',
  } as Readonly<Record<DifferenceKind, string>>,
  /** Behind a number. */
  counted: {
    added: 'added',
    'in-effect': 'now in effect',
    replaced: 'replaced',
    ended: 'ended',
    amended: 'amended',
    announced: 'with a change announced',
  } as Readonly<Record<DifferenceKind, string>>,
  /** What a title calls an end, behind `from` and `to`. */
  momentEnd: (moment: string) => `${moment} UTC`,
  beginning: 'the beginning',
  versionEnd: (version: number) => `version ${version}`,
  list: (version: number, day: string, isClaimed: boolean) =>
    `Version ${version} of the list, published on ${day}${isClaimed ? ' according to an imported history' : ''}`,
  emptyList: 'An empty list: nothing has been published yet',
  emptySince: (day: string) => `An empty list: the records begin on ${day}`,
  zone: (zone: string) => `Days are taken to their end in ${zone}.`,
  noDifference: 'No entry differs between the two.',
  nothingThen: 'Nothing had been published by then.',
  sameVersion: (version: number) => `Nothing changed: both are version ${version} of the list.`,
  replacedBy: (name: string) => `Replaced by ${name}.`,
  replaces: (name: string) => `Replaces ${name}.`,
  changedBack: 'Changed and changed back: no field differs.',
  endedSince: 'It has ended since.',
  announced: 'Announced.',
  announcedFor: (day: string) => `Announced, to take effect on ${day}.`,
  sameSoFar: 'It says the same so far.',
  changeFor: (id: number, day: string) => `Change ${id} is announced for ${day}.`,
};

/** Of the page only. */
export const page = {
  title: 'What changed',
  titleOf: (from: string, to: string) => `What changed from ${from} to ${to}`,
  description: (name: string) =>
    `What changed in the sub-processors of ${name} between two days or versions.`,
  json: 'This difference as JSON',
  text: 'This difference as text',
  lead: (counts: string) => `In the list of sub-processors: ${counts}.`,
  changes: 'Changes',
  difference: 'Difference',
  from: 'From',
  to: 'To',
  formats: 'This difference as',
  textForm: 'Text for an e-mail',
  entries: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
  change: (id: number) => `Change ${id}`,
  older: 'Older changes are left out.',
  choose: 'Choose two days',
  fromDay: 'From the end of',
  toDay: 'To the end of (empty: now)',
  compare: 'Compare',
  between: 'Between two days, or two versions of the list.',
  turn: 'Show it the right way round',
  newest: 'What the newest version changed',
  versions: 'All versions',
};
