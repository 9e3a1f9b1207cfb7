import type { Child } from 'hono/jsx';
import type { Attestation, ControlStatus } from '../model.ts';

/** Only a certificate makes anything certified: an auditor reports, and a self-assessment is one’s own. */
export const held = {
  report: 'Report issued',
  certificate: 'Certified',
  'self-assessment': 'Completed',
} as Readonly<Record<Attestation['form'], string>>;

export const forms = {
  report: 'Auditor’s report',
  certificate: 'Certificate',
  'self-assessment': 'Self-assessment, not audited',
} as Readonly<Record<Attestation['form'], string>>;

export const controls = {
  'in-place': 'In place',
  'in-part': 'In part',
  planned: 'Planned',
} as Readonly<Record<ControlStatus, string>>;

export const lapsed: string = 'Lapsed';
export const planned: string = 'Planned';
export const inProgress: string = 'In progress';

/** Behind a number. */
export const counted = {
  'in-place': 'in place',
  'in-part': 'in part',
  planned: 'planned',
} as Readonly<Record<ControlStatus, string>>;

/** Of the overview. */
export const brief = {
  title: 'Security',
  all: (count: number) => (count < 2 ? 'What we do and who examined it' : `All ${count} controls`),
  controls: (counts: string) => `Controls: ${counts}.`,
  expected: 'Expected',
  validUntil: 'Valid until',
  wasValidUntil: 'Was valid until',
  issued: 'Issued',
  noDate: 'No date',
};

/** Of the page itself, by its sections. */
export const page = {
  title: 'Security controls',
  description: (name: string) =>
    `What ${name} does to protect data, who has examined it, and what is planned.`,
  lead: (name: Child): Child => (
    <>What {name} does to protect data, who has examined it, and what is not there yet.</>
  ),
  nothing: 'Nothing is stated about security here yet.',
  counted: (count: number, counts: string) =>
    `${count === 1 ? '1 control' : `${count} controls`}: ${counts}`,
  edited: (day: Child): Child => <>Last edited {day}</>,
  identifiers:
    'Identifiers behind a control are those of the criteria it answers. Their texts are their publishers’.',
  formats: 'This as',
  contents: 'On this page',
  plannedFor: (word: string, day: Child): Child => (
    <>
      {word} for {day}
    </>
  ),
  completeBy: (word: string, day: Child): Child => (
    <>
      {word}, complete by {day}
    </>
  ),
  reviewed: (day: Child): Child => <>Reviewed {day}</>,
};

export const attestations = {
  title: 'Reports and certificates',
  lead: 'By whom each was examined, and what is still to come.',
  caption: 'Reports and certificates, by whom, their status and dates',
  columns: ['Attestation', 'Status', 'Covers'] as readonly [string, string, string],
  issued: 'Issued',
  expected: 'Expected',
  validUntil: 'Valid until',
  audit: 'Audit',
  asOf: (day: Child): Child => <>As of {day}</>,
  period: (from: Child, until: Child): Child => (
    <>
      {from} to {until}
    </>
  ),
};

export const statements = {
  questions: 'Questions and answers',
  questionsLead: 'What customers’ security teams ask most.',
  laws: 'Statements about laws',
  lawsLead: (name: Child): Child => (
    <>In the words of {name} alone. No authority and no auditor has examined them.</>
  ),
  report: 'Report a vulnerability',
  orHere: 'Or here',
  contactForm: 'Contact form',
  thanks: 'Thanks',
  write: 'Write to',
  policy: 'Policy',
  encryption: 'Encryption key',
  languages: 'Languages',
  programs: 'For programs',
};

/** What article 28(1) of the EU Data Act asks for. */
export const dataAct = {
  title: 'Infrastructure and governments',
  lead: (regulation: (text: string) => Child): Child => (
    <>
      Published under article 28 of the EU Data Act, {regulation('Regulation (EU) 2023/2854')}:
      where the infrastructure is, and what is done against access by governments of other countries
      to data held in the EU where EU law forbids it.
    </>
  ),
  jurisdiction: 'Jurisdiction of the infrastructure',
  technical: 'Technical measures',
  organisational: 'Organisational measures',
  contractual: 'Contractual measures',
  edited: 'Last edited',
};
