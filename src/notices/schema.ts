import { z } from 'zod';
import { asCustomerId } from '../core/ids.ts';
import { customerId, oneOf, terms } from '../customers/schema.ts';
import { changeId } from '../changes/schema.ts';
import { page, pageQuery } from '../http/schema.ts';
import {
  blockReasons,
  dateRules,
  holdReasons,
  noticeStates,
  windowOutcomes,
} from './model/notice.ts';

const instant = z.iso.datetime().nullable();

const legalDate = z
  .object({
    on: z.iso.date().meta({ description: 'The day that was promised' }),
    timeZone: z.string().meta({ description: 'Where it begins and ends' }),
    at: z.iso.datetime().meta({
      description: 'The instant computed from it: the end of the window, the start of the effect',
    }),
    rule: z.enum(dateRules).meta({ description: 'Which rule gave the day: docs/notices.md' }),
    days: z.int().meta({ description: 'The days that were counted' }),
  })
  .meta({ id: 'LegalDate' });

const clock = z
  .object({
    startsAt: z.iso
      .datetime()
      .meta({ description: 'When the server of a contact took the notice' }),
    startsOn: z.iso.date(),
    contact: z.string().meta({ description: 'Whose: the id of the subscription' }),
    objectionEnds: legalDate,
    earliestEffect: legalDate,
  })
  .meta({ id: 'NoticeClock' });

export const notice = z
  .object({
    change: z.int(),
    round: z.int().meta({ description: 'One more for each material change' }),
    customer: z.string(),
    announcedAt: z.iso.datetime(),
    plannedEffectiveOn: z.iso.date(),
    terms: terms.meta({ description: 'As they were when it was announced' }),
    texts: z
      .record(z.string(), z.string())
      .meta({ description: 'SHA-256 of the text as sent, by language' }),
    acknowledged: z
      .object({ reasons: z.array(z.enum(blockReasons)), by: z.string(), at: z.iso.datetime() })
      .nullable()
      .meta({ description: 'Who announced it though something stood against it' }),
    state: z.enum(noticeStates),
    clock: clock.nullable().meta({ description: 'Null until the notice has arrived' }),
    outcome: z.enum(windowOutcomes).nullable(),
    closedAt: instant,
    approved: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
    effectiveAt: instant.meta({ description: 'Null while it is not in effect for this customer' }),
    hold: z.enum(holdReasons).nullable(),
  })
  .meta({ id: 'Notice', description: 'A change as it was announced to one customer' });

export const noticeList = page(notice).meta({ id: 'NoticeList' });

const customersQuery = pageQuery.extend({
  cursor: customerId.optional().meta({ description: '`next` of the page before' }),
});

export const noticeQuery = customersQuery.extend({
  state: oneOf(noticeStates).optional().meta({ description: 'Only those that stand so' }),
  customer: customerId.optional().meta({ description: 'Only of this customer' }),
});

export const holdQuery = customersQuery.extend({
  reason: oneOf(holdReasons).optional().meta({ description: 'Only those held for it' }),
});

export const byNotice = changeId.extend({
  customer: customerId.meta({ description: 'Id of the customer' }),
});

const task = z
  .object({
    kind: z.enum(['unreached', 'waiting', 'held']).meta({
      description:
        'Nobody could be reached; not accepted anywhere for a day; held by more than time',
    }),
    change: z.int(),
    customer: z.string(),
    announcedAt: z.iso.datetime(),
    plannedEffectiveOn: z.iso.date(),
    state: z.enum(noticeStates),
    hold: z.enum(holdReasons).nullable(),
  })
  .meta({ id: 'NoticeTask' });

export const taskList = page(task)
  .extend({
    objections: z.array(
      z.object({
        id: z.string(),
        reference: z.string(),
        change: z.int(),
        unmatched: z.boolean().meta({ description: 'Nobody has said whose it is' }),
        unconfirmed: z.boolean().meta({ description: 'Nobody has confirmed the address' }),
      }),
    ),
    reviews: z
      .array(z.object({ entry: z.string(), due: z.iso.date() }))
      .meta({ description: 'Entries of the register whose review is overdue' }),
    corrections: z
      .array(z.object({ id: z.int(), customer: z.string(), at: z.iso.datetime() }))
      .meta({
        description: 'What customers say of their contacts; listCorrections has the words',
      }),
  })
  .meta({ id: 'NoticeTaskList' });

const place = /^(\d{1,9}):(cus_[0-9a-f]{32})$/;

export const taskQuery = pageQuery.extend({
  cursor: z
    .string()
    .regex(place, 'Send `next` of the page before.')
    .transform((text) => {
      const [, change = '', customer = ''] = place.exec(text) ?? [];
      return { changeId: Number(change), customerId: asCustomerId(customer) };
    })
    .optional()
    .meta({ type: 'string', description: '`next` of the page before' }),
});
