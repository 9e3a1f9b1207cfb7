import type { Ctx, Deps, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import { listServices } from '../../organisation/service.ts';
import { addressHash } from '../model/address.ts';
import { faultInHookAddress } from '../model/hook-address.ts';
import type { Language } from '../../core/language.ts';
import type { Channel, Subscription } from '../model/subscription.ts';
import type { Topic } from '../model/topics.ts';
import { webhookSecret } from '../model/webhook-secret.ts';
import { selectIdsByAddress, selectSuppression } from '../store/suppressions.ts';
import { insertSubscription } from '../store/writing.ts';
import { addressColumns, getSubscription } from './rows.ts';

/** What staff name: an address that a contract says must be told, or one for alerts of this deployment. */
export type ChosenRecipient = {
  readonly stream: 'contract' | 'staff';
  readonly channel: Channel;
  readonly address: string;
  readonly topics: readonly Topic[];
  readonly services: readonly string[];
  readonly language: Language;
};

/**
 * Adds one. A contract contact is in force at once: the contract is the basis. An address for alerts is
 * confirmed like any other, except a mail address that an owner adds; a webhook and a chat must answer
 * in any case. `secret` signs what a webhook gets and is not shown again.
 */
export async function addSubscription(
  ctx: Ctx<Staff>,
  input: ChosenRecipient,
): Promise<{ readonly subscription: Subscription; readonly secret: string | null }> {
  const { deps, now } = ctx;
  const { stream, channel, address, ...preferences } = input;
  await checkRecipient(deps, input);
  const isActive = isActiveAtOnce(ctx.actor, input);
  const added = await commit(ctx, async (tx, ledger) => {
    await refuseKnown(tx, deps, input);
    const id = newId(deps.ids, 'sbs');
    await insertSubscription(tx, {
      ...preferences,
      id,
      stream,
      channel,
      ...addressColumns(deps, channel, address),
      frequency: 'immediate',
      state: isActive ? 'active' : 'pending',
      createdAt: now,
      confirmedAt: isActive ? now : null,
      changedAt: now,
    });
    if (!isActive) await askRecipient(tx, deps, { id, channel }, now);
    const event = ledger.record({
      action: stream === 'contract' ? 'contract_contact.added' : 'alert_recipient.added',
      subject: `subscription:${id}`,
      data: { channel, state: isActive ? 'active' : 'pending' },
      public: false,
    });
    const subscription = await getSubscription({ db: tx, keys: deps.keys }, id);
    return { value: subscription, events: [event] };
  });
  deps.nudge();
  const secret = channel === 'webhook' ? webhookSecret(deps.keys, added) : null;
  return { subscription: added, secret };
}

/** Refuses what is wrong with the recipient in itself. */
export async function checkRecipient(
  { db, config, mail }: Deps,
  { channel, address, services }: Pick<ChosenRecipient, 'channel' | 'address' | 'services'>,
): Promise<void> {
  if (channel === 'email' && mail === undefined)
    throw new Refusal(
      'unavailable',
      'No mail can be sent from here: set MAIL_URL and MAIL_FROM first, or nobody at that address would be told.',
    );
  const { outboundLoopback: loopback, origin } = config;
  const fault = channel === 'email' ? undefined : faultInHookAddress(address, { loopback, origin });
  const known = (await listServices(db)).map(({ slug }) => slug);
  const unknown = services.filter((slug) => !known.includes(slug));
  const faults = [
    ...(fault === undefined ? [] : [{ pointer: pointerTo('address'), detail: fault }]),
    ...unknown.map((slug) => ({
      pointer: pointerTo('services'),
      detail: `There is no service ${slug}.`,
    })),
  ];
  if (faults.length > 0) throw refusalOf(faults);
}

/** Refuses `conflict` where the address is in that stream already, or is not to be written to. */
export async function refuseKnown(
  db: Db,
  { keys }: Pick<Deps, 'keys'>,
  { stream, channel, address }: Pick<ChosenRecipient, 'stream' | 'channel' | 'address'>,
): Promise<void> {
  const hash = addressHash(keys, channel, address);
  const [known] = await selectIdsByAddress(db, hash, stream);
  if (known !== undefined)
    throw new Refusal('conflict', `This address is there already, as ${known}.`);
  const suppression = await selectSuppression(db, hash);
  if (suppression)
    throw new Refusal(
      'conflict',
      `This address is suppressed (${suppression.reason}). If it is good again, DELETE the suppression ${hash} first.`,
    );
}

function isActiveAtOnce({ role }: Staff, { stream, channel }: ChosenRecipient): boolean {
  return stream === 'contract' || (channel === 'email' && role === 'owner');
}

/** What it must answer before anything else is sent to it. */
export async function askRecipient(
  tx: Tx,
  deps: Deps,
  { id, channel }: { readonly id: SubscriptionId; readonly channel: Channel },
  now: Date,
): Promise<void> {
  const cargo = cargoFor(deps, channel);
  const delivery = { subscriptionId: id, channel, subject: `${cargo.kind}:1`, cargo, dueAt: now };
  await queueDeliveries(tx, [delivery], now);
}

function cargoFor({ ids }: Deps, channel: Channel): Cargo {
  if (channel === 'email') return { kind: 'confirmation' };
  if (channel !== 'webhook') return { kind: 'welcome' };
  return { kind: 'challenge', challenge: Buffer.from(ids.bytes(24)).toString('base64url') };
}
