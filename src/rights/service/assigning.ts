import type { Ctx, Deps, Staff } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import type { AssigneeId } from '../../staff/model.ts';
import { listHandlers, requireHandler } from '../../staff/service/handlers.ts';
import { listNames } from '../../staff/service/names.ts';
import type { RightsRequest } from '../model.ts';
import * as writing from '../store/writing.ts';
import { changeRequest } from './changing.ts';
import { recordOf } from './telling.ts';

/** Who may look after a privacy request. */
export async function listRightsHandlers(ctx: Ctx<Staff>) {
  return listHandlers(ctx, 'answerRightsRequest');
}

/** Who acts under which name of the record, for pages that say who looks after what. */
export async function listStaffNames({
  db,
}: Pick<Deps, 'db'>): Promise<ReadonlyMap<string, string>> {
  return listNames(db);
}

/** Says who looks after it, also once it is closed; null for nobody. Refuses `invalid` for who may not answer. */
export async function assignRequest(
  ctx: Ctx<Staff>,
  { id, expected }: { readonly id: RightsRequestId; readonly expected: Expected },
  assignee: AssigneeId | null,
): Promise<RightsRequest> {
  await requireHandler(ctx, assignee, 'answerRightsRequest');
  return changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    await writing.updateRequest(tx, id, { assignee, changedAt: ledger.at });
    return [recordOf(ledger, request, 'rights.assigned', { assignee })];
  });
}
