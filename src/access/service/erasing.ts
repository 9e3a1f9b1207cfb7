import type { Ctx, Staff } from '../../context.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import { forgetCaseAddress } from '../../subscribers/service/cases.ts';
import { isOpen } from '../model/deciding.ts';
import { eraseMessages } from '../store/messages.ts';
import { eraseSigners } from '../store/ndas.ts';
import { updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { recordOf } from './telling.ts';

/**
 * Forgets who asked, who signed and what was written; that somebody did, and what became of it, stays.
 * A request that is open is over with that: nobody could be given anything.
 */
export async function erasePersonalData(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  expected: Expected,
): Promise<void> {
  await changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    const { subscriptionId, linkVersion } = request;
    await updateRequest(tx, id, {
      requester: null,
      subscriptionId: null,
      linkVersion: linkVersion + 1,
      changedAt: ledger.at,
      ...(isOpen(request) && { state: 'withdrawn', waitingSince: null, endedAt: ledger.at }),
    });
    await eraseMessages(tx, id);
    await eraseSigners(tx, id);
    if (subscriptionId !== undefined) await forgetCaseAddress(tx, subscriptionId, ledger.at);
    return [recordOf(ledger, request, 'access.erased')];
  });
}
