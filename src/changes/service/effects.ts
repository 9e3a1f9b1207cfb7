import type { Db } from '../../db/client.ts';
import { selectEffects } from '../store/effects.ts';

/** Of these changes the ones that are in effect, and whether they came as an emergency. */
export async function listEffects(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly isEmergency: boolean }>> {
  const rows = await selectEffects(db, ids);
  return new Map(rows.map(({ id, emergency }) => [id, { isEmergency: emergency !== null }]));
}
