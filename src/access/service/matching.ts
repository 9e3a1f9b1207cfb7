import type { Ctx, Staff } from '../../context.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import type { AccessRequestId, CustomerId } from '../../core/ids.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import type { Expected } from '../../db/expected.ts';
import type { AccessRequest } from '../model.ts';
import { updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { recordOf } from './telling.ts';

/** Says of which customer it is; nothing is decided anew. Refuses `invalid` where there is no such customer. */
export async function matchRequest(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  customerId: CustomerId,
  expected: Expected,
): Promise<AccessRequest> {
  return changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    if ((await listCustomersById(tx, [customerId])).length === 0)
      throw refusalOf([
        { pointer: pointerTo('customer'), detail: 'There is no customer of this id.' },
      ]);
    await updateRequest(tx, id, { customerId, changedAt: ledger.at });
    return [recordOf(ledger, request, 'access.matched', { customer: customerId })];
  });
}
