import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Channel, Subscription } from '../../subscribers/model/subscription.ts';
import { selectNotPlannedFor, selectOpen } from '../store/listing.ts';
import { queueDeliveries } from './queue.ts';

type Successor = { readonly id: SubscriptionId; readonly channel: Channel };

/** Queues for one recipient what is still on its way to another, who ends: nobody else would be told of it. */
export async function carryOver(
  tx: Tx,
  { from, to }: { readonly from: SubscriptionId; readonly to: Successor },
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

/**
 * The same for what was published and is not worked into deliveries yet: planning would find the one
 * gone, and the other confirmed only after it happened.
 */
export async function carryUnplanned(
  tx: Tx,
  { from, to }: { readonly from: Subscription; readonly to: Successor },
  now: Date,
): Promise<void> {
  const isTold = from.state === 'active' && from.frequency === 'immediate';
  const seqs = isTold ? await selectNotPlannedFor(tx, from) : [];
  const rows = seqs.map((seq) => ({
    subscriptionId: to.id,
    channel: to.channel,
    subject: `event:${seq}`,
    cargo: { kind: 'event', seq } as const,
    dueAt: now,
  }));
  await queueDeliveries(tx, rows, now);
}
