import { z } from 'zod';
import { channels } from '../../subscribers/model/subscription.ts';
import { resendables } from '../model/again.ts';

const days = 'Must be a whole number of days from 1 to 31.';

export const newResending = z
  .strictObject({
    what: z.enum(resendables, { error: `Is one of ${resendables.join(', ')}.` }).meta({
      description: '`failed`: given up or came back; `waiting`: put off to a later attempt',
    }),
    channel: z
      .enum(channels, { error: `Is one of ${channels.join(', ')}.` })
      .exactOptional()
      .meta({ description: 'Only by this channel' }),
    days: z
      .int({ error: days })
      .min(1, days)
      .max(31, days)
      .default(7)
      .meta({ description: 'Of what failed, how far back' }),
    dryRun: z.boolean({ error: 'Must be true or false.' }).default(false),
  })
  .meta({ id: 'NewResending' });

export const wouldResend = z
  .object({ deliveries: z.int() })
  .meta({ id: 'WouldResend', description: 'Up to 1,000 are counted' });

export const resendingId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Must be the place of an event in the record.')
  .transform(Number)
  .meta({ type: 'string', example: '282', description: 'The place of the event in the record' });

export const resending = z
  .object({
    event: z.int().meta({ description: 'Its place in the record' }),
    at: z.iso.datetime(),
    deliveries: z.int(),
    accepted: z.int(),
    open: z.int().meta({ description: 'Wait or are being sent' }),
    failed: z.int().meta({ description: 'Given up, or came back' }),
    cancelled: z.int(),
  })
  .meta({ id: 'Resending', description: 'How far a sending again is' });
