import type { Ctx } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { nextDigestAt } from '../../deliveries/model/schedule.ts';
import type { DisabledReason, Subscription } from '../model/subscription.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';

/** The recipient was reached for the first time, or confirmed. Again it does nothing. */
export async function activate(ctx: Ctx, id: SubscriptionId): Promise<void> {
  const { timeZone } = (await getOrganisation(ctx.deps.db)).value;
  await change(ctx, id, 'pending', 'confirmed', (subscription, at) => ({
    state: 'active',
    confirmedAt: at,
    nextDigestAt: nextDigestAt(subscription.frequency, at, timeZone) ?? null,
  }));
}

/** Nothing more is sent there. Again it does nothing. */
export async function disable(ctx: Ctx, id: SubscriptionId, reason: DisabledReason): Promise<void> {
  await change(ctx, id, 'active', 'disabled', () => ({
    state: 'disabled',
    reason,
    nextDigestAt: null,
  }));
}

async function change(
  ctx: Ctx,
  id: SubscriptionId,
  from: Subscription['state'],
  action: string,
  set: (subscription: Subscription, at: Date) => Partial<writing.SubscriptionRow>,
): Promise<void> {
  const { db, keys } = ctx.deps;
  const [known] = await reading.selectSubscriptions(db, keys, [id]);
  if (known?.state !== from) return;
  await commit(ctx, async (tx: Tx, ledger) => {
    await writing.updateSubscription(tx, id, { ...set(known, ledger.at), changedAt: ledger.at });
    const event: StoredEvent = ledger.record({
      action: `subscription.${action}`,
      subject: `subscription:${id}`,
      data: {},
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
