import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { longestWindowMs } from '../model/limits.ts';
import { pendingMs } from '../model/pending.ts';
import { deleteWindowsBefore, hasWindowBefore } from '../store/limits.ts';
import { deletePendingBefore, hasPendingBefore } from '../store/requests.ts';

/**
 * Forgets who never confirmed, and how often was tried what is long past. How many never confirmed.
 * Writes only where there is something.
 */
export async function forgetUnconfirmed(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const over = new Date(ctx.now.getTime() - longestWindowMs);
  if (await hasWindowBefore(db, over))
    await operate(ctx, async (tx) => deleteWindowsBefore(tx, over));
  const since = new Date(ctx.now.getTime() - pendingMs);
  if (!(await hasPendingBefore(db, since))) return 0;
  return operate(ctx, async (tx) => deletePendingBefore(tx, since));
}
