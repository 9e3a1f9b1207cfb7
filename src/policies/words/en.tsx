import type { Child } from 'hono/jsx';

/** What the pages of policies say. */
export const en = {
  policies: 'Policies',
  allPolicies: (count: number) => (count === 1 ? 'Policies and terms' : `All ${count} policies`),
  retention: 'How long records are kept',
  inEffect: 'In effect',
  toChange: 'To change',
  fromThatDay: 'In effect from that day',
  updatedThatDay: 'Last updated on that day',
  announcedPolicies: 'Announced policies',
  materialChange: 'Material change',
  change: 'Change',
  /** Behind the title of the policy and a colon. */
  takesEffect: (version: (text: string) => Child, number: number, day: Child): Child => (
    <>
      {version(`version ${number}`)} takes effect on {day}.
    </>
  ),
  whatChanges: 'What changes',
  policiesJson: 'The policies as JSON',
  listDescription: (name: string) =>
    `Policies and terms of ${name}: what is in effect, since when, and what is to come.`,
  listLead: (name: Child): Child => (
    <>
      What {name} promises about personal data, and the terms that go with it. Each version keeps
      its address, and what changed between two can be read word by word.
    </>
  ),
  noneYet: (feed: (text: string) => Child): Child => (
    <>No policy is published yet. What is comes here, and in the {feed('feed')}.</>
  ),
  columns: { policy: 'Policy', inEffect: 'In effect', updated: 'Last updated', toCome: 'To come' },
  notYet: 'Not yet',
  nothing: 'Nothing',
  version: (number: number) => `Version ${number}`,
  from: (day: Child): Child => <>from {day}</>,
  policyJson: 'This policy as JSON',
  versions: 'Versions',
  versionsStay: 'Each stays at its address as it was.',
  changedSince: (number: number) => `what changed since version ${number}`,
  announced: (isMaterial: boolean, day: Child): Child => (
    <>
      {isMaterial ? 'Material' : 'Not material'}, announced {day}
    </>
  ),
  versionTitle: (title: string, number: number) => `${title}, version ${number}`,
  versionJson: 'This version as JSON',
  aboutVersion: 'About this version',
  announcement: 'The announcement',
  announcedOn: (at: Child, isMaterial: boolean, effective: Child): Child => (
    <>
      Announced on {at}, {isMaterial ? 'as a material change' : 'as no material change'}, with
      effect from {effective}.
    </>
  ),
  withdrawnOn: (at: Child, reason: Child): Child => (
    <>
      <strong>Withdrawn</strong> on {at}, before it took effect: {reason}
    </>
  ),
  supersededOn: (at: Child): Child => <>Superseded on {at}.</>,
  changedSinceVersion: (number: number) => `What changed since version ${number}`,
  versionInEffect: (number: number) => `Version ${number}, in effect`,
  compare: 'Compare with it',
  inEffectFrom: (day: Child): Child => <>In effect from {day}</>,
  lastUpdated: (day: Child): Child => <>Last updated {day}</>,
  fallback: (language: Child): Child => (
    <>This version is not written in the language asked for; it is shown in {language}.</>
  ),
  contents: 'Contents of this text',
  differenceTitle: (title: string, from: number, to: number) =>
    `${title}: version ${from} to ${to}`,
  differenceDescription: (title: string, from: number, to: number) =>
    `What changed in “${title}” from version ${from} to version ${to}, word by word.`,
  differenceJson: 'This difference as JSON',
  difference: 'Difference',
  whatChanged: (from: number, to: number) => `What changed from version ${from} to version ${to}`,
  otherLanguages: 'The two are compared in different languages, because no language has both.',
  howMuch: (count: number, sections: number) => {
    if (count === 0) return 'The two say the same.';
    const changes = count === 1 ? 'One place differs' : `${count} places differ`;
    return `${changes}, in ${sections === 1 ? 'one section' : `${sections} sections`}.`;
  },
  howMarked: (
    <>
      <del>Struck through</del> is what went, <ins>underlined</ins> is what came.
    </>
  ) as Child,
  beforeHeading: 'Before the first heading',
  same: (count: number) =>
    count === 1 ? 'One paragraph or row is the same.' : `${count} paragraphs or rows are the same.`,
  removed: 'removed',
  added: 'added',
  unchanged: 'Unchanged',
  unchangedNote: 'Sections that say the same in both.',
};

export type PolicyWords = typeof en;
