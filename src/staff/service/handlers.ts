import { listPeople } from '../../accounts/service/people.ts';
import type { Ctx, Staff } from '../../context.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { type AssigneeId, isInForce } from '../model.ts';
import { mayDo, type OperationId } from '../model/permitting.ts';
import { listStaffKeys } from '../service.ts';

type Handler = { readonly id: AssigneeId; readonly name: string };

/** Who is in, or in force, and may do this: people of the console before holders of keys. */
export async function listHandlers(
  ctx: Ctx<Staff>,
  operation: OperationId,
): Promise<readonly Handler[]> {
  const people = (await listPeople(ctx)).filter(({ state }) => state === 'active');
  const keys = (await listStaffKeys(ctx)).filter((key) => isInForce(key, ctx.now));
  return [
    ...people.map(({ id, name = String(id), role }) => ({ id, name, role })),
    ...keys.map(({ holder, ...key }) => ({ ...key, name: `${holder} (key)` })),
  ].filter((each) => mayDo(each, operation));
}

/** Before something is given into somebody's hands; nobody is always possible. Refuses `invalid`. */
export async function requireHandler(
  ctx: Ctx<Staff>,
  assignee: AssigneeId | null,
  operation: OperationId,
): Promise<void> {
  if (assignee === null) return;
  if ((await listHandlers(ctx, operation)).some(({ id }) => id === assignee)) return;
  throw refusalOf([
    {
      pointer: pointerTo('assignee'),
      detail: 'Must be the id of a person, or of a staff key in force, who may answer here.',
    },
  ]);
}
