import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { pendingMs } from '../model/pending.ts';
import * as store from '../store/purging.ts';

/** The longest window by which attempts are counted is a day. */
const limitsMs = 48 * 60 * 60 * 1_000;

/** Forgets who never confirmed, and how often was tried what is long past. Answers how many never confirmed. */
export async function forgetUnconfirmed(ctx: Ctx<System>): Promise<number> {
  const before = {
    pending: new Date(ctx.now.getTime() - pendingMs),
    limits: new Date(ctx.now.getTime() - limitsMs),
  };
  if (!(await store.hasOld(ctx.deps.db, before))) return 0;
  return operate(ctx, async (tx) => {
    await store.deleteLimits(tx, before.limits);
    return store.deletePending(tx, before.pending);
  });
}
