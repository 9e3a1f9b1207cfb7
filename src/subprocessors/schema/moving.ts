import { z } from 'zod';
import { calendarDay, prose } from '../../http/schema.ts';
import { acknowledged } from './batches.ts';

const reason = prose(4_000).meta({ description: 'Published with the change' });

export const withdrawalInput = z.strictObject({ reason }).meta({ id: 'ChangeWithdrawalInput' });

export const postponementInput = z
  .strictObject({
    effectiveOn: calendarDay.meta({ description: 'The new day, later than the planned one' }),
    reason,
    materialChange: prose(4_000).exactOptional().meta({
      description:
        "What else changes that matters to customers: they are told anew, and every customer's clock starts again",
    }),
    acknowledged,
  })
  .meta({ id: 'PostponementInput' });
