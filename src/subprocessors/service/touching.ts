import type { SubprocessorId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Between } from '../store/touching.ts';
import { selectTouchingVersions } from '../store/touching.ts';

/** The versions that showed an entry otherwise, newest first; `more` where older ones are left out. */
export type TouchingVersions = { readonly versions: readonly number[]; readonly more: boolean };

/** For each entry, the newest `most` versions after `from`, up to `to`, with which its row changed. */
export async function listTouchingVersions(
  db: Db,
  ids: readonly SubprocessorId[],
  between: Between,
  most: number,
): Promise<ReadonlyMap<SubprocessorId, TouchingVersions>> {
  if (ids.length === 0) return new Map();
  const rows = await selectTouchingVersions(db, ids, between, most + 1);
  const byEntry = Map.groupBy(rows, ({ subprocessorId }) => subprocessorId);
  return new Map(
    [...byEntry].map(([id, found]) => [
      id,
      {
        versions: found.slice(0, most).map(({ listVersion }) => listVersion),
        more: found.length > most,
      },
    ]),
  );
}
