import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Emergency } from '../model.ts';
import { changes } from '../table.ts';

export async function selectEffects(
  db: Db,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly emergency: Emergency | null }[]> {
  const { id, emergency, tookEffectAt } = changes;
  return db
    .select({ id, emergency })
    .from(changes)
    .where(and(inArray(id, [...ids]), isNotNull(tookEffectAt)));
}
