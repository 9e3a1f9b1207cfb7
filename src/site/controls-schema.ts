import { attestationForms, attestationStatuses, controlStatuses } from '../controls/model.ts';
import { criterionPatterns, type Framework, frameworkWords } from '../controls/model/criteria.ts';
import type { Json } from '../core/canonical-json.ts';
import type { Published } from '../publication/representation.ts';
import { head, schemaAt } from './json-schema.ts';
import {
  common,
  day,
  instant,
  link,
  listOf,
  oneOf,
  record,
  slug,
  text,
  translationsOf,
  whole,
} from './json-schema-words.ts';

/** The shape of `/trust/controls.json`. Like that of the list it only ever grows. */
export const controlsSchema: Published = schemaAt('/schema/controls-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Trust centre, security controls',
  description:
    'What is stated about security. Attestations are by others or say so; everything else is the company’s own statement. A member that is absent is not stated.',
  ...record(['organisation', 'counts', 'attestations', 'controls', 'questions', 'lawStatements'], {
    $schema: link,
    language: text,
    organisation: { $ref: '#/$defs/publisher' },
    counts: { $ref: '#/$defs/controlCounts' },
    attestations: listOf('attestation'),
    controls: listOf('control'),
    questions: listOf('question'),
    lawStatements: listOf('lawStatement'),
    dataAct: listOf('dataAct'),
    disclosure: { $ref: '#/$defs/disclosure' },
    feeds: { type: 'object', additionalProperties: link },
    links: { type: 'object', additionalProperties: link },
  }),
  $defs: {
    ...parts,
    address: common['address'],
    country: common['country'],
    contact: common['contact'],
    publisher: common['publisher'],
  },
}));

const id = { ...text, description: 'Unique within its list.' };
const markdown = { ...text, description: 'Markdown; HTML in it is text.' };
const order = { ...whole, description: 'Its place; those without one come last.' };
const stands = { url: link, changedAt: instant };

function numbersOf(framework: Framework): Json {
  return {
    type: 'array',
    items: { type: 'string', pattern: criterionPatterns[framework] },
    description: frameworkWords[framework].name,
  };
}

const controlCounts = record(['inPlace', 'inPart', 'planned'], {
  inPlace: whole,
  inPart: whole,
  planned: whole,
});

const parts: Readonly<Record<string, Json>> = {
  controlCounts,
  attestation: {
    ...record(['id', 'name', 'form', 'status', 'url', 'changedAt'], {
      id,
      name: text,
      form: oneOf(attestationForms),
      status: oneOf(attestationStatuses),
      scope: text,
      auditor: text,
      asOf: { ...day, description: 'The day of which it tells, instead of a period.' },
      periodFrom: day,
      periodUntil: day,
      issuedOn: day,
      validUntil: { ...day, description: 'The last day.' },
      expectedOn: { ...day, description: 'Of what is not held yet.' },
      nextAuditOn: day,
      document: slug,
      order,
      translations: translationsOf({ name: text, scope: text }),
      ...stands,
    }),
    description: 'Who examined it is `auditor`; a self-assessment was examined by nobody.',
  },
  control: record(['id', 'category', 'title', 'text', 'status', 'criteria', 'url', 'changedAt'], {
    id,
    category: text,
    title: text,
    text: markdown,
    status: oneOf(controlStatuses),
    plannedFor: { ...day, description: 'When it is to be in place, whole.' },
    criteria: record([], {
      tsc: numbersOf('tsc'),
      iso27001: numbersOf('iso27001'),
      ccm: numbersOf('ccm'),
    }),
    lastReviewedOn: day,
    order,
    translations: translationsOf({ category: text, title: text, text: markdown }),
    ...stands,
  }),
  question: record(['id', 'question', 'answer', 'url', 'changedAt'], {
    id,
    question: text,
    answer: markdown,
    order,
    translations: translationsOf({ question: text, answer: markdown }),
    ...stands,
  }),
  lawStatement: {
    ...record(['id', 'law', 'text', 'url', 'changedAt'], {
      id,
      law: text,
      fullName: text,
      text: markdown,
      reference: { ...link, description: 'The law, or more about it.' },
      order,
      translations: translationsOf({ law: text, fullName: text, text: markdown }),
      ...stands,
    }),
    description: 'The company’s own statement; nobody has examined it.',
  },
  dataAct: {
    ...record(['service', 'jurisdictions', 'technical', 'organisational', 'contractual'], {
      service: slug,
      jurisdictions: { type: 'array', items: { $ref: '#/$defs/country' } },
      jurisdictionNote: text,
      technical: markdown,
      organisational: markdown,
      contractual: markdown,
      translations: translationsOf({
        jurisdictionNote: text,
        technical: markdown,
        organisational: markdown,
        contractual: markdown,
      }),
      ...stands,
    }),
    description: 'Regulation (EU) 2023/2854, article 28(1), of one service.',
  },
  disclosure: {
    ...record(['text'], {
      text: markdown,
      thanksUrl: link,
      translations: translationsOf({ text: markdown }),
      ...stands,
    }),
    description:
      'What whoever reports a vulnerability may rely on; the contact is the organisation’s.',
  },
};
