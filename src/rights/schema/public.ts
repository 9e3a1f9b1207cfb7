import { z } from 'zod';
import { denialBases, grades, lawIds, residences, rightsTypes, ruleIds } from '../model.ts';

const period = z
  .object({
    count: z.int(),
    unit: z.enum(['days', 'months', 'business-days']).meta({
      description: 'Business days are Monday to Friday, no holidays; months end on the same date',
    }),
    source: z.string().meta({ description: 'Where the number stands' }),
    ours: z.boolean().meta({ description: 'No law gives it: it is the promise of the company' }),
  })
  .nullable();

const right = z.object({
  type: z.enum(rightsTypes),
  source: z.string(),
  rule: z.enum(ruleIds),
  verification: z.enum(grades),
});

export const rightsDocument = z
  .object({
    page: z.url(),
    methods: z.object({
      form: z.url(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      postalAddress: z.array(z.string()).nullable(),
    }),
    laws: z.array(
      z.object({
        law: z.enum(lawIds),
        name: z.string(),
        residences: z.array(z.enum(residences)),
        rights: z.array(right),
        verification: z.string(),
        recordsKept: period,
        denials: z.array(z.object({ basis: z.enum(denialBases), source: z.string() })),
        complaintsTo: z.string(),
      }),
    ),
    rules: z.array(
      z.object({
        rule: z.enum(ruleIds),
        acknowledge: period,
        answer: period.meta({ description: 'Null where it is "without undue delay"' }),
        extendedAnswer: period.meta({ description: 'In all, from the start; told in time' }),
        clarificationPauses: z.boolean(),
        startsWithIdentity: z.boolean(),
      }),
    ),
  })
  .meta({
    id: 'PrivacyRequestRules',
    description: 'What can be asked of the company, and when it answers',
  });

const medianDays = z.number().nullable().meta({
  description: 'From receipt to the answer; null where none was answered',
});

const count = {
  received: z.int(),
  granted: z.int(),
  partlyGranted: z.int(),
  denied: z.int(),
  otherwiseClosed: z.int().meta({ description: 'Passed on, withdrawn or expired' }),
  open: z.int(),
  medianDays,
};

export const figures = z
  .object({
    year: z.int().meta({ description: 'In which the requests were received', example: 2026 }),
    ...count,
    laws: z.array(
      z.object({
        law: z.enum(lawIds),
        ...count,
        types: z.array(
          z.object({
            type: z.enum(rightsTypes),
            received: z.int(),
            granted: z.int(),
            denied: z.int(),
            medianDays,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'PrivacyRequestFigures' });

export const publishedFigures = figures
  .extend({ publishedAt: z.iso.datetime() })
  .meta({ id: 'PublishedPrivacyRequestFigures' });

export const figuresDocument = z.object({ page: z.url(), years: z.array(publishedFigures) }).meta({
  id: 'PrivacyRequestYears',
  description: 'Newest year first; only years that are published',
});
