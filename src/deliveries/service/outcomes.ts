import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { activate, disable } from '../../subscribers/service/states.ts';
import type { Claimed, Sent } from '../model/delivery.ts';
import type { Verdict } from '../model/schedule.ts';
import { disablingReason } from '../model/schedule.ts';
import { cancelWaiting } from '../store/recording.ts';

/**
 * What follows for the recipient: reached for the first time, or given up. Before the outcome is
 * recorded, so that a crash between the two repeats the attempt and forgets nothing; all of it may be
 * done again.
 */
export async function followUp(
  ctx: Ctx<System>,
  { cargo }: Claimed,
  subscription: Subscription,
  { sent, verdict }: { readonly sent: Sent; readonly verdict: Verdict },
): Promise<void> {
  const { state } = verdict;
  if (state === 'accepted' && (cargo.kind === 'challenge' || cargo.kind === 'welcome'))
    await activate(ctx, subscription.id);
  const reason = disablingReason(cargo.kind, state, sent);
  if (reason === undefined) return;
  await disable(ctx, subscription.id, reason);
  await operate(ctx, async (tx) => cancelWaiting(tx, subscription.id, ctx.now));
}
