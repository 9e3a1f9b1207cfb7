import type { Day } from '../../core/day.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { setCover } from '../../subscribers/service/recipients.ts';
import { isOver, servicesOfAll } from '../model.ts';
import { selectStoodFor } from '../store/contacts.ts';

/** Brings what these contacts are told of in line with what their customers use, those whose agreement is over left out. */
export async function refreshCover(
  tx: Tx,
  ids: readonly SubscriptionId[],
  today: Day,
): Promise<void> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return;
  const stoodFor = (await selectStoodFor(tx, distinct)).filter(
    ({ customer }) => !isOver(customer, today),
  );
  const bySubscription = Map.groupBy(stoodFor, ({ subscriptionId }) => subscriptionId);
  await setCover(
    tx,
    new Map(
      distinct.map((id) => {
        const mine = bySubscription.get(id);
        return [id, mine && servicesOfAll(mine.map(({ customer }) => customer))];
      }),
    ),
  );
}
