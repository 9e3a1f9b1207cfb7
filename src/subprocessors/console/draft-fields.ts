import { englishValues } from '../../changes/value-words.ts';
import { activities, mechanisms, regions } from '../model/facts.ts';
import { companyGroups } from './company-fields.ts';
import { type DraftField, type DraftGroup, fact, laws } from './draft-field.ts';
import { translationGroups } from './translation-fields.ts';

const onePerLine = 'One a line.';
const { disposals } = englishValues;

/** All that `putDraft` takes, in the order in which an entry states it. */
export const draftGroups: readonly DraftGroup[] = [
  ...companyGroups,
  {
    id: 'places',
    title: 'Places and transfers',
    fields: [
      {
        name: 'locations',
        path: fact('locations'),
        label: 'Where',
        as: 'rows',
        law: laws.transfers,
        hint: `${onePerLine} Country or region (${regions.join(', ')}) | as published | ${activities.join(', ')} | when it applies. E.g. “DE | Frankfurt | storage”.`,
        parts: [
          { name: 'place', as: 'place' },
          { name: 'label', as: 'text' },
          { name: 'activity', as: 'choice', words: englishValues.activities },
          { name: 'condition', as: 'text' },
        ],
      },
      {
        name: 'transfers',
        path: fact('transfers'),
        label: 'Transfer basis',
        as: 'rows',
        law: laws.transfers,
        hint: `${onePerLine} Instrument | module of the clauses | from | until | yes, if its assessment can be had | note. Instruments: ${mechanisms.join(', ')}. E.g. “scc-2021-914 | 3 | 2026-01-01”.`,
        parts: [
          { name: 'mechanism', as: 'choice', words: englishValues.mechanisms },
          { name: 'sccModule', as: 'number' },
          { name: 'from', as: 'text' },
          { name: 'until', as: 'text' },
          { name: 'assessmentAvailable', as: 'flag' },
          { name: 'note', as: 'text' },
        ],
      },
    ],
  },
  {
    id: 'scope',
    title: 'Scope and chain',
    fields: [
      {
        name: 'services',
        path: fact('scope', 'services'),
        label: 'Services',
        as: 'names',
        hint: 'The short names of services; none means all.',
      },
      { name: 'regions', path: fact('scope', 'regions'), label: 'Regions', as: 'names' },
      { name: 'plans', path: fact('scope', 'plans'), label: 'Plans', as: 'names' },
      {
        name: 'optional',
        path: fact('scope', 'optional'),
        label: 'Customers choose it',
        as: 'flag',
      },
      { name: 'feature', path: fact('scope', 'feature'), label: 'Feature', as: 'line' },
      {
        name: 'replaces',
        path: ['replaces'],
        label: 'Replaces',
        as: 'line',
        max: 60,
        hint: 'The short name of the entry that ends when this one begins.',
      },
      {
        name: 'parent',
        path: fact('parent'),
        label: 'Engaged by',
        as: 'line',
        max: 60,
        law: 'Article 28(4) GDPR',
        hint: 'The short name of the entry that engages this one.',
      },
      {
        name: 'rank',
        path: fact('rank'),
        label: 'Rank in the chain',
        as: 'number',
        law: laws.dora,
      },
    ],
  },
  {
    id: 'contract',
    title: 'Contract, days and evidence',
    fields: [
      {
        name: 'dpaSignedOn',
        path: fact('contract', 'signedOn'),
        label: 'Data processing agreement signed on',
        as: 'day',
        law: 'Article 28(4) GDPR',
      },
      {
        name: 'dpaUrl',
        path: fact('contract', 'dpaUrl'),
        label: 'Its text',
        as: 'line',
        max: 2_000,
      },
      {
        name: 'baaSignedOn',
        path: fact('contract', 'baaSignedOn'),
        label: 'Business associate agreement signed on',
        as: 'day',
        law: '45 CFR 164.504(e) (HIPAA)',
      },
      {
        name: 'certifications',
        path: fact('certifications'),
        label: 'Certifications',
        as: 'rows',
        law: 'Article 28(5) GDPR',
        hint: `${onePerLine} Name | valid until | web address. E.g. “ISO/IEC 27001 | 2027-06-30”.`,
        parts: [
          { name: 'name', as: 'text' },
          { name: 'validUntil', as: 'text' },
          { name: 'url', as: 'text' },
        ],
      },
      {
        name: 'effectiveFrom',
        path: fact('effectiveFrom'),
        label: 'First day of processing',
        as: 'day',
        hint: 'Left out, an addition begins on the day of its batch.',
      },
      {
        name: 'effectiveUntil',
        path: fact('effectiveUntil'),
        label: 'First day without processing',
        as: 'day',
        hint: 'A day here ends the entry.',
      },
      {
        name: 'disposalMethod',
        path: fact('disposal', 'method'),
        label: 'Data afterwards',
        as: 'choice',
        words: disposals,
        law: 'Article 28(3)(g) GDPR',
      },
      {
        name: 'disposalOn',
        path: fact('disposal', 'on'),
        label: 'Returned or deleted on',
        as: 'day',
      },
      {
        name: 'lastReviewedOn',
        path: fact('lastReviewedOn'),
        label: 'Last reviewed',
        as: 'day',
        law: laws.review,
      },
      {
        name: 'nextReviewDue',
        path: fact('nextReviewDue'),
        label: 'Next review',
        as: 'day',
        law: laws.review,
      },
      { name: 'order', path: fact('order'), label: 'Position in the list', as: 'number' },
    ],
  },
  ...translationGroups,
  {
    id: 'desk',
    title: 'Contact at the company',
    fields: [
      {
        name: 'contactRole',
        path: fact('contact', 'role'),
        label: 'Desk',
        as: 'line',
        law: laws.annexThree,
        hint: 'An office, not a person, e.g. Privacy Office.',
      },
      {
        name: 'contactEmail',
        path: fact('contact', 'email'),
        label: 'E-mail of the desk',
        as: 'line',
        max: 254,
        law: laws.annexThree,
      },
      {
        name: 'contactUrl',
        path: fact('contact', 'url'),
        label: 'Web form of the desk',
        as: 'line',
        max: 2_000,
      },
    ],
  },
  {
    id: 'person',
    title: 'Contact person',

    fields: [
      {
        name: 'personName',
        path: ['contactPerson', 'name'],
        label: 'Name of the person',
        as: 'line',
        law: laws.annexThree,
        hint: 'Kept apart from the record, and erasable. Recorded when the batch is published.',
      },
      {
        name: 'personPosition',
        path: ['contactPerson', 'position'],
        label: 'Position',
        as: 'line',
        law: laws.annexThree,
      },
      {
        name: 'personEmail',
        path: ['contactPerson', 'email'],
        label: 'E-mail of the person',
        as: 'line',
        max: 254,
        law: laws.annexThree,
      },
      {
        name: 'personUrl',
        path: ['contactPerson', 'url'],
        label: 'Web address of the person',
        as: 'line',
        max: 2_000,
      },
      {
        name: 'personPublished',
        path: ['contactPerson', 'published'],
        label: 'Shown in public',
        as: 'flag',
        hint: 'Only where the employer publishes the person.',
      },
    ],
  },
];

export const draftFields: readonly DraftField[] = draftGroups.flatMap(({ fields }) => fields);

export const draftLabels: Readonly<Record<string, string>> = {
  slug: 'Short name',
  ...Object.fromEntries(draftFields.map(({ name, label }) => [name, label])),
};
