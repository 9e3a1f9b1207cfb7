import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { originOf } from '../model/again.ts';
import type { DeliveryState } from '../model/delivery.ts';
import * as store from '../store/acceptances.ts';

/** One delivery of an event; sent again it is another. */
export type Telling = {
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  /** When the other side took it. A bounce takes it back: then it is absent. */
  readonly acceptedAt?: Date;
};

/** What became of telling these of an event: each of its deliveries, oldest first. */
export async function listTellings(
  db: Db,
  seq: number,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, readonly Telling[]>> {
  if (ids.length === 0) return new Map();
  const rows = (await store.selectToldOf(db, seq, ids)).filter(
    ({ subject }) => originOf(subject) === `event:${seq}`,
  );
  return new Map(
    [...Map.groupBy(rows, ({ subscriptionId }) => subscriptionId)].map(([id, all]) => [
      id,
      all.map(({ subject, state, createdAt, attemptedAt }) => ({
        subject,
        state,
        createdAt,
        ...(state === 'accepted' && attemptedAt && { acceptedAt: attemptedAt }),
      })),
    ]),
  );
}

/** What came back since then: whoever counted it as told has to look again. */
export async function listBounced(
  db: Db,
  since: Date,
): Promise<readonly { readonly seq: number; readonly subscriptionId: SubscriptionId }[]> {
  return store.selectBounced(db, since);
}

/** Whether everybody who follows it has a delivery of this event. */
export async function isPlanned(db: Db, seq: number): Promise<boolean> {
  return store.selectIsPlanned(db, seq);
}
