import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { longestWindowMs } from '../model/limits.ts';
import { pendingSince } from '../model/pending.ts';
import { deleteWindowsBefore, hasWindowBefore } from '../store/limits.ts';
import { deletePendingBefore, hasPendingBefore } from '../store/requests.ts';

/** What nobody confirmed in time, and limits whose time is over. Writes only where there is something. */
export async function purgeSubscribers(ctx: Ctx<System>): Promise<void> {
  const { db } = ctx.deps;
  const since = pendingSince(ctx.now);
  if (await hasPendingBefore(db, since))
    await operate(ctx, async (tx) => deletePendingBefore(tx, since));
  const moment = new Date(ctx.now.getTime() - longestWindowMs);
  if (await hasWindowBefore(db, moment))
    await operate(ctx, async (tx) => deleteWindowsBefore(tx, moment));
}
