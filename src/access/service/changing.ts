import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { AccessRequest } from '../model.ts';
import { selectRequest } from '../store/requests.ts';

/** One commit as `changeRequest` opens it. */
export type Changing = {
  readonly tx: Tx;
  readonly ledger: Ledger;
  /** As it stands in the transaction. */
  readonly request: AccessRequest;
};

/** Refuses `not_found`. */
export async function getRequest(db: Db, id: AccessRequestId): Promise<AccessRequest> {
  const found = await selectRequest(db, id);
  if (!found) throw new Refusal('not_found', 'There is no request of this id.');
  return found;
}

/** Carries out one thing that happens to a request. Refuses `stale` where somebody was first. */
export async function changeRequest(
  ctx: Ctx,
  id: AccessRequestId,
  expected: Expected,
  work: (changing: Changing) => Promise<readonly [StoredEvent, ...StoredEvent[]]>,
): Promise<AccessRequest> {
  const changed = await commit(ctx, async (tx, ledger) => {
    const request = await getRequest(tx, id);
    checkExpected(expected, request.version);
    const events = await work({ tx, ledger, request });
    return { value: await getRequest(tx, id), events };
  });
  ctx.deps.nudge();
  return changed;
}
