import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { listRecipients } from '../../subscribers/service/reading.ts';
import { withoutRestricted } from './restricting.ts';
import * as store from '../store/planning.ts';
import { queueDeliveries } from './queue.ts';

/** Subscriptions looked at for one transaction: over HTTP it is cut off after 5 s, here others wait for it. */
const batchSize = 1_000;

/**
 * Gives the next thousand subscriptions their deliveries of the oldest event that is not planned.
 * Who they are is read in the transaction: whoever changes from digests to being told at once, or back,
 * does so before or after. Whoever advances the row first has planned them: so any number of workers may plan. False when there is nothing to plan.
 */
export async function planBatch(ctx: Ctx<System>): Promise<boolean> {
  const { db } = ctx.deps;
  const fanout = await store.selectUnplanned(db);
  if (!fanout) return false;
  const { seq } = fanout;
  await operate(ctx, async (tx) => {
    const { told, last } = await listRecipients(tx, fanout, fanout.plannedUpTo ?? '', batchSize);
    const to = last === undefined ? { plannedAt: ctx.now } : { plannedUpTo: last };
    if (!(await store.advance(tx, fanout, to))) return;
    const rows = (await withoutRestricted(tx, told, fanout.topic)).map(
      ({ id: subscriptionId, channel }) => ({
        subscriptionId,
        channel,
        subject: `event:${seq}`,
        cargo: { kind: 'event' as const, seq },
        dueAt: ctx.now,
      }),
    );
    await queueDeliveries(tx, rows, ctx.now);
  });
  return true;
}
