import type { Child } from 'hono/jsx';
import type { AnnexThreeItem } from '../model/completeness.ts';
import type { EntryState } from '../model/facts.ts';

type Said = {
  readonly company: Child;
  /** Where it is at home. */
  readonly home: string | undefined;
  readonly name: Child;
  /** The same with the full stop behind it, which `Corp.` brings itself. */
  readonly nameClosed: Child;
};

const processes: Readonly<Record<EntryState, string>> = {
  announced: 'will process',
  current: 'processes',
  ended: 'processed',
  withdrawn: 'was to process',
};

const allOf = 'items that Annex III of the standard contractual clauses asks for.';

/** What the page of an entry says. */
export const en = {
  description: (entry: string, name: string, purpose: string) =>
    `${entry} as a sub-processor of ${name}: ${purpose}`,
  asJson: 'This entry as JSON',
  register: 'Sub-processors',
  lead: (state: EntryState, { company, home, nameClosed }: Said): Child => (
    <>
      {company}
      {home === undefined ? null : `, ${home},`} {processes[state]} personal data for {nameClosed}
    </>
  ),
  purpose: (text: Child): Child => <> Purpose: {text}</>,
  places: (text: Child, count: number): Child => (
    <>
      {' '}
      {count === 1 ? 'Place' : 'Places'}: {text}
    </>
  ),
  listed: (day: Child): Child => <>Listed {day}</>,
  listedHere: (day: Child): Child => <>Listed here {day}</>,
  changed: (day: Child): Child => <>Last changed {day}</>,
  imported: ', imported',
  contact: {
    title: 'Contact at this company',
    desk: 'Desk',
    person: 'Person',
    position: 'Position',
    email: 'E-mail',
    web: 'Web',
  },
  annexThree: 'Annex III',
  complete: (total: number) => `States all ${total} ${allOf}`,
  incomplete: (stated: number, total: number, missing: readonly AnnexThreeItem[]) =>
    `States ${stated} of the ${total} ${allOf} Missing: ${missing.map((item) => items[item]).join(', ')}.`,
  formats: {
    title: 'In other formats',
    csv: 'CSV of the register',
    stays: 'This address stays valid after the entry ends.',
  },
  due: {
    emergency: 'Changed in an emergency',
    about: 'About to change',
    change: (id: number) => `Change ${id}`,
  },
  life: {
    title: 'Its life',
    history: 'Its history, with what changed',
    wholeHistory: 'Its whole history, with what changed',
    begins: 'Begins',
    began: 'Began',
    ended: 'Ended',
    ends: 'Ends',
  },
  groups: {
    company: 'Company',
    processing: 'Processing',
    places: 'Places and transfer basis',
    scope: 'Scope and chain',
    contract: 'Contract and dates',
  },
  facts: {
    where: 'Where',
    ended: 'Ended',
    firstWithout: (day: Child): Child => <>{day}, the first day without processing</>,
    website: 'Website',
    privacy: 'Privacy notice',
    security: 'Security',
    services: 'Services',
    all: 'All',
    regions: 'Regions',
    plans: 'Plans',
    optional: 'Optional',
    isOptional: 'Optional; nothing is passed on until it is switched on',
    isFixed: 'Always part of the service',
    switchedOnBy: 'Switched on by',
    feature: 'Feature',
    engagedBy: 'Engaged by',
    engages: 'Engages',
    rank: 'Rank in the chain',
    rankOf: (rank: number, name: string) => `${rank}, where ${name} is 1`,
    ownList: 'Its own list',
    replaces: 'Replaces',
    replacedBy: 'Replaced by',
  },
};

export type EntryWords = typeof en;

const items: Readonly<Record<AnnexThreeItem, string>> = {
  legalName: 'legal name',
  legalAddress: 'address',
  contactName: 'name of a contact person',
  contactPosition: 'position of the contact',
  contactDetails: 'contact details',
  description: 'description of processing',
  responsibilities: 'delimitation of responsibilities',
};
