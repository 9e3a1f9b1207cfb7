import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { nextSubject, originOf } from '../model/again.ts';
import type { Cargo } from '../model/delivery.ts';
import type { Delivery } from '../store/listing.ts';
import * as store from '../store/listing.ts';
import { bringForward } from '../store/writing.ts';
import { queueDeliveries } from './queue.ts';
import { getRecipient } from './recipients.ts';

/**
 * Sends a delivery again: one that has ended by a new delivery, one that waits for its next attempt at
 * once, because a new one would wait behind it. Refuses what only its recipient may ask for, and
 * recipients to whom nothing is sent.
 */
export async function resendDelivery(
  ctx: Ctx<Staff>,
  id: number,
): Promise<{ readonly delivery: Delivery; readonly isNew: boolean }> {
  const sent = await commit(ctx, async (tx, ledger) => {
    const found = await getDelivery(tx, id);
    if (!mayRepeat.includes(found.cargo.kind))
      throw new Refusal(
        'conflict',
        `A ${found.cargo.kind} goes out once, when its recipient asks for it: they can do so again.`,
      );
    await getRecipient(tx, ctx.deps.keys, found.subscriptionId);
    if (found.state === 'in-flight')
      throw new Refusal('conflict', 'It is being sent at this moment; look again in a minute.');
    const isNew = found.endedAt !== null;
    const delivery = isNew ? await repeat(tx, found, ctx.now) : await hasten(tx, found, ctx.now);
    const event = ledger.record({
      action: 'delivery.resent',
      subject: `subscription:${found.subscriptionId}`,
      data: { delivery: id, ...(isNew && { as: delivery.id }) },
      public: false,
    });
    return { value: { delivery, isNew }, events: [event] };
  });
  ctx.deps.nudge();
  return sent;
}

/** Refuses `not_found`. */
export async function getDelivery(
  db: Parameters<typeof store.selectDelivery>[0],
  id: number,
): Promise<Delivery> {
  const found = await store.selectDelivery(db, id);
  if (!found) throw new Refusal('not_found', 'There is no delivery of this number.');
  return found;
}

/** What is told again by whoever runs this; the rest goes out when its recipient asks. */
export const mayRepeat: readonly Cargo['kind'][] = ['event', 'digest', 'alert', 'test'];

async function repeat(tx: Tx, of: Delivery, now: Date): Promise<Delivery> {
  const { subscriptionId, channel, cargo } = of;
  const origin = originOf(of.subject);
  const known = await store.selectSubjects(tx, subscriptionId, origin);
  const subject = nextSubject(
    origin,
    known.map((each) => each.subject),
  );
  await queueDeliveries(tx, [{ subscriptionId, channel, subject, cargo, dueAt: now }], now);
  const [made] = await store.selectDeliveries(tx, { subscription: subscriptionId }, 1);
  if (made?.subject !== subject) throw new Error('the repetition was not stored');
  return made;
}

async function hasten(tx: Tx, delivery: Delivery, now: Date): Promise<Delivery> {
  await bringForward(tx, delivery.id, now);
  return { ...delivery, dueAt: now };
}
