import { listNamed } from '../../accounts/service/people.ts';
import type { Ctx, Staff } from '../../context.ts';
import { actorName } from '../../context.ts';
import { listStaffKeys } from '../../staff/service.ts';

/** Who acts under which name of the record, as far as somebody still knows: people, and holders of keys. */
export async function listActorNames(ctx: Ctx<Staff>): Promise<ReadonlyMap<string, string>> {
  const keys = await listStaffKeys(ctx);
  const holders = keys.map(
    ({ id, role, holder }) => [actorName({ kind: 'staff', role, keyId: id }), holder] as const,
  );
  const people = await listNamed(ctx.deps.db);
  return new Map([...holders, ...people.map(({ actor, name }) => [actor, name] as const)]);
}
