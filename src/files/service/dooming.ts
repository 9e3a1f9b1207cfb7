import type { Ctx, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import * as store from '../store/doomed.ts';

/** Long after any request has ended, in which a file is stored and then named. */
const graceMs = 60 * 60 * 1_000;

/**
 * Runs `work`, which stores files under these keys and commits what names them, with `spareFiles`. Otherwise
 * they are deleted: at once where it was refused, and within two hours after a crash.
 */
export async function withDoomed<T>(
  ctx: Ctx,
  keys: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const at = new Date(ctx.deps.clock().getTime() + graceMs);
  await operate(ctx, (tx) => store.insertDoomed(tx, keys, at));
  try {
    return await work();
  } catch (error) {
    // Whatever else went wrong, it may have been committed: then they are needed. What fails here is done later.
    if (error instanceof Refusal && error.code !== 'busy')
      await deleteFiles(ctx, keys).catch(() => undefined);
    throw error;
  }
}

/** With the rows that name them: they stay. Refuses `conflict` where that is so late that they may be gone. */
export async function spareFiles(tx: Tx, keys: readonly string[], now: Date): Promise<void> {
  if (keys.length === 0) return;
  const spared = await store.deleteDoomedAfter(tx, keys, now);
  if (spared < keys.length)
    throw new Refusal('conflict', 'The upload took more than an hour. Send it again.');
}

/** With the rows that name them: files to be deleted once that is stored. */
export async function doomFiles(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  if (keys.length > 0) await store.insertDoomed(tx, keys, at);
}

const perRun = 100;

/** Deletes them from the store. How many; what fails is tried again by the next run. */
export async function deleteDoomedFiles(ctx: Ctx<System>): Promise<number> {
  const { db, files } = ctx.deps;
  if (files === undefined) return 0;
  const keys = await store.selectDoomed(db, ctx.now, perRun);
  if (keys.length === 0) return 0;
  await deleteFiles(ctx, keys);
  return keys.length;
}

async function deleteFiles(ctx: Ctx, keys: readonly string[]): Promise<void> {
  for (const key of keys) await ctx.deps.files?.delete(key);
  await operate(ctx, (tx) => store.deleteDoomed(tx, keys));
}
