import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import { selectOpen } from '../store/listing.ts';
import { queueDeliveries } from './queue.ts';

/** Queues for one recipient what is still on its way to another, who ends: nobody else would be told of it. */
export async function carryOver(
  tx: Tx,
  {
    from,
    to,
  }: {
    readonly from: SubscriptionId;
    readonly to: { readonly id: SubscriptionId; readonly channel: Channel };
  },
  now: Date,
): Promise<void> {
  const open = await selectOpen(tx, from);
  const rows = open
    .filter(({ cargo }) => cargo.kind === 'event' || cargo.kind === 'digest')
    .map(({ subject, cargo }) => ({
      subscriptionId: to.id,
      channel: to.channel,
      subject,
      cargo,
      dueAt: now,
    }));
  await queueDeliveries(tx, rows, now);
}
