import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { commit } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { tellMissed } from '../../deliveries/service/replaying.ts';
import { addressHash } from '../model/address.ts';
import type { Channel, Stream, Subscription } from '../model/subscription.ts';
import type { SuppressionReason } from '../model/suppression.ts';
import type { Suppression } from '../store/suppressions.ts';
import * as store from '../store/suppressions.ts';
import { updateSubscription } from '../store/writing.ts';
import { getPresent, getSubscription, refuseLastContact } from './rows.ts';

export type { Suppression };

/** Nothing goes to this recipient any more, nor to the same address by another form. */
export async function suppressSubscription(
  ctx: Ctx<Staff>,
  id: SubscriptionId,
  reason: SuppressionReason,
): Promise<Subscription> {
  const { keys } = ctx.deps;
  return commit(ctx, async (tx, ledger) => {
    const found = await getPresent({ db: tx, keys }, id);
    await refuseLastContact(tx, found);
    const hash = addressHash(keys, found.channel, found.address);
    const events = await suppress(tx, ledger, { hash, stream: found.stream, reason, at: ctx.now });
    return { value: await getSubscription({ db: tx, keys }, id), events };
  });
}

/**
 * Sends to a recipient again, after suppression as after Annex itself has given up; a contract contact,
 * who must be told, gets what was missed. Refuses where subscribers complained, which withdraws consent.
 */
export async function liftSuppression(ctx: Ctx<Staff>, id: SubscriptionId): Promise<Subscription> {
  const { keys } = ctx.deps;
  const lifted = await commit(ctx, async (tx, ledger) => {
    const found = await getPresent({ db: tx, keys }, id);
    refuseUnlessLiftable(found);
    await store.deleteSuppression(tx, addressHash(keys, found.channel, found.address));
    await updateSubscription(tx, id, {
      state: 'active',
      reason: null,
      changedAt: ctx.now,
      // What was missed meanwhile comes in the next digest, which is due.
      nextDigestAt: found.frequency === 'immediate' ? null : ctx.now,
    });
    if (found.stream === 'contract') await tellMissed(tx, found, ctx.now);
    const event = ledger.record({
      action: 'subscription.suppression_lifted',
      subject: `subscription:${id}`,
      data: { reason: found.reason },
      public: false,
    });
    return { value: await getSubscription({ db: tx, keys }, id), events: [event] };
  });
  ctx.deps.nudge();
  return lifted;
}

/** An address that asked never to be written to, whether or not it is subscribed. */
export async function suppressAddress(
  ctx: Ctx<Staff>,
  { channel, address, reason }: { channel: Channel; address: string; reason: SuppressionReason },
): Promise<Suppression> {
  const hash = addressHash(ctx.deps.keys, channel, address);
  return commit(ctx, async (tx, ledger) => {
    const events = await suppress(tx, ledger, {
      hash,
      reason,
      stream: 'subscriber',
      at: ctx.now,
    });
    return { value: { addressHash: hash, reason, at: ctx.now }, events };
  });
}

export async function listSuppressions(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<{ readonly items: readonly Suppression[]; readonly next: string | null }> {
  const found = await store.selectSuppressions(db, after, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.addressHash ?? null) : null };
}

/** The address may be subscribed again; subscriptions that were disabled stay so. Refuses `not_found`. */
export async function removeSuppression(ctx: Ctx<Staff>, hash: string): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const found = await store.selectSuppression(tx, hash);
    if (!found) throw new Refusal('not_found', 'There is no suppression of this id.');
    await store.deleteSuppression(tx, hash);
    // Not the hash: whoever has the key could look an address up in a record that stays for ever.
    const event = ledger.record({
      action: 'suppression.lifted',
      subject: 'suppression',
      data: { reason: found.reason },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

type Suppressing = {
  readonly hash: string;
  readonly stream: Stream;
  readonly reason: SuppressionReason;
  readonly at: Date;
};

async function suppress(
  tx: Tx,
  ledger: Ledger,
  { hash, stream, reason, at }: Suppressing,
): Promise<readonly [StoredEvent, ...StoredEvent[]]> {
  await store.saveSuppression(tx, { addressHash: hash, reason, at });
  const ids = await store.selectIdsByAddress(tx, hash, stream);
  await store.disableAll(tx, hash, stream, { reason, at });
  const record = (subject: string) =>
    ledger.record({ action: 'subscription.suppressed', subject, data: { reason }, public: false });
  const [first, ...others] = ids.map((id) => record(`subscription:${id}`));
  return first ? [first, ...others] : [record('suppression')];
}

function refuseUnlessLiftable({ state, reason, stream, confirmedAt }: Subscription): void {
  if (state !== 'disabled') throw new Refusal('conflict', 'This recipient is not disabled.');
  if (reason === 'complained' && stream === 'subscriber')
    throw new Refusal(
      'conflict',
      'They complained, which withdraws their consent. DELETE the subscription and its suppression; then they can subscribe again.',
    );
  if (confirmedAt === undefined)
    throw new Refusal('conflict', 'This recipient was never confirmed; they can subscribe again.');
}
