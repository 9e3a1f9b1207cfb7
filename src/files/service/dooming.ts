import type { Ctx, System } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import * as store from '../store/doomed.ts';

/** With the rows that name them: files to be deleted once that is stored. */
export async function doomFiles(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  if (keys.length > 0) await store.insertDoomed(tx, keys, at);
}

const perRun = 100;

/** Deletes them from the store. How many; what fails is tried again by the next run. */
export async function deleteDoomedFiles(ctx: Ctx<System>): Promise<number> {
  const { db, files } = ctx.deps;
  if (files === undefined) return 0;
  const keys = await store.selectDoomed(db, perRun);
  if (keys.length === 0) return 0;
  for (const key of keys) await files.delete(key);
  await operate(ctx, (tx) => store.deleteDoomed(tx, keys));
  return keys.length;
}
