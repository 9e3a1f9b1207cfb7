import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import { fromForm, toEntries, typedList, typedNumber } from '../../console/entries.ts';
import type { TranslationFields } from '../../console/translation-fields.tsx';
import type { FormState } from '../../http/form-fields.tsx';
import type { FactsOf } from '../model.ts';
import type { Listed } from '../service.ts';
import * as schema from '../schema.ts';
import { attestationSign, controlSign, type Sign } from '../words.ts';
import { AttestationFields, attestationLabels } from './attestation-fields.tsx';
import { ControlFields, controlLabels } from './control-fields.tsx';
import { LawFields, lawLabels, QuestionFields, questionLabels } from './text-fields.tsx';

type Texts = Parameters<typeof TranslationFields>[0]['texts'];

type One = 'Attestation' | 'Control' | 'ControlQuestion' | 'LawStatement';

/** What a form chooses among. */
export type Choices = {
  readonly documents: readonly { readonly slug: string; readonly title: string }[];
  readonly categories: readonly string[];
};

/** A kind of statement on its pages; the four have the same ones. */
export type Noun<K extends Listed> = {
  readonly kind: K;
  /** Part of its addresses. */
  readonly path: string;
  readonly one: string;
  readonly several: string;
  readonly many: string;
  /** Completes the names of operations. */
  readonly operation: One;
  readonly lead: string;
  /** What begins where nothing is stated yet. */
  readonly empty: string;
  readonly facts: z.ZodType<FactsOf[K]>;
  readonly labels: Readonly<Record<string, string>>;
  /** Those that can be translated. */
  readonly texts: Texts;
  entriesOf(facts: FactsOf[K]): Readonly<Record<string, string>>;
  titleOf(facts: FactsOf[K]): string;
  signOf?(facts: FactsOf[K]): Sign;
  fields(form: FormState, choices: Choices): Child;
};

const order = typedNumber(schema.controlFacts.shape.order.unwrap()).exactOptional();

export const attestations: Noun<'attestation'> = {
  kind: 'attestation',
  path: 'attestations',
  one: 'attestation',
  several: 'attestations',
  many: 'Attestations',
  operation: 'Attestation',
  lead: 'What somebody examined by a standard: reports, certificates, and what you assessed yourself.',
  empty: 'None yet. State the first, also one that is only planned: buyers look for it first.',
  facts: fromForm(schema.attestationFacts.extend({ order })),
  labels: attestationLabels,
  texts: [
    { name: 'name', label: attestationLabels.name, max: 200 },
    { name: 'scope', label: attestationLabels.scope, max: 500 },
  ],
  entriesOf: (facts) => toEntries(facts, Object.keys(attestationLabels)),
  titleOf: ({ name }) => name,
  signOf: (facts) => attestationSign(facts),
  fields: (form, { documents }) => <AttestationFields form={form} documents={documents} />,
};

const { criteria } = schema.controlFacts.shape;
const { tsc, iso27001, ccm } = criteria.unwrap().shape;

const controlForm = schema.controlFacts.omit({ criteria: true }).extend({
  order,
  tsc: typedList(tsc.unwrap()).exactOptional(),
  iso27001: typedList(iso27001.unwrap()).exactOptional(),
  ccm: typedList(ccm.unwrap()).exactOptional(),
});

export const controls: Noun<'control'> = {
  kind: 'control',
  path: 'controls',
  one: 'control',
  several: 'controls',
  many: 'Controls',
  operation: 'Control',
  lead: 'What you do for security, in your own words (article 32 of the GDPR).',
  empty: 'None yet. Import a table of them, or state the first by hand.',
  facts: fromForm(controlForm).transform(({ tsc: a, iso27001: b, ccm: c, ...facts }) => ({
    ...facts,
    criteria: { ...(a && { tsc: a }), ...(b && { iso27001: b }), ...(c && { ccm: c }) },
  })),
  labels: controlLabels,
  texts: [
    { name: 'category', label: controlLabels.category, max: 100 },
    { name: 'title', label: controlLabels.title, max: 200 },
    { name: 'text', label: controlLabels.text, max: 8_000, rows: 6 },
  ],
  entriesOf: (facts) => toEntries({ ...facts, ...facts.criteria }, Object.keys(controlLabels)),
  titleOf: ({ title }) => title,
  signOf: ({ status }) => controlSign(status),
  fields: (form, { categories }) => <ControlFields form={form} categories={categories} />,
};

export const questions: Noun<'question'> = {
  kind: 'question',
  path: 'questions',
  one: 'question',
  several: 'questions',
  many: 'Questions and answers',
  operation: 'ControlQuestion',
  lead: 'What buyers ask in every questionnaire, answered once.',
  empty: 'None yet. Answer the question that you were asked last.',
  facts: fromForm(schema.questionFacts.extend({ order })),
  labels: questionLabels,
  texts: [
    { name: 'question', label: questionLabels.question, max: 500 },
    { name: 'answer', label: questionLabels.answer, max: 8_000, rows: 8 },
  ],
  entriesOf: (facts) => toEntries(facts, Object.keys(questionLabels)),
  titleOf: ({ question }) => question,
  fields: (form) => <QuestionFields form={form} />,
};

export const laws: Noun<'law'> = {
  kind: 'law',
  path: 'laws',
  one: 'statement about a law',
  several: 'statements about laws',
  many: 'Laws',
  operation: 'LawStatement',
  lead: 'How you read a law and what you do about it. Nobody examined it: no law certifies anybody.',
  empty: 'None yet. Say what you do about the GDPR, or about the law that your customers ask for.',
  facts: fromForm(schema.lawFacts.extend({ order })),
  labels: lawLabels,
  texts: [
    { name: 'law', label: lawLabels.law, max: 60 },
    { name: 'fullName', label: lawLabels.fullName, max: 300 },
    { name: 'text', label: lawLabels.text, max: 8_000, rows: 8 },
  ],
  entriesOf: (facts) => toEntries(facts, Object.keys(lawLabels)),
  titleOf: ({ law }) => law,
  fields: (form) => <LawFields form={form} />,
};
