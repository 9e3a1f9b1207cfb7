import type { Ctx } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import type { DisabledReason } from '../model/subscription.ts';
import { selectSubscriptions } from '../store/reading.ts';
import { updateSubscription } from '../store/writing.ts';

/** Nothing is sent to it any more. Does nothing where it has ended already. */
export async function disable(ctx: Ctx, id: SubscriptionId, reason: DisabledReason): Promise<void> {
  const { db, keys } = ctx.deps;
  const [subscription] = await selectSubscriptions(db, keys, [id]);
  const isOver = subscription?.state === 'left' || subscription?.reason === reason;
  if (subscription === undefined || isOver) return;
  await commit(ctx, async (tx, ledger) => {
    const event = {
      action: 'subscription.disabled',
      subject: `subscription:${id}`,
      data: { reason },
      public: false,
    };
    await updateSubscription(tx, id, { state: 'disabled', reason, nextDigestAt: null });
    return { value: undefined, events: [ledger.record(event)] };
  });
}
