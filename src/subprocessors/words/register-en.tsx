import type { Child } from 'hono/jsx';
import type { Facts, EntryState } from '../model/facts.ts';

type Disposal = NonNullable<Facts['disposal']>['method'];

const counted = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

/** What the register says. */
export const en = {
  title: 'Sub-processors',
  titleNumbered: (version: number) => `Sub-processors, version ${version}`,
  titleOn: (moment: string) => `Sub-processors on ${moment}`,
  titleBefore: 'Sub-processors as published before',
  description: (name: string) =>
    `The register of sub-processors of ${name}: purpose, place, transfer basis, status.`,
  /** For an organisation that nobody has named yet. */
  thisOrganisation: 'this organisation',
  lead: (name: Child, isPast: boolean): Child => (
    <>
      The companies that {isPast ? 'processed' : 'process'} personal data on behalf of {name} when
      we {isPast ? 'served' : 'serve'} our customers.
    </>
  ),
  noneYet: 'No sub-processor is published yet.',
  noneThen: 'No sub-processor was listed then.',
  nothingRecorded: 'Nothing is recorded of that time.',
  stamp: {
    version: (version: number) => `Version ${version}`,
    changed: (day: Child): Child => <>Last changed {day}</>,
    otherDay: 'On another day',
    timeline: 'Drawn as a timeline',
    map: 'On a map',
    flow: 'As a data flow',
    subscribe: 'Subscribe to changes',
    lastReviewOfOne: (day: Child): Child => <>Last review of an entry {day}</>,
    lastReviewed: (day: Child): Child => <>Last reviewed {day}</>,
    reviewedSince: (day: Child): Child => <>Every entry reviewed since {day}</>,
  },
  listAs: 'This list as',
  annexThree: 'Annex III',
  times: {
    title: 'On another day',
    asOf: 'What was in effect on',
    knownAt: 'What the list said by the end of',
    show: 'Show',
    showAsOf: ' what was in effect on this day',
    showKnownAt: ' what the list said by the end of this day',
    versions: 'Every version of this list',
    diff: 'What changed between two days',
    log: 'How to check that nothing was rewritten',
  },
  counted,
  countedOf: (found: number, all: number) => `${found} of ${counted(all)}`,
  countedIn: (state: EntryState, count: number) => `${count} ${state}`,
  showAll: 'Show all',
  noMatch: 'No entry matches this filter.',
  clear: (all: number) => `Clear it and show all ${counted(all)}`,
  filter: {
    label: 'Filter the register',
    service: 'Service',
    allServices: 'All services',
    country: 'Country',
    allCountries: 'All countries',
    category: 'Category',
    allCategories: 'All categories',
    text: 'Name or purpose',
    apply: 'Apply',
  },
  table: {
    caption: (name: string) => `Sub-processors of ${name}, announced, current and ended`,
    columns: {
      name: 'Sub-processor',
      purpose: 'What for, which data',
      where: 'Where',
      transfer: 'Transfer basis',
      service: 'Service',
      status: 'Status',
    },
    labels: { purpose: 'What for', transfer: 'Transfer' },
    remarks: {
      announced: 'not yet in effect',
      current: 'processing today',
      ended: 'kept for the record',
      withdrawn: 'taken back before its day',
    } satisfies Record<EntryState, string>,
    processingThen: 'processing then',
    inEffectThen: 'in effect on that day',
    allServices: 'All services',
    optional: 'optional',
    key: {
      DPF: 'DPF: EU-US Data Privacy Framework.',
      SCC: 'SCC: standard contractual clauses of the EU; module 3 covers a processor and its sub-processor.',
      IDTA: 'IDTA: International Data Transfer Agreement of the United Kingdom.',
    },
    wider: 'Entries that name no service concern all of them, and are shown with each.',
  },
  states: {
    announced: 'Announced',
    current: 'Current',
    ended: 'Ended',
    withdrawn: 'Withdrawn',
  } satisfies Record<EntryState, string>,
  status: {
    from: (day: Child): Child => <>from {day}</>,
    since: (day: Child): Child => <>since {day}</>,
    replacedBy: (name: Child): Child => <>, replaced by {name}</>,
    disposal: {
      returned: 'data returned',
      deleted: 'data deleted',
      'returned-and-deleted': 'data returned and deleted',
    } satisfies Record<Disposal, string>,
    corrected: (day: Child): Child => <>Corrected {day}</>,
    amended: (day: Child): Child => <>Amended {day}</>,
    change: (id: number) => `Change ${id}`,
    to: {
      added: (day: Child): Child => <>Announced from {day}</>,
      amended: (day: Child): Child => <>Amended from {day}</>,
      removed: (day: Child): Child => <>Ends from {day}</>,
      replaced: (day: Child): Child => <>Replaced from {day}</>,
    },
  },
};

export type RegisterWords = typeof en;
