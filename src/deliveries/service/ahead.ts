import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { hasDigestBeyond, pullDigestsBack } from '../../subscribers/service/digests.ts';
import { longestWaitMs, mailLeaseMs } from '../model/schedule.ts';
import { hasAnyBeyond, pullBack } from '../store/ahead.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Takes up what was put off while the clock ran ahead, e.g. where a machine started with a wrong one: its
 * attempts, claims and digests would wait until that time comes, perhaps for years.
 */
export async function takeUpFromAhead(ctx: Ctx<System>): Promise<void> {
  const { db } = ctx.deps;
  const now = ctx.now.getTime();
  const beyond = {
    dueAt: new Date(now + 2 * longestWaitMs),
    leaseUntil: new Date(now + 2 * mailLeaseMs),
  };
  const digestBeyond = new Date(now + 2 * weekMs);
  const isAny = (await hasAnyBeyond(db, beyond)) || (await hasDigestBeyond(db, digestBeyond));
  if (!isAny) return;
  await operate(ctx, async (tx) => {
    await pullBack(tx, beyond, ctx.now);
    await pullDigestsBack(tx, digestBeyond, ctx.now);
  });
  ctx.deps.nudge();
}
