import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { eraseNames } from '../store/people.ts';
import { listPeopleIn } from './people.ts';

/** Who was removed before that moment and is still known by name, by id; as few as there were colleagues. */
export async function listRemovedBefore(db: Db, before: Date): Promise<readonly PersonId[]> {
  return (await listPeopleIn(db))
    .filter(({ removedAt, name }) => removedAt && removedAt < before && name !== undefined)
    .map(({ id }) => id)
    .toSorted();
}

export async function forgetNames(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  if (ids.length > 0) await eraseNames(tx, ids);
}
