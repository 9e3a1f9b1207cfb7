import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { activate, disable } from '../../subscribers/service/states.ts';
import type { Claimed, Sent } from '../model/delivery.ts';
import type { Verdict } from '../model/schedule.ts';
import { disablingReason } from '../model/schedule.ts';
import { cancelWaiting, type Recorded, recordDeliveries } from '../store/recording.ts';

/**
 * What follows for the recipient: reached for the first time, or given up. Whoever is given up is so in
 * one transaction with the outcome: repeated after a crash the attempt would not be made, and what came
 * back would stand there as cancelled. The rest comes before the outcome and may be done again.
 */
export async function followUp(
  ctx: Ctx<System>,
  { cargo }: Claimed,
  subscription: Subscription,
  {
    sent,
    verdict,
    row,
  }: { readonly sent: Sent; readonly verdict: Verdict; readonly row: Recorded },
): Promise<void> {
  const { state } = verdict;
  if (state === 'accepted' && (cargo.kind === 'challenge' || cargo.kind === 'welcome'))
    await activate(ctx, subscription.id);
  const reason = disablingReason(cargo.kind, state, sent);
  if (reason === undefined) return;
  await disable(ctx, subscription.id, reason, async (tx) => {
    await recordDeliveries(tx, [row], ctx.now);
    await cancelWaiting(tx, subscription.id, ctx.now);
  });
  // Where it was disabled already.
  await operate(ctx, async (tx) => cancelWaiting(tx, subscription.id, ctx.now));
}
