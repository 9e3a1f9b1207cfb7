import type { Deps } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { requireSubject } from '../../personal-data/service/subject.ts';
import type { RightsRequest } from '../../rights/model.ts';
import { getRequest } from '../../rights/service/changing.ts';
import type { RestrictionKind } from '../model.ts';

/** What restricting would hold for: the request as it stands, and how many addresses. Refuses `not_found` and `conflict`. */
export async function planRestriction(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  id: RightsRequestId,
  kind: RestrictionKind,
): Promise<{ readonly request: RightsRequest; readonly addresses: number }> {
  const request = await getRequest(db, id);
  const { addresses } = await requireSubject({ db, keys }, request, kind);
  return { request, addresses: addresses.length };
}
