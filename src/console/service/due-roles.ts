import { listPeople } from '../../accounts/service/people.ts';
import type { Ctx, Staff } from '../../context.ts';
import { mayDo } from '../../staff/model/permitting.ts';
import type { DueItem } from './due.ts';

/** Invitations and roles that wait for a second person, for those who may be it. */
export async function rolesDue(ctx: Ctx<Staff>): Promise<readonly DueItem[]> {
  if (!mayDo(ctx.actor, 'approveStaffKey')) return [];
  return (await listPeople(ctx)).flatMap(({ id, name, state, proposal }): readonly DueItem[] => {
    if (proposal === undefined || state === 'removed') return [];
    const what = `${name ?? 'Somebody'} as ${proposal.role}`;
    return [{ what, path: `/console/people/${id}` }];
  });
}
