import { z } from 'zod';
import { calendarDay, prose } from '../http/schema.ts';
import { byRequest } from '../rights/schema/staff.ts';
import { restrictionKinds } from './model.ts';

export const byRestriction = byRequest.extend({
  kind: z
    .enum(restrictionKinds, { error: `Is one of ${restrictionKinds.join(', ')}.` })
    .meta({ description: 'What is not to be done with the data' }),
});

export const liftingInput = z
  .strictObject({
    on: calendarDay.meta({ description: 'Day on which it is lifted, tomorrow at the earliest' }),
    reason: prose(10_000).meta({ description: 'Why; sent to the person before' }),
  })
  .meta({ id: 'RestrictionLifting' });

export const restriction = z
  .object({
    kind: z.enum(restrictionKinds),
    since: z.iso.datetime(),
    liftsAt: z.iso.datetime().nullable(),
    liftedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Restriction' });

export const restricted = z
  .object({
    restrictions: z.array(restriction),
    version: z.int().meta({ description: 'Of the request' }),
  })
  .meta({ id: 'Restrictions', description: 'What a privacy request has restricted' });
