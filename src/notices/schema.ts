import { z } from 'zod';
import { changeId } from '../changes/schema.ts';
import { asCustomerId } from '../core/ids.ts';
import { page, pageQuery } from '../http/schema.ts';
import { blockReasons, holdReasons, noticeStates, windowOutcomes } from './model/notice.ts';

const legalDate = z
  .object({
    on: z.string(),
    timeZone: z.string(),
    at: z.iso.datetime(),
    rule: z
      .string()
      .meta({ description: 'How it was counted; docs/notices.md says what each means' }),
    days: z.int(),
  })
  .meta({ id: 'LegalDate' });

export const notice = z
  .object({
    change: z.int(),
    round: z.int().meta({ description: 'More than 1 where a material change started clocks anew' }),
    customer: z.string(),
    state: z.enum(noticeStates),
    announcedAt: z.iso.datetime(),
    plannedEffectiveOn: z.string(),
    authorisation: z.string(),
    texts: z.record(z.string(), z.string()).meta({
      description: 'SHA-256 of the text as sent, by language',
    }),
    acknowledged: z
      .object({
        reasons: z.array(z.enum(blockReasons)).readonly(),
        by: z.string(),
        at: z.iso.datetime(),
      })
      .nullable(),
    clock: z
      .object({
        startsAt: z.iso.datetime(),
        startsOn: z.string(),
        subscription: z.string().meta({ description: 'Whose server accepted it first' }),
        objectionEnds: legalDate,
        earliestEffect: legalDate,
      })
      .nullable()
      .meta({ description: 'Null until a contact’s server has accepted the notice' }),
    outcome: z.enum(windowOutcomes).nullable(),
    closedAt: z.iso.datetime().nullable(),
    approved: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
    effectiveAt: z.iso.datetime().nullable(),
    hold: z.enum(holdReasons).nullable().meta({
      description: 'Why the change is not in effect for this customer though its day has come',
    }),
  })
  .meta({ id: 'Notice', description: 'One change as it was announced to one customer' });

export const noticeList = page(notice).meta({ id: 'NoticeList' });

const customerId = z.string().transform(asCustomerId);

export const noticeQuery = pageQuery.extend({
  state: z.enum(noticeStates).optional().meta({ description: 'Only in this state' }),
  customer: customerId.optional().meta({ description: 'Only of this customer' }),
});

export const noticePath = changeId.extend({
  customer: customerId.meta({ description: 'Id of the customer' }),
});
