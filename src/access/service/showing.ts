import type { Deps } from '../../context.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';

/** What the pages around a request are drawn with: what is published now. */
export async function loadInput(deps: Deps): Promise<RenderInput> {
  return loadPageInput(deps);
}

/** Whose days are meant by a day. */
export async function timeZoneOf({ db }: Pick<Deps, 'db'>): Promise<string> {
  return (await getOrganisation(db)).value.timeZone;
}
