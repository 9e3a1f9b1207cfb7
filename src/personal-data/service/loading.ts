import type { Deps } from '../../context.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import { listRules } from '../../retention/service.ts';
import type { RightsRequest } from '../../rights/model.ts';
import type { Copying } from '../copy-writing.ts';
import { allHolders } from '../holders.ts';
import type { Subject } from '../model.ts';
import { describeCollected } from './collected.ts';

/** What the pages around a copy are drawn with. */
export async function loadInput(deps: Deps): Promise<RenderInput> {
  return loadPageInput(deps);
}

/** What a copy is made from, as it stands now. */
export async function loadCopying(
  deps: Deps,
  request: RightsRequest,
  subject: Subject,
): Promise<Copying> {
  const { config, db } = deps;
  return {
    deps,
    request,
    subject,
    holders: allHolders,
    organisation: (await getOrganisation(db)).value,
    rules: await listRules(db),
    collected: describeCollected(),
    at: deps.clock(),
    root: `${config.origin}${config.base}`,
  };
}
