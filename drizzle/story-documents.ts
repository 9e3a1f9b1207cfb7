import { addDays, type Day } from '../src/core/day.ts';
import type { DocumentFacts, EditionFacts } from '../src/documents/model.ts';
import type { Paper } from './papers.ts';
import { controlsOf } from './story-control-list.ts';
import {
  agreementPaper,
  bridgePaper,
  caiqPaper,
  clausesPaper,
  penetrationPaper,
  reportPaper,
} from './story-papers.ts';

/** A version of a document of the demonstration, put in force on a day; invented like the rest of it. */
export type StoryDocument = {
  readonly publishedOn: Day;
  readonly slug: string;
  readonly document: DocumentFacts;
  readonly version: EditionFacts;
  readonly fileName: string;
  readonly write: () => Paper;
};

/** Oldest first. */
export function tellDocuments(today: Day): readonly StoryDocument[] {
  const asOf = addDays(today, -131);
  const reported = addDays(today, -97);
  const bridged = addDays(today, -21);
  const tested = addDays(today, -24);
  const answered = addDays(today, -160);
  const controls = controlsOf(addDays(today, -143), today);
  // Two came after the day of the report.
  const { 'AC-04': _, 'SD-04': __, ...examined } = controls.all;
  return [
    {
      publishedOn: addDays(today, -143),
      slug: 'data-processing-agreement',
      document: {
        title: 'Data processing agreement',
        kind: 'dpa',
        description:
          'Part of every contract for the Qluster service, with the content of article 28 GDPR. For signature on paper or with changes write to privacy@qluster.example.',
        visibility: 'public',
        isMarked: false,
        order: 40,
      },
      version: { label: 'Version 3', issuedOn: addDays(today, -400) },
      fileName: 'Qluster DPA.pdf',
      write: agreementPaper,
    },
    {
      publishedOn: addDays(today, -143),
      slug: 'standard-contractual-clauses',
      document: {
        title: 'Standard contractual clauses',
        kind: 'standard-contractual-clauses',
        description:
          'Module two of the clauses of 2021, with our choices and annexes I to III; module three takes its place where you are a processor.',
        visibility: 'public',
        isMarked: false,
        order: 50,
      },
      version: { label: 'Decision (EU) 2021/914', issuedOn: addDays(today, -400) },
      fileName: 'Qluster SCC module two.pdf',
      write: clausesPaper,
    },
    {
      publishedOn: addDays(today, -143),
      slug: 'caiq',
      document: {
        title: 'CAIQ 4 answers',
        kind: 'questionnaire',
        description:
          'Our answers to the questionnaire of the Cloud Security Alliance. Most security questionnaires ask the same; please look here first.',
        visibility: 'on-request',
        isMarked: false,
        order: 30,
      },
      version: { label: 'CAIQ 4.0', issuedOn: answered, validUntil: addDays(answered, 365) },
      fileName: 'Qluster CAIQ 4.pdf',
      write: () => caiqPaper(answered, controls.all),
    },
    {
      publishedOn: addDays(today, -96),
      slug: 'soc-2-type-i-report',
      document: {
        title: 'SOC 2 Type I report',
        kind: 'soc2-report',
        description: [
          'The report of our auditor on how the controls of the Qluster service for security, availability and confidentiality are **designed**. It tells of one day; the report of Type II will tell how they work over half a year.',
          'Its use is restricted by the standards of the AICPA: it is for customers and for those who think about becoming one.',
        ].join('\n\n'),
        visibility: 'nda',
        isMarked: true,
        order: 10,
      },
      version: {
        label: 'Type I',
        asOf,
        issuedOn: reported,
        validUntil: addDays(reported, 365),
      },
      fileName: 'Qluster SOC 2 Type I.pdf',
      write: () => reportPaper(asOf, reported, examined),
    },
    {
      publishedOn: addDays(today, -20),
      slug: 'soc-2-bridge-letter',
      document: {
        title: 'SOC 2 bridge letter',
        kind: 'bridge-letter',
        description: 'Our own statement on what has changed since the day of the report.',
        visibility: 'nda',
        isMarked: true,
        bridgeOf: 'soc-2-type-i-report',
        order: 11,
      },
      version: {
        periodFrom: addDays(asOf, 1),
        periodUntil: bridged,
        issuedOn: bridged,
        validUntil: addDays(bridged, 90),
      },
      fileName: 'Qluster SOC 2 bridge letter.pdf',
      write: () => bridgePaper(asOf, bridged),
    },
    {
      publishedOn: addDays(today, -17),
      slug: 'penetration-test-summary',
      document: {
        title: 'Penetration test summary',
        kind: 'penetration-test-summary',
        description:
          'What an independent firm tested and found, without the details that would help an attacker.',
        visibility: 'on-request',
        isMarked: true,
        order: 20,
      },
      version: {
        label: 'Web application and API',
        asOf: tested,
        issuedOn: addDays(tested, 5),
        validUntil: addDays(tested, 370),
      },
      fileName: 'Qluster penetration test.pdf',
      write: () => penetrationPaper(tested),
    },
  ];
}
