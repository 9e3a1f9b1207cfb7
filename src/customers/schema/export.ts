import { z } from 'zod';
import { holdReasons, noticeStates, windowOutcomes } from '../../notices/model/notice.ts';
import { objectionStates } from '../../objections/model.ts';
import { correction, fullCustomer, terms } from '../schema.ts';

const instant = z.iso.datetime().nullable();
const day = z.iso.date().nullable();

/** A notice as it stands in a customer's own data. */
export const ownNotice = z
  .object({
    change: z.int(),
    round: z.int(),
    announcedAt: z.iso.datetime(),
    plannedEffectiveOn: z.iso.date(),
    terms,
    state: z.enum(noticeStates),
    startsAt: instant.meta({ description: 'When the notice arrived; null until then' }),
    objectionEndsOn: day,
    earliestEffectOn: day,
    outcome: z.enum(windowOutcomes).nullable(),
    approvedAt: instant,
    effectiveAt: instant,
    hold: z.enum(holdReasons).nullable(),
  })
  .meta({ id: 'CustomerNotice', description: 'A change as it was announced to one customer' });

const ownObjection = z
  .object({
    id: z.string(),
    reference: z.string(),
    change: z.int(),
    state: z.enum(objectionStates),
    receivedAt: z.iso.datetime(),
    isLate: z.boolean(),
  })
  .meta({ id: 'CustomerObjection' });

export const exportedCustomer = fullCustomer
  .extend({
    corrections: z.array(correction),
    notices: z.array(ownNotice),
    objections: z.array(ownObjection),
  })
  .meta({ id: 'ExportedCustomer', description: 'Everything that is stored about a customer' });
