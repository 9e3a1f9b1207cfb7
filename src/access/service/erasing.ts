import type { Ctx, Staff } from '../../context.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseRestricted } from '../../restrictions/service.ts';
import { refuseHeld } from '../../retention/service/held.ts';
import { forgetCaseAddress } from '../../subscribers/service/cases.ts';
import type { AccessRequest } from '../model.ts';
import { isOpen } from '../model/deciding.ts';
import { isStanding } from '../model/grants.ts';
import { selectGrantsOf, updateGrant } from '../store/grants.ts';
import { eraseSigners, selectAcceptancesOf } from '../store/ndas.ts';
import { eraseTraces } from '../store/personal-data.ts';
import { updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { recordOf } from './telling.ts';

/**
 * Forgets who asked, who signed and what was written; that somebody did, and what became of it, stays.
 * A request that is open is over with that, and so is what it was given: nobody could use it. Refuses
 * `conflict` where a hold keeps it, or what was signed.
 */
export async function erasePersonalData(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  expected: Expected,
): Promise<void> {
  await changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    await refuseHeld(tx, 'document-requests', id, request.customerId);
    await refuseRestricted(tx, ctx.deps.keys, request.requester?.email);
    for (const { id: signed } of await selectAcceptancesOf(tx, id))
      await refuseHeld(tx, 'confidentiality-agreements', signed);
    await eraseSigners(tx, id);
    return forgetRequester(tx, ledger, request);
  });
}

/** The same in the commit of the caller, and without what was signed. */
export async function forgetRequester(
  tx: Tx,
  ledger: Ledger,
  request: AccessRequest,
): Promise<readonly [StoredEvent, ...StoredEvent[]]> {
  const { id, subscriptionId, linkVersion } = request;
  const isOver = !isOpen(request) && request.state !== 'ready';
  await updateRequest(tx, id, {
    requester: null,
    domain: '',
    addressHash: '',
    subscriptionId: null,
    linkVersion: linkVersion + 1,
    changedAt: ledger.at,
    ...(!isOver && { state: 'withdrawn', waitingSince: null, endedAt: ledger.at }),
  });
  const ended = await endGrantsOf(tx, ledger, request);
  await eraseTraces(tx, id);
  if (subscriptionId !== undefined) await forgetCaseAddress(tx, subscriptionId, ledger.at);
  return [recordOf(ledger, request, 'access.erased'), ...ended];
}

async function endGrantsOf(
  tx: Tx,
  ledger: Ledger,
  request: AccessRequest,
): Promise<readonly StoredEvent[]> {
  const held = await selectGrantsOf(tx, request.id);
  const open = held.filter(({ endedAt }) => endedAt === undefined);
  const ended: StoredEvent[] = [];
  for (const grant of open) {
    const isTaken = isStanding(grant, ledger.at);
    await updateGrant(tx, grant.id, {
      endedAt: ledger.at,
      ...(isTaken && { revokedAt: ledger.at }),
    });
    const action = isTaken ? 'access.revoked' : 'access.ended';
    ended.push(recordOf(ledger, request, action, { grant: grant.id }));
  }
  return ended;
}
