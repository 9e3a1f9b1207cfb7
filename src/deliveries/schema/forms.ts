import { z } from 'zod';
import { calendarDay } from '../../http/schema.ts';
import { resendables } from '../model/again.ts';
import { channels } from '../../subscribers/model/subscription.ts';

const spans = ['1', '7', '31'] as const;

/** What is to be sent again; what means nothing is the usual. */
export const resendChoice = z
  .object({
    what: z.enum(resendables).catch('failed'),
    channel: z.enum(channels).optional().catch(undefined),
    days: z.enum(spans).catch('7'),
  })
  .transform(({ days, ...wish }) => ({ ...wish, days: Number(days) }));

/** Days of the organisation, both included. */
export const replayDays = z.strictObject({ from: calendarDay, until: calendarDay });
