import type { Ctx, Staff } from '../../context.ts';
import { listNames } from '../../staff/service/names.ts';

/** Who acts under which name of the record, as far as somebody still knows: people, and holders of keys. */
export async function listActorNames({ deps }: Ctx<Staff>): Promise<ReadonlyMap<string, string>> {
  return listNames(deps.db);
}
