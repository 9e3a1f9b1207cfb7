import type { Ctx } from '../../context.ts';
import { Refusal, refusalOf } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { seal } from '../../core/sealed.ts';
import { operate } from '../../db/commit.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import { listServices } from '../../organisation/service.ts';
import { addressHash, hostOf } from '../model/address.ts';
import { pagesBase } from '../../publication/place.ts';
import { type Links, linksOf } from '../model/links.ts';
import type { Channel } from '../model/subscription.ts';
import { type AskedFor, readWish, type Wish } from '../model/wish.ts';
import { sealPurpose } from '../store/reading.ts';
import { insertRequest, isSuppressed } from '../store/requests.ts';
import { insertSubscription, type SubscriptionRow } from '../store/writing.ts';
import { refuseBeyond, refuseFlood } from './limiting.ts';
import { webhookSecret } from '../model/webhook-secret.ts';

export type Subscribed = {
  readonly links: Links;
  readonly channel: Exclude<Channel, 'email'>;
  /** Of a webhook; shown once. */
  readonly secret?: string;
};

/**
 * Takes what somebody asks for at the form. By mail: undefined, whatever is known of the address; the
 * work done is the same too, and what becomes of it is decided later by `workOffRequests`. By webhook or
 * chat: the subscription, which is pending until its address has answered.
 * Refuses `invalid`, `too_many`, and `unavailable` where no mail can be sent.
 */
export async function subscribe(
  ctx: Ctx,
  asked: AskedFor,
  clientAddress: string | undefined,
): Promise<Subscribed | undefined> {
  const { deps } = ctx;
  const services = (await listServices(deps.db)).map(({ slug }) => slug);
  const { outboundLoopback, origin } = deps.config;
  const read = readWish(asked, { services, outboundLoopback, origin });
  if ('faults' in read) throw refusalOf(read.faults);
  const { channel } = read.wish;
  if (channel !== 'email') return subscribeTarget(ctx, channel, read.wish, clientAddress);
  if (deps.mail === undefined)
    throw new Refusal(
      'unavailable',
      'No mail can be sent from here yet. Follow a feed, or subscribe a webhook or a chat channel.',
    );
  await requestByMail(ctx, read.wish, clientAddress);
  return undefined;
}

/** One row, known or not: neither the answer nor its time tells who is subscribed. */
async function requestByMail(
  ctx: Ctx,
  wish: Wish,
  clientAddress: string | undefined,
): Promise<void> {
  const { deps, now } = ctx;
  const { topics, services, language, frequency } = wish;
  const sealed = sealAddress(ctx, wish.address);
  const hash = addressHash(deps.keys, 'email', wish.address);
  await operate(ctx, async (tx) => {
    await refuseFlood(tx, clientAddress, { keys: deps.keys, now });
    await insertRequest(tx, {
      at: now,
      dueAt: now,
      address: sealed,
      addressHash: hash,
      preferences: { topics, services, language, frequency },
    });
  });
  deps.nudge();
}

async function subscribeTarget(
  ctx: Ctx,
  channel: Exclude<Channel, 'email'>,
  wish: Wish,
  clientAddress: string | undefined,
): Promise<Subscribed> {
  const { deps, now } = ctx;
  const { keys } = deps;
  const row = { ...newRow(ctx, wish), stream: 'subscriber' as const };
  const challenge = Buffer.from(deps.ids.bytes(24)).toString('base64url');
  await operate(ctx, async (tx) => {
    await refuseFlood(tx, clientAddress, { keys, now });
    await refuseBeyond(tx, 'host', row.host, { keys, now });
    await refuseBeyond(tx, 'url', wish.address, { keys, now });
    if (await isSuppressed(tx, row.addressHash))
      throw new Refusal('conflict', 'Nothing is sent to this address any more.');
    await insertSubscription(tx, row);
    const cargo =
      channel === 'webhook'
        ? ({ kind: 'challenge', challenge } as const)
        : ({ kind: 'welcome' } as const);
    const subject = `${cargo.kind}:1`;
    const delivery = { subscriptionId: row.id, channel, subject, cargo, dueAt: now };
    await queueDeliveries(tx, [delivery], now);
  });
  deps.nudge();
  return {
    channel,
    links: linksOf(keys, rootOf(ctx), { id: row.id, linkVersion: 1 }),
    ...(channel === 'webhook' && {
      secret: webhookSecret(keys, { id: row.id, secretGeneration: 1 }),
    }),
  };
}

/** A pending subscription that is to be. */
export function newRow(ctx: Ctx, wish: Wish) {
  const { deps, now } = ctx;
  const { channel, address, contact, topics, services, language, frequency } = wish;
  return {
    id: newId(deps.ids, 'sbs'),
    channel,
    address: sealAddress(ctx, address),
    addressHash: addressHash(deps.keys, channel, address),
    host: hostOf(channel, address),
    contact: contact === undefined ? null : sealAddress(ctx, contact),
    topics,
    services,
    language,
    frequency,
    state: 'pending',
    createdAt: now,
    changedAt: now,
  } satisfies Omit<SubscriptionRow, 'stream'>;
}

/** Address of the trust centre, at which links of a subscription begin. */
export function rootOf({ deps }: Pick<Ctx, 'deps'>): string {
  return `${deps.config.origin}${pagesBase(deps)}`;
}

function sealAddress({ deps: { keys, ids } }: Ctx, address: string): string {
  return seal(keys.derive(sealPurpose), ids.bytes(12), address);
}
