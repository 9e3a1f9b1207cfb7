import { z } from 'zod';
import {
  calendarDay,
  countryCode,
  line,
  page,
  prose,
  slug,
  translations,
  webAddress,
} from '../http/schema.ts';
import { safeUrl } from '../core/text.ts';
import {
  attestationForms,
  attestationStatuses,
  controlStatuses,
  type FactsOf,
  type Kind,
} from './model.ts';
import { faultInCriterion, type Framework, frameworkWords } from './model/criteria.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Is one of ${values.join(', ')}.` });

function markdown(max: number) {
  return prose(max).meta({
    description:
      'Markdown; HTML stays text and images are refused. Name no person: the log keeps it for ever',
  });
}

const order = z.int().min(1).max(1_000_000).exactOptional().meta({
  description: 'Its place; those without one come last',
});

/** As it is published, so that what is exported and imported again is the same. */
const written = webAddress
  .transform((text) => safeUrl(text) ?? text)
  .refine(
    (text) =>
      /^([\w\-.~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(#[\w\-.~:/?@!$&'()*+,;=%]*)?$/.test(text),
    'Holds characters that no web address has (RFC 3986); write them as %xx.',
  );

export const statementId = z
  .string({ error: 'Must be text.' })
  .max(40, 'Has at most 40 characters.')
  .regex(
    /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/,
    'Must be letters and digits, with single hyphens or dots between them, e.g. AC-01.',
  )
  .meta({ example: 'AC-01', description: 'A part of links to it' });

export const attestationFacts = z
  .strictObject({
    name: line(200).meta({ example: 'SOC 2 Type II' }),
    form: oneOf(attestationForms),
    status: oneOf(attestationStatuses),
    scope: line(500).exactOptional(),
    auditor: line(200).exactOptional().meta({ description: 'A firm, not a person' }),
    asOf: calendarDay.exactOptional(),
    periodFrom: calendarDay.exactOptional(),
    periodUntil: calendarDay.exactOptional(),
    issuedOn: calendarDay.exactOptional(),
    validUntil: calendarDay.exactOptional().meta({
      description: 'The last day. When it is over, Annex says that it has lapsed',
    }),
    expectedOn: calendarDay.exactOptional().meta({ description: 'Of what is not held yet' }),
    nextAuditOn: calendarDay.exactOptional(),
    document: slug.exactOptional().meta({ description: 'Slug of the document that holds it' }),
    order,
    translations: translations(
      z
        .strictObject({ name: line(200).exactOptional(), scope: line(500).exactOptional() })
        .meta({ id: 'AttestationTranslation' }),
    ),
  })
  .meta({ id: 'AttestationFacts' });

function numbersOf(framework: Framework) {
  return z
    .array(
      z.string({ error: 'Must be text.' }).superRefine((number, issues) => {
        const fault = faultInCriterion(framework, number);
        if (fault !== undefined) issues.addIssue({ code: 'custom', message: fault });
      }),
    )
    .min(1, 'Leave it out where there are none.')
    .max(40, 'Has at most 40 items.')
    .refine((numbers) => new Set(numbers).size === numbers.length, 'Names one twice.')
    .exactOptional()
    .meta({ description: frameworkWords[framework].name });
}

const criteria = z
  .strictObject({
    tsc: numbersOf('tsc'),
    iso27001: numbersOf('iso27001'),
    ccm: numbersOf('ccm'),
  })
  .meta({ id: 'ControlCriteria', description: 'Numbers only: the texts are their publishers’' });

export const controlFacts = z
  .strictObject({
    category: line(100).meta({ example: 'Access control' }),
    title: line(200),
    text: markdown(8_000),
    status: oneOf(controlStatuses),
    plannedFor: calendarDay.exactOptional(),
    criteria: criteria.default({}),
    lastReviewedOn: calendarDay.exactOptional(),
    order,
    translations: translations(
      z
        .strictObject({
          category: line(100).exactOptional(),
          title: line(200).exactOptional(),
          text: markdown(8_000).exactOptional(),
        })
        .meta({ id: 'ControlTranslation' }),
    ),
  })
  .meta({ id: 'ControlFacts' });

export const questionFacts = z
  .strictObject({
    question: line(500),
    answer: markdown(8_000),
    order,
    translations: translations(
      z
        .strictObject({
          question: line(500).exactOptional(),
          answer: markdown(8_000).exactOptional(),
        })
        .meta({ id: 'ControlQuestionTranslation' }),
    ),
  })
  .meta({ id: 'ControlQuestionFacts' });

export const lawFacts = z
  .strictObject({
    law: line(60).meta({ example: 'GDPR' }),
    fullName: line(300).exactOptional(),
    text: markdown(8_000),
    reference: written
      .exactOptional()
      .meta({ description: 'Address of the law, or of more about it' }),
    order,
    translations: translations(
      z
        .strictObject({
          law: line(60).exactOptional(),
          fullName: line(300).exactOptional(),
          text: markdown(8_000).exactOptional(),
        })
        .meta({ id: 'LawStatementTranslation' }),
    ),
  })
  .meta({ id: 'LawStatementFacts' });

export const dataActFacts = z
  .strictObject({
    jurisdictions: z
      .array(countryCode)
      .min(1, 'Name at least one country.')
      .max(50, 'Has at most 50 items.')
      .refine((codes) => new Set(codes).size === codes.length, 'Names a country twice.')
      .readonly()
      .meta({ description: 'To which the infrastructure of the service is subject' }),
    jurisdictionNote: line(1_000).exactOptional(),
    technical: markdown(8_000),
    organisational: markdown(8_000),
    contractual: markdown(8_000),
    translations: translations(
      z
        .strictObject({
          jurisdictionNote: line(1_000).exactOptional(),
          technical: markdown(8_000).exactOptional(),
          organisational: markdown(8_000).exactOptional(),
          contractual: markdown(8_000).exactOptional(),
        })
        .meta({ id: 'DataActTranslation' }),
    ),
  })
  .meta({
    id: 'DataActFacts',
    description:
      'Regulation (EU) 2023/2854, article 28(1): jurisdiction, and measures against international governmental access',
  });

export const disclosureFacts = z
  .strictObject({
    text: markdown(16_000),
    thanksUrl: written.exactOptional().meta({
      description: 'Where those who reported are thanked; `Acknowledgments` of security.txt',
    }),
    translations: translations(
      z
        .strictObject({ text: markdown(16_000).exactOptional() })
        .meta({ id: 'DisclosurePolicyTranslation' }),
    ),
  })
  .meta({ id: 'DisclosurePolicyFacts' });

/** What each kind takes. */
export const factsSchemas: { readonly [K in Kind]: z.ZodType<FactsOf[K]> } = {
  attestation: attestationFacts,
  control: controlFacts,
  question: questionFacts,
  law: lawFacts,
  'data-act': dataActFacts,
  disclosure: disclosureFacts,
};

const shown = {
  id: z.string(),
  url: z.url(),
  changedAt: z.iso.datetime(),
};

export const attestation = attestationFacts.extend(shown).meta({ id: 'Attestation' });
export const control = controlFacts.extend(shown).meta({ id: 'Control' });
export const question = questionFacts.extend(shown).meta({ id: 'ControlQuestion' });
export const law = lawFacts.extend(shown).meta({ id: 'LawStatement' });
export const attestationList = page(attestation).meta({ id: 'AttestationList' });
export const controlList = page(control).meta({ id: 'ControlList' });
export const questionList = page(question).meta({ id: 'ControlQuestionList' });
export const lawList = page(law).meta({ id: 'LawStatementList' });

const stated = { url: z.url(), changedAt: z.iso.datetime().nullable() };

export const dataAct = z
  .object({
    service: z.string(),
    ...stated,
    facts: dataActFacts.nullable().meta({ description: 'Null while nothing is stated' }),
  })
  .meta({ id: 'DataAct' });

export const disclosurePolicy = z
  .object({
    ...stated,
    facts: disclosureFacts.nullable().meta({ description: 'Null while there is none' }),
  })
  .meta({ id: 'DisclosurePolicy' });

/** As the feed tells it. */
export const statusChange = z
  .object({
    kind: z.enum(['attestation', 'control']),
    id: z.string(),
    title: z.string().meta({ description: 'As it was called then' }),
    before: z.string().nullable().meta({ description: 'Null: it was not stated before' }),
    after: z.string().nullable().meta({ description: 'Null: it is not stated any more' }),
    expectedOn: z.iso.date().optional(),
    at: z.iso.datetime(),
    eventId: z.string(),
    url: z.url(),
  })
  .meta({ id: 'StatusChange' });
