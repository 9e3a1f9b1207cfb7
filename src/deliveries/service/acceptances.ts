import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { originOf } from '../model/again.ts';
import type { DeliveryState } from '../model/delivery.ts';
import * as store from '../store/acceptances.ts';
import { type Attempt, selectAttempts } from '../store/attempts.ts';

/** One delivery of an event; sent again it is another. */
export type Telling = {
  readonly id: number;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  /** Nothing more becomes of it, unless it comes back. */
  readonly endedAt?: Date;
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
      all.map(({ id: delivery, subject, state, createdAt, endedAt, attemptedAt }) => ({
        id: delivery,
        subject,
        state,
        createdAt,
        ...(endedAt && { endedAt }),
        ...(state === 'accepted' && attemptedAt && { acceptedAt: attemptedAt }),
      })),
    ]),
  );
}

/** How many deliveries of an event are in each state, to whomever. */
export async function countTellings(
  db: Db,
  seq: number,
): Promise<Partial<Readonly<Record<DeliveryState, number>>>> {
  const rows = await store.selectStatesOf(db, seq);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** A delivery with every attempt, and when it came back. */
export type Told = Telling & {
  readonly bouncedAt?: Date;
  readonly attempts: readonly Pick<Attempt, 'at' | 'outcome' | 'status'>[];
};

/** The same with all that is recorded of it, for whoever has to prove it. */
export async function listAttempted(
  db: Db,
  seq: number,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, readonly Told[]>> {
  const tellings = await listTellings(db, seq, ids);
  const all = [...tellings.values()].flat();
  const attempts = Map.groupBy(
    await selectAttempts(
      db,
      all.map(({ id }) => id),
    ),
    ({ deliveryId }) => deliveryId,
  );
  return new Map(
    [...tellings].map(([contact, each]) => [
      contact,
      each.map((telling) => ({
        ...telling,
        ...(telling.state === 'bounced' && telling.endedAt && { bouncedAt: telling.endedAt }),
        attempts: attempts.get(telling.id) ?? [],
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
