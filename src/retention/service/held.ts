import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { selectStanding } from '../store/holds.ts';

/**
 * Refuses `conflict` where a hold keeps the record, or all of a customer for which it is kept: staff lift it
 * first, and say why. `rule` is the one by which the record is kept.
 */
export async function refuseHeld(
  db: Db,
  rule: string,
  id: string,
  customerId?: CustomerId,
): Promise<void> {
  const customerIds = customerId === undefined ? [] : [customerId];
  const [hold] = await selectStanding(db, rule, { ids: [id], customerIds });
  if (hold)
    throw new Refusal(
      'conflict',
      `The hold ${hold.id} keeps this record. It can be erased once the hold is lifted.`,
    );
}
