import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { RestrictionKind } from '../../restrictions/model.ts';
import { isAnythingRestricted, listRestricted } from '../../restrictions/service.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import type { Stream, Subscription } from '../../subscribers/model/subscription.ts';
import type { Topic } from '../../subscribers/model/topics.ts';

type Kinds = ReadonlySet<RestrictionKind>;
type Hashed = { readonly stream: Stream; readonly addressHash: string | null };

/**
 * Whether this may be told. Contract contacts hear what their company is owed whatever they themselves
 * have restricted, and cases are answered: Article 18(2) GDPR, the rights of another and legal claims.
 */
function mayTell(kinds: Kinds | undefined, topic: Topic): boolean {
  if (kinds === undefined) return true;
  return !kinds.has('no-processing') && !(topic === 'product' && kinds.has('no-marketing'));
}

/** Those of a batch whom this may be told: one statement. */
export async function withoutRestricted<T extends Hashed>(
  db: Db,
  told: readonly T[],
  topic: Topic,
): Promise<readonly T[]> {
  const restricted = await listRestricted(db, told.flatMap(hashOf));
  if (restricted.size === 0) return told;
  return told.filter((each) => hashOf(each).every((hash) => mayTell(restricted.get(hash), topic)));
}

function hashOf({ stream, addressHash: hash }: Hashed): readonly string[] {
  return stream === 'subscriber' && hash !== null ? [hash] : [];
}

/**
 * What somebody restricted since it was planned: without advertising, or paused as if they had said so
 * to all of it. One statement for a batch, two where anybody has.
 */
export async function asRestricted(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  subscriptions: ReadonlyMap<SubscriptionId, Subscription>,
): Promise<ReadonlyMap<SubscriptionId, Subscription>> {
  if (!(await isAnythingRestricted(db))) return subscriptions;
  const hashes = new Map(
    [...subscriptions.values()].flatMap(({ id, stream, channel, address }) =>
      stream === 'subscriber' && channel === 'email' && address !== undefined
        ? [[id, addressHash(keys, channel, address)] as const]
        : [],
    ),
  );
  const restricted = await listRestricted(db, [...hashes.values()]);
  if (restricted.size === 0) return subscriptions;
  return new Map(
    [...subscriptions].map(([id, each]) => {
      const kinds = restricted.get(hashes.get(id) ?? '');
      return [id, kinds === undefined ? each : restrictedBy(each, kinds)];
    }),
  );
}

function restrictedBy(subscription: Subscription, kinds: Kinds): Subscription {
  const topics = subscription.topics.filter((topic) => mayTell(kinds, topic));
  const isPaused = kinds.has('no-processing') && subscription.state === 'active';
  return { ...subscription, topics, ...(isPaused && { state: 'paused' as const }) };
}
