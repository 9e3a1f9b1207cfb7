import { listNamed } from '../../accounts/service/people.ts';
import { actorName } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import type { StaffKey } from '../model.ts';
import { selectKeys } from '../store.ts';

/**
 * Who acts under which name of the ledger, as far as somebody still knows: holders of keys, revoked ones
 * too, and people.
 */
export async function listNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const keys = (await selectKeys(db)).filter(({ holder }) => holder !== '');
  const people = await listNamed(db);
  return new Map([
    ...keys.map((key) => [nameOf(key), key.holder] as const),
    ...people.map(({ actor, name }) => [actor, name] as const),
  ]);
}

/** How the ledger names whoever uses the key. */
export function nameOf({ id, role }: StaffKey): string {
  return actorName({ kind: 'staff', role, keyId: id });
}
