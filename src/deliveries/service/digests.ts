import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Frequency } from '../../subscribers/model/subscription.ts';
import { listDigestsDue, moveDigestsOn } from '../../subscribers/service/digests.ts';
import { nextDigestAt } from '../model/schedule.ts';
import * as store from '../store/planning.ts';
import { queueDeliveries } from './queue.ts';

const batchSize = 500;

/**
 * Plans the digests that are due, up to 500: one delivery over all that was to be told since the last,
 * none where a recipient follows nothing of it. False when none is due.
 */
export async function planDigests(ctx: Ctx<System>): Promise<boolean> {
  const { deps, now } = ctx;
  const moment = { now, until: await store.selectNewestTold(deps.db) };
  const due = await listDigestsDue(deps.db, moment, batchSize);
  if (due.length === 0) return false;
  const { timeZone } = (await getOrganisation(deps.db)).value;
  const next = new Map<Frequency, Date | undefined>();
  for (const { frequency } of due)
    if (!next.has(frequency)) next.set(frequency, nextDigestAt(frequency, now, timeZone));
  const rows = due.map((each) => ({ ...each, next: next.get(each.frequency) }));
  await operate(ctx, async (tx) => {
    const moved = await moveDigestsOn(tx, rows, moment);
    const told = due.filter(({ id, hasNews }) => hasNews && moved.has(id));
    await queueDeliveries(
      tx,
      told.map(({ id: subscriptionId, channel, toldUpTo: after }) => ({
        subscriptionId,
        channel,
        subject: `digest:${moment.until}`,
        cargo: { kind: 'digest' as const, after, until: moment.until },
        dueAt: now,
      })),
      now,
    );
  });
  return true;
}
