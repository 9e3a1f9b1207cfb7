import { z } from 'zod';
import { line } from '../../http/schema.ts';
import { objectionStates } from '../../objections/model.ts';
import { readMailAddress } from '../../subscribers/model/mail-address.ts';
import { languages } from '../../core/language.ts';
import { channels, subscriptionStates } from '../../subscribers/model/subscription.ts';
import { terms } from '../schema.ts';
import { ownNotice } from './export.ts';

const day = z.iso.date();

export const myTerms = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    reference: z.string().nullable(),
    regions: z.array(z.string()),
    agreementFrom: day,
    agreementUntil: day.nullable(),
    terms,
    services: z.array(z.object({ slug: z.string(), name: z.string() })),
    annexIII: z
      .object({ page: z.string(), pdf: z.string() })
      .meta({ description: 'Narrowed to these services' }),
    pending: z.array(
      z.object({
        change: z.int(),
        url: z.string(),
        plannedEffectiveOn: day,
        generalObjectionEndsOn: day.nullable().meta({
          description: 'On general terms; yours stands in the notice',
        }),
        notice: ownNotice.nullable().meta({ description: 'Null where none was sent' }),
        objection: z.string().meta({ description: 'Where to object' }),
        approval: z.string().nullable().meta({ description: 'POST here to approve' }),
        packet: z
          .string()
          .nullable()
          .meta({ description: 'Proof of notice; null where none was sent' }),
      }),
    ),
    settled: z.array(
      z.object({ notice: ownNotice, packet: z.string().meta({ description: 'Proof of notice' }) }),
    ),
    objections: z.array(
      z.object({
        reference: z.string(),
        change: z.int(),
        state: z.enum(objectionStates),
        receivedAt: z.iso.datetime(),
        isLate: z.boolean(),
        url: z.string(),
      }),
    ),
    contacts: z.array(
      z.object({
        id: z.string(),
        role: z.string(),
        name: z.string().nullable(),
        channel: z.enum(channels),
        address: z.string().nullable().meta({ description: 'A mail address' }),
        language: z.enum(languages),
        state: z.enum(subscriptionStates),
      }),
    ),
    correctionsWaiting: z.int(),
  })
  .meta({ id: 'MyTerms', description: 'What stands of a customer, to itself' });

export const correctionInput = z
  .strictObject({
    contact: z
      .string()
      .regex(/^sbs_[0-9a-f]{32}$/, 'Choose one of the contacts.')
      .exactOptional()
      .meta({
        description: 'The `id` of the contact that it is about; leave it out for somebody new',
      }),
    role: line(100),
    name: line(200).exactOptional(),
    address: z.string({ error: 'Must be text.' }).transform((text, issues) => {
      const read = readMailAddress(text);
      if ('address' in read) return read.address;
      issues.addIssue({ code: 'custom', message: read.fault });
      return z.NEVER;
    }),
  })
  .meta({ id: 'ContactCorrectionInput' });

export const done = z.object({ detail: z.string() }).meta({ id: 'MyDone' });
