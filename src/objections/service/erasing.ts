import type { Ctx, Staff } from '../../context.ts';
import type { ObjectionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseRestricted } from '../../restrictions/service.ts';
import { refuseHeld } from '../../retention/service/held.ts';
import { forgetCaseAddress } from '../../subscribers/service/cases.ts';
import type { Objection } from '../model.ts';
import * as writing from '../store/writing.ts';
import { changeObjection } from './changing.ts';
import { recordOf } from './telling.ts';

/**
 * Forgets who objected and what was written; that there was an objection, and what became of it, stays.
 * Refuses `conflict` where a hold keeps it.
 */
export async function erasePersonalData(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  expected: Expected,
): Promise<void> {
  await changeObjection(ctx, id, expected, async ({ tx, ledger, objection }) => {
    await refuseHeld(tx, 'notices', id, objection.customerId);
    await refuseRestricted(tx, ctx.deps.keys, objection.objector?.email);
    return forgetObjector(tx, ledger, objection);
  });
}

/** The same in the commit of the caller. */
export async function forgetObjector(
  tx: Tx,
  ledger: Ledger,
  objection: Objection,
): Promise<StoredEvent> {
  const { id, subscriptionId, linkVersion } = objection;
  await writing.updateObjection(tx, id, {
    objector: null,
    statement: null,
    request: null,
    addressHash: null,
    subscriptionId: null,
    linkVersion: linkVersion + 1,
    changedAt: ledger.at,
  });
  await writing.eraseMessages(tx, id);
  if (subscriptionId !== undefined) await forgetCaseAddress(tx, subscriptionId, ledger.at);
  return recordOf(ledger, objection, 'objection.erased');
}
