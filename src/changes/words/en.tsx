import type { Child } from 'hono/jsx';
import type { ChangeClass, ItemKind } from '../model.ts';

type LinkTo = (text: string) => Child;

/** What stands in pages of other features too: changes to come, days, fields side by side. */
export const parts = {
  due: 'About to change',
  moreAnnounced: (count: number): string => `${count} more announced`,
  objectionsUntil: (day: Child): Child => <>, objections until {day}</>,
  by: (day: Child): Child => <>By {day}</>,
  mayObject: (place: string) => `You may object, until the end of the day, ${place}`,
  takesEffect: 'Takes effect',
  imported: ', imported',
  sameFields: 'No field of the entry differs.',
  fieldsOf: (name: Child, when: string): Child => (
    <>
      Fields of the entry {name} before and after {when}
    </>
  ),
  columns: ['Field', 'Before', 'After'] as readonly [string, string, string],
  notStated: 'Not stated',
  /** Completes `fieldsOf`. */
  thisChange: (id: number) => `change ${id}`,
  thisDifference: 'this difference',
};

/** The log of changes and its filter. */
export const log = {
  json: 'The log as JSON',
  title: 'Changes',
  description: (name: string) =>
    `Every change to the sub-processors of ${name}: announced, in effect, corrected.`,
  none: (feed: LinkTo): Child => (
    <>
      No change has been published yet. What changes later is announced here first, and in the{' '}
      {feed('feed')}.
    </>
  ),
  lead: (name: Child): Child => (
    <>
      Every change to the sub-processors of {name}, newest first. Nothing is taken out of this log.
    </>
  ),
  timeline: 'Who processed when, drawn as a timeline',
  compare: 'Compare two days',
  subscribe: 'Subscribe to changes',
  newestFirst: 'Changes, newest first',
  touching: (name: string) => ` that touch ${name}`,
  showAll: 'Show all',
  showAllOf: (total: string) => `Show all ${total}`,
  formats: 'This log as',
  total: (count: number) => (count === 1 ? '1 change' : `${count} changes`),
  noChange: 'No change',
  change: (id: number) => `Change ${id}`,
  range: (total: string, oldest: number, newest: number) => `${total}, ${oldest} to ${newest}`,
  andOlder: ', and older ones',
  noMatch: 'No change matches this filter.',
  noOlder: 'There are no changes before this one.',
  last: (day: Child): Child => <>The last change is of {day}.</>,
  filter: 'Filter the log',
  state: ['State', 'All states'] as Labels,
  kind: ['Kind', 'All kinds'] as Labels,
  class: ['Class', 'All classes'] as Labels,
  service: ['Service', 'All services'] as Labels,
  since: 'Published since',
  apply: 'Apply',
  kinds: {
    added: 'Added',
    removed: 'Removed',
    replaced: 'Replaced',
    amended: 'Amended',
  } as Readonly<Record<ItemKind, string>>,
  classes: { substantive: 'Substantive', correction: 'Correction' } as Readonly<
    Record<ChangeClass, string>
  >,
};

/** Of a list to choose from: its name, and what choosing nothing is called. */
type Labels = readonly [label: string, all: string];

/** The page of one change. */
export const change = {
  title: (id: number, title: string) => `Change ${id}, ${title}`,
  json: 'This change as JSON',
  changes: 'Changes',
  change: (id: number) => `Change ${id}`,
  substantive: 'Substantive change, ',
  items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  imported: 'Imported',
  notice: (days: number) => (days === 1 ? '1 day’s notice' : `${days} days’ notice`),
  takesPlaceOf: (link: (text: string) => Child, other: number): Child => (
    <>Takes the place of {link(`change ${other}`)}</>
  ),
  see: (link: (text: string) => Child, other: number): Child => <>See {link(`change ${other}`)}</>,
  why: 'Why',
  whyNow: 'Why it could not wait',
  emergency: (ground: string) => `This is an emergency replacement, ${ground}.`,
  next: 'Hear of the next one',
  feedsOfCorrections: 'These feeds carry corrections too.',
  feedsOfSteps: 'Each step of a change enters the feeds, from its announcement to its effect.',
  allServices: 'All services',
  calendar: 'These days for a calendar',
  allDays: 'All of them',
  steps: 'Step by step',
  entry: (name: Child): Child => (
    <>
      Entry in the register<span class="unseen"> of {name}</span>
    </>
  ),
  replacedBy: 'Replaced by',
  replaces: 'Replaces',
  dates: 'Dates',
  publishedElsewhere: 'Published, according to an imported history',
  recordedHere: 'Recorded here',
  announced: 'Announced',
  postponed: 'Postponed',
  objectionOver: 'Time to object over',
  withdrawn: 'Withdrawn, does not take effect',
  supersededBy: (id: number | undefined) => `Superseded by change ${id ?? ''}`,
  atOnce: 'Published, in effect at once',
  tookEffect: 'Took effect',
  publishedHere: 'Published here',
};

/** How to object to a change. */
export const objecting = {
  object: 'Object to this change',
  calendar: 'Add to calendar',
  title: 'How to object',
  form: 'the form',
  noWindow: (form: Child, writing: Child): Child => (
    <>
      A change of this kind opens no time to object. What you write by {form} is kept and answered
      all the same. {writing}
    </>
  ),
  open: (form: Child, day: Child, writing: Child): Child => (
    <>
      Use {form} by {day}, no account needed. {writing}
    </>
  ),
  over: (form: Child, day: Child, writing: Child): Child => (
    <>
      On general terms the time to object ended on {day}. What comes later by {form} is kept too; it
      is late only by your own terms. {writing}
    </>
  ),
  general:
    'This day is that of general terms. Customers on other terms have their own in the notice that was sent to them.',
  write: (mailbox: Child, id: number): Child => (
    <>
      Or write to {mailbox} and name change {id}.
    </>
  ),
};

/** When the steps of a change were recorded. */
export const proof = {
  title: 'Proof',
  published: 'Published',
  recordedHere: 'Recorded here',
  version: (link: LinkTo, number: number, isPublished: boolean): Child => (
    <>
      {link(`Version ${number}`)} of the register{isPublished ? '' : ', as it stood'}
    </>
  ),
  event: 'Event',
  page: 'This page',
  toCome:
    'The numbers of its events, its places in the transparency log and their proofs come into being when it is published.',
  permanent:
    'This address is permanent. What was published is never edited; a later step is added to the dates.',
  proof: 'proof',
  proofOf: (leaf: number) => `Proof of leaf ${leaf}`,
  inLog: (link: LinkTo): Child => <>In the {link('log')}</>,
  publishedAs: (leaf: number) => `Published: leaf ${leaf}, `,
  items: (first: number, last: number) =>
    first === last ? `Its item: leaf ${first}` : `Its items: leaves ${first} to ${last}`,
  step: (name: string, leaf: number) => `${name}: leaf ${leaf}, `,
};

/** The life of an entry. */
export const history = {
  title: (name: Child): Child => <>History of {name}</>,
  plainTitle: (name: string) => `History of ${name}`,
  description: (owner: string, name: string) =>
    `What the register of ${owner} has said about ${name}, and when.`,
  lead: 'What the register has said about this entry, from when it held, and the change behind it.',
  subprocessors: 'Sub-processors',
  history: 'History',
  newestFirst: 'Newest first',
  older: 'Older states, newest first',
  formats: 'This history as',
  nothingBefore: 'There is nothing before this.',
  showNewest: 'Show the newest states',
  events: {
    announced: 'Announced',
    withdrawn: 'Withdrawn',
    ended: 'Ended',
    listed: 'Listed',
    corrected: 'Corrected',
    amended: 'Amended',
  },
  cameToNothing: (day: Child, isWithdrawn: boolean): Child => (
    <>
      {day}, {isWithdrawn ? 'did not come to be' : 'superseded'}
    </>
  ),
  from: (day: Child, isKnown: boolean): Child => (
    <>
      {isKnown ? 'From' : 'Known from'} {day}
    </>
  ),
  until: (day: Child): Child => <> until {day}</>,
  claimed: (day: Child): Child => <>Published {day}, as an imported history claims</>,
  announced: (day: Child): Child => <>Announced {day}</>,
  takesEffect: (day: Child): Child => <>Takes effect {day}</>,
  recordedHere: 'Recorded here',
  version: (number: number) => `Version ${number} of the register`,
};

/** The versions of the register. */
export const versions = {
  json: 'The versions as JSON',
  title: 'Versions of the register',
  description: (name: string) =>
    `Every version of the register of sub-processors of ${name}, each at a permanent address.`,
  subprocessors: 'Sub-processors',
  versions: 'Versions',
  lead: (name: Child): Child => (
    <>
      Each publication of the register of {name} has a number and an address at which it stays as it
      was. Versions name no contact persons: those can be erased.
    </>
  ),
  compare: 'Compare two days',
  none: 'Nothing has been published yet.',
  newestFirst: 'Versions of the register, newest first',
  columns: ['Version', 'Published', 'What changed', 'Formats'] as readonly [
    string,
    string,
    string,
    string,
  ],
  version: (number: number) => `Version ${number}`,
  ofVersion: (number: number) => ` of version ${number}`,
  claim: 'Imported claim',
  change: (id: number) => `Change ${id}`,
  annex: 'Annex III',
};
