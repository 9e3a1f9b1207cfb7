import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { DeliveryState, Outcome } from '../model/delivery.ts';
import { originOf } from '../model/again.ts';
import * as store from '../store/acceptances.ts';

/** One delivery of an event; sent again it is another. */
export type Told = {
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  /** When the other side took it, as far as that stands. */
  readonly acceptedAt?: Date;
  readonly bouncedAt?: Date;
  readonly attempts: readonly {
    readonly at: Date;
    readonly outcome: Outcome;
    readonly status?: number;
  }[];
};

/** What became of telling these of an event, each of its deliveries, oldest first. */
export async function listTold(
  db: Db,
  seq: number,
  subscriptionIds: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, readonly Told[]>> {
  if (subscriptionIds.length === 0) return new Map();
  const rows = await store.selectToldOf(db, seq, subscriptionIds);
  const tried = Map.groupBy(
    await store.selectAttemptsOf(
      db,
      rows.map(({ id }) => id),
    ),
    ({ deliveryId }) => deliveryId,
  );
  const byRecipient = Map.groupBy(
    rows.filter(({ subject }) => originOf(subject) === `event:${seq}`),
    ({ subscriptionId }) => subscriptionId,
  );
  return new Map(
    [...byRecipient].map(([id, all]) => [
      id,
      all.map((row) => toTold(row, tried.get(row.id) ?? [])),
    ]),
  );
}

export type Acceptance = Omit<Told, 'subject' | 'createdAt'>;

/** The same in one: the first that stands accepted, otherwise the last of them. With every attempt made. */
export async function listAcceptances(
  db: Db,
  seq: number,
  subscriptionIds: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, Acceptance>> {
  const told = await listTold(db, seq, subscriptionIds);
  return new Map(
    [...told].flatMap(([id, all]) => {
      const shown = all.find(({ acceptedAt }) => acceptedAt !== undefined) ?? all.at(-1);
      if (shown === undefined) return [];
      const { subject: _, createdAt: __, ...rest } = shown;
      return [[id, { ...rest, attempts: all.flatMap(({ attempts }) => attempts) }] as const];
    }),
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
  return (await store.selectPlanned(db, [seq])).length > 0;
}

function toTold(
  { subject, state, createdAt, endedAt }: store.ToldRow,
  tried: readonly store.AttemptRow[],
): Told {
  const taken = tried.findLast(({ outcome }) => outcome === 'accepted')?.at ?? endedAt;
  return {
    subject,
    state,
    createdAt,
    ...(state === 'accepted' && taken && { acceptedAt: taken }),
    ...(state === 'bounced' && endedAt && { bouncedAt: endedAt }),
    attempts: tried.map(({ at, outcome, status }) => ({
      at,
      outcome,
      ...(status !== null && { status }),
    })),
  };
}
