import type { Deps } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { RightsRequest } from '../../rights/model.ts';
import { getRequest } from '../../rights/service/changing.ts';

/** The request as it stands, also where nothing may be looked for yet. Refuses `not_found`. */
export async function getSubjectRequest(
  { db }: Pick<Deps, 'db'>,
  id: RightsRequestId,
): Promise<RightsRequest> {
  return getRequest(db, id);
}
