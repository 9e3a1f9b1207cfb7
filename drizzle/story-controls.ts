import type {
  Attestation,
  Control,
  DataActFacts,
  Disclosure,
  LawStatement,
  Question,
} from '../src/controls/model.ts';
import { addDays, type Day } from '../src/core/day.ts';
import { controlsOf } from './story-control-list.ts';

/** What Qluster Corp. states about security from a day on: invented like the rest of it. */
export type StoryStatements = {
  readonly publishedOn: Day;
  readonly stated: {
    readonly attestations?: Readonly<Record<string, Attestation>>;
    readonly controls?: Readonly<Record<string, Control>>;
    readonly questions?: Readonly<Record<string, Question>>;
    readonly laws?: Readonly<Record<string, LawStatement>>;
    readonly dataAct?: Readonly<Record<string, DataActFacts>>;
    readonly disclosure?: Disclosure;
  };
};

/** The page is opened, the report comes, and what was planned is done or begun. */
export function tellControls(today: Day): readonly StoryStatements[] {
  const opened = addDays(today, -143);
  const controls = controlsOf(opened, today);
  const { 'AC-04': hardwareKeys, 'SD-04': signedBuilds } = controls.before;
  return [
    {
      publishedOn: opened,
      stated: {
        attestations: {
          'soc-2-type-i': typeOneComing(today),
          'iso-27001': iso(today),
          caiq: caiq(today),
        },
        controls: { ...controls.all, 'AC-04': hardwareKeys, 'SD-04': signedBuilds },
        questions,
        laws,
        dataAct,
        disclosure,
      },
    },
    {
      publishedOn: addDays(today, -96),
      stated: { attestations: { 'soc-2-type-i': typeOne(today) } },
    },
    {
      publishedOn: addDays(today, -88),
      stated: { attestations: { 'soc-2-type-ii': typeTwo(today) } },
    },
    {
      publishedOn: addDays(today, -61),
      stated: { controls: pick(controls.all, 'AC-04') },
    },
    {
      publishedOn: addDays(today, -23),
      stated: { controls: pick(controls.all, 'SD-04') },
    },
  ];
}

function pick(
  controls: Readonly<Record<string, Control>>,
  id: string,
): Readonly<Record<string, Control>> {
  const control = controls[id];
  if (control === undefined) throw new Error(`the story has no control ${id}`);
  return { [id]: control };
}

const auditor = 'Example Assurance LLP';
const criteria = 'Security, availability and confidentiality of the Qluster service';

function typeOne(today: Day): Attestation {
  return {
    name: 'SOC 2 Type I',
    form: 'report',
    status: 'held',
    scope: criteria,
    auditor,
    asOf: addDays(today, -131),
    issuedOn: addDays(today, -97),
    document: 'soc-2-type-i-report',
    order: 1,
  };
}

/** As it was before the report: the auditor at work. */
function typeOneComing(today: Day): Attestation {
  const { issuedOn: _, document: __, ...facts } = typeOne(today);
  return { ...facts, status: 'in-progress', expectedOn: addDays(today, -90) };
}

function typeTwo(today: Day): Attestation {
  return {
    name: 'SOC 2 Type II',
    form: 'report',
    status: 'in-progress',
    scope: criteria,
    auditor,
    periodFrom: addDays(today, -90),
    periodUntil: addDays(today, 91),
    expectedOn: addDays(today, 140),
    order: 2,
  };
}

function iso(today: Day): Attestation {
  return {
    name: 'ISO/IEC 27001:2022',
    form: 'certificate',
    status: 'planned',
    scope: 'Development and operation of the Qluster service',
    nextAuditOn: addDays(today, 210),
    expectedOn: addDays(today, 300),
    order: 3,
  };
}

function caiq(today: Day): Attestation {
  return {
    name: 'CSA CAIQ 4',
    form: 'self-assessment',
    status: 'held',
    scope: 'The Qluster service',
    issuedOn: addDays(today, -160),
    document: 'caiq',
    order: 4,
  };
}

const questions: Readonly<Record<string, Question>> = {
  'where-is-data-kept': {
    question: 'Where is our data kept?',
    answer:
      'Customer content of the Qluster service is kept in the EEA: files in Germany and Ireland, the database in Ireland, encrypted backups in Germany and Finland. Some sub-processors see parts of it elsewhere; the [register](https://qluster.example/trust/subprocessors) says which, where, and on what basis.',
    order: 1,
  },
  'who-can-see-data': {
    question: 'Who at Qluster can see our content?',
    answer:
      'By default nobody. Support asks for access to one workspace, an administrator of that workspace grants it in the application, and it ends by itself after 24 hours. Four engineers on call can reach production to mend an outage; each session is recorded and read by somebody else the next working day.',
    order: 2,
  },
  'is-data-used-for-ai': {
    question: 'Do you train AI models with our content?',
    answer:
      'No. Neither do we, nor do the providers we use: their contracts forbid it. AI features are off until an administrator turns them on.',
    order: 3,
  },
  'single-sign-on': {
    question: 'Do you support single sign-on and provisioning?',
    answer:
      'Yes: SAML 2.0 and OpenID Connect on every paid plan, SCIM 2.0 on the Business plan. An administrator can require single sign-on for everybody and for API tokens.',
    order: 4,
  },
  'encryption-keys': {
    question: 'Can we bring our own encryption key?',
    answer:
      'Not yet. Each workspace has a key of its own, kept in the key management service of our infrastructure provider. Customer-managed keys are planned; control **CR-05** says when.',
    order: 5,
  },
  'after-the-contract': {
    question: 'What happens to our data when we leave?',
    answer: [
      'You can export everything as JSON and files at any time, and for 30 days after the contract ends.',
      'On day 31 it is deleted from production, and within 35 further days from backups. We confirm it in writing on request.',
    ].join('\n\n'),
    order: 6,
  },
  'penetration-test': {
    question: 'How often are you tested by somebody else?',
    answer:
      'Once a year by an independent firm, with source code at hand, and after changes to how people sign in. Customers get the summary; findings of high severity are mended before it is written.',
    order: 7,
  },
  'breach-notice': {
    question: 'How soon do you tell us of a breach?',
    answer:
      'Without undue delay, and at most 48 hours after we know that personal data of yours is affected, to the security contact in your account. We write what we know then and add to it, rather than wait until we know everything.',
    order: 8,
  },
  'recovery-times': {
    question: 'What are your recovery objectives?',
    answer:
      '| Aim | Objective | Last exercise |\n| --- | --- | --- |\n| Service back (RTO) | 4 hours | 2 hours 35 minutes |\n| Data lost at most (RPO) | 15 minutes | 6 minutes |',
    order: 9,
  },
};

const laws: Readonly<Record<string, LawStatement>> = {
  gdpr: {
    law: 'GDPR',
    fullName: 'Regulation (EU) 2016/679',
    text: [
      'For customer content we are a processor and act on the customer’s instructions. Our data processing agreement has the content of Article 28, names the sub-processors of this site, and contains the standard contractual clauses (module two or three) where data leaves the EEA.',
      'For accounts, billing and this website we are the controller.',
    ].join('\n\n'),
    reference: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj',
    order: 1,
  },
  'uk-gdpr': {
    law: 'UK GDPR',
    fullName: 'UK General Data Protection Regulation and Data Protection Act 2018',
    text: 'The agreement holds for the United Kingdom too, with the International Data Transfer Addendum of the ICO.',
    order: 2,
  },
  ccpa: {
    law: 'CCPA',
    fullName: 'California Consumer Privacy Act, as amended by the CPRA',
    text: 'We are a service provider. We do not sell or share personal information, and do not combine what customers give us with what we have from elsewhere.',
    order: 3,
  },
  hipaa: {
    law: 'HIPAA',
    fullName: '45 CFR Parts 160 and 164',
    text: 'The Qluster service is not meant for protected health information, and we do not sign business associate agreements. Please do not put such data there.',
    order: 4,
  },
};

const dataAct: Readonly<Record<string, DataActFacts>> = {
  'qluster-service': {
    jurisdictions: ['DE', 'FI', 'IE'],
    jurisdictionNote:
      'Some of it belongs to groups with a parent in the United States, and Qluster Corp. itself is a company of Delaware.',
    technical:
      'Data is encrypted on disk and on its way. The keys of each workspace are kept in the EU and are not exported. Staff outside the EU have no standing access to content; a grant is for one workspace, for 24 hours, and is logged.',
    organisational:
      'A request by an authority goes to counsel first. We check its basis, narrow or contest it where Union or national law stands against it, and tell the customer before anything is handed over unless that is forbidden. So far there was none for non-personal data.',
    contractual:
      'Our agreement, and those with our infrastructure providers, oblige each to contest such requests, to hand over no more than what must be, and to tell the customer.',
  },
  website: {
    jurisdictions: ['DE', 'US'],
    technical: 'The website holds accounts and invoices, and no customer content.',
    organisational: 'The same review of requests by authorities as for the Qluster service.',
    contractual: 'The terms of our providers oblige them to refer requests by authorities to us.',
  },
};

const disclosure: Disclosure = {
  text: [
    'Tell us what you found and how to see it ourselves. You need not have finished, and a report may be anonymous.',
    '- A person answers within **two working days**, and says within ten what we make of it.\n- We do not take legal action against research that stays within this policy: your own accounts, no data of others, no denial of service, no social engineering.\n- We agree with you on a day of publication, 90 days after your report at most, and thank you by name if you like.',
    'In scope are qluster.example and its subdomains, the Qluster service and its API. We pay no bounties.',
  ].join('\n\n'),
  thanksUrl: 'https://qluster.example/security/thanks',
};
