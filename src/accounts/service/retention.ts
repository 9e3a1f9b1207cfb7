import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { eraseNames } from '../store/people.ts';
import { listPeopleIn } from './people.ts';

/** Who was removed before that moment and is still known by name, by id; as few as there were colleagues. */
export async function listRemovedBefore(
  db: Db,
  before: Date,
): Promise<readonly { readonly id: PersonId; readonly since: Date }[]> {
  return (await listPeopleIn(db))
    .flatMap(({ id, removedAt, name }) =>
      removedAt && removedAt < before && name !== undefined ? [{ id, since: removedAt }] : [],
    )
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

export async function isKnown(db: Db, id: string): Promise<boolean> {
  return (await listPeopleIn(db)).some((each) => each.id === id);
}

export async function forgetNames(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  if (ids.length > 0) await eraseNames(tx, ids);
}
