import type { Ctx } from '../../context.ts';
import { type Fault, pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { operate } from '../../db/commit.ts';
import { isContact } from '../../customers/service/following.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import { limitKeyOf, readMailAddress } from '../model/mail-address.ts';
import type { Preferences, Subscription } from '../model/subscription.ts';
import { faultsInPreferences } from '../model/wish.ts';
import { hasNews, selectFirstUnplanned } from '../store/settled.ts';
import { insertSubscription, updateSubscription } from '../store/writing.ts';
import { changeSubscription, type Changing } from './changing.ts';
import { refuseBeyond } from './limiting.ts';
import { nextDigestAt } from '../../deliveries/model/schedule.ts';
import { webhookSecret } from '../model/webhook-secret.ts';
import { newRow } from './subscribing.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Refuses `invalid` for what can not be chosen or left out, `conflict` once it has ended. */
export async function changePreferences(
  ctx: Ctx,
  subscription: Subscription,
  { topics, services, language, frequency }: Preferences,
): Promise<void> {
  const { id } = subscription;
  const chosen = { topics, services, language, frequency };
  const known = (await listServices(ctx.deps.db)).map(({ slug }) => slug);
  // A service that ended after it was chosen does not stand in the way of another choice.
  const faults = faultsInPreferences(chosen, subscription.channel, [
    ...known,
    ...subscription.services,
  ]);
  const owed = subscription.stream === 'contract' ? faultsOfContract(subscription, chosen) : [];
  if (frequency !== 'immediate' && (await isContact(ctx.deps.db, id)))
    throw refusalOf([...faults, ...owed, tooSlow]);
  if (faults.length + owed.length > 0) throw refusalOf([...faults, ...owed]);
  if (subscription.state === 'pending') return changePending(ctx, id, chosen);
  await changeSubscription(ctx, id, async (before, changing) => {
    if (before.state === 'left') throw new Refusal('conflict', 'This subscription has ended.');
    if (isSame(before, chosen)) return;
    await refuseBeyond(changing.tx, 'change', id, { keys: ctx.deps.keys, now: ctx.now });
    const { seq } = await changing.record(before, { action: 'subscription.changed', set: chosen });
    if (before.frequency !== frequency && before.state === 'active')
      await changeRhythm(ctx, before, chosen, changing, seq);
  });
  ctx.deps.nudge();
}

// The days to object count from its arrival.
const tooSlow: Fault = {
  pointer: pointerTo('frequency'),
  detail: 'Your contract names this contact for notices: it is told of each at once.',
};

/** What a contract says that somebody must be told of can be added to, not left out. */
function faultsOfContract(before: Preferences, chosen: Preferences): readonly Fault[] {
  const detail = 'Your contract says that this contact is told of it: it can not be left out.';
  // Product news stands in no contract.
  const lacksTopic = before.topics.some(
    (topic) => topic !== 'product' && !chosen.topics.includes(topic),
  );
  const isNarrower =
    chosen.services.length > 0 &&
    (before.services.length === 0 ||
      before.services.some((slug) => !chosen.services.includes(slug)));
  return [
    ...(lacksTopic ? [{ pointer: pointerTo('topics'), detail }] : []),
    ...(isNarrower ? [{ pointer: pointerTo('services'), detail }] : []),
  ];
}

/** Pending is no fact yet, so the ledger has nothing to tell of it. */
async function changePending(ctx: Ctx, id: SubscriptionId, chosen: Preferences): Promise<void> {
  await operate(ctx, async (tx) => updateSubscription(tx, id, { ...chosen, changedAt: ctx.now }));
}

/**
 * Between a digest and being told at once nothing may be lost, and nothing told twice: what a digest
 * would have told goes out now, and the next one begins behind what is planned to be told at once.
 */
async function changeRhythm(
  ctx: Ctx,
  before: Subscription,
  { topics, frequency }: Preferences,
  { tx, at }: Changing,
  seq: number,
): Promise<void> {
  const { id, channel, toldUpTo } = before;
  const { value: organisation } = await getOrganisation(tx);
  const next = nextDigestAt(frequency, ctx.now, organisation.timeZone) ?? null;
  const settled = ((await selectFirstUnplanned(tx, id)) ?? seq + 1) - 1;
  const wasDigest = before.frequency !== 'immediate';
  if (wasDigest && frequency !== 'immediate')
    return updateSubscription(tx, id, { nextDigestAt: next });
  await updateSubscription(tx, id, { toldUpTo: settled, nextDigestAt: next });
  if (!wasDigest || !(await hasNews(tx, topics, toldUpTo, settled))) return;
  const cargo = { kind: 'digest', after: toldUpTo, until: settled } as const;
  const subject = `digest:${settled}`;
  await queueDeliveries(tx, [{ subscriptionId: id, channel, subject, cargo, dueAt: at }], at);
}

/** A new signing secret; the one before stays valid for a day. Refuses `conflict` for what is no webhook. */
export async function rotateSecret(
  ctx: Ctx,
  id: SubscriptionId,
): Promise<{ readonly secret: string; readonly until: Date }> {
  let generation = 0;
  const until = new Date(ctx.now.getTime() + dayMs);
  await changeSubscription(ctx, id, async (subscription, changing) => {
    requireWebhook(subscription);
    await refuseBeyond(changing.tx, 'change', id, { keys: ctx.deps.keys, now: ctx.now });
    generation = subscription.secretGeneration + 1;
    await changing.record(subscription, {
      action: 'subscription.secret_rotated',
      set: { secretGeneration: generation, previousSecretUntil: until },
    });
  });
  return { secret: webhookSecret(ctx.deps.keys, { id, secretGeneration: generation }), until };
}

/** Queues a test event. Refuses `conflict` unless it is active, `too_many` beyond what a test needs. */
export async function sendTest(ctx: Ctx, subscription: Subscription): Promise<void> {
  const { id, channel, state } = subscription;
  if (state !== 'active' || channel === 'email')
    throw new Refusal('conflict', 'Only an active webhook or chat channel can be tested.');
  const { deps, now } = ctx;
  await operate(ctx, async (tx) => {
    await refuseBeyond(tx, 'test', id, { keys: deps.keys, now });
    const subject = `test:${deps.ids.uuid()}`;
    const cargo = { kind: 'test' } as const;
    await queueDeliveries(tx, [{ subscriptionId: id, channel, subject, cargo, dueAt: now }], now);
  });
  deps.nudge();
}

/**
 * Another mailbox for a contract contact. It is written to, and once it is confirmed the old one ends:
 * at no time is nobody told.
 */
export async function replaceContact(
  ctx: Ctx,
  subscription: Subscription,
  typed: string,
): Promise<void> {
  const { deps, now } = ctx;
  const { id, stream, channel, state } = subscription;
  if (deps.mail === undefined)
    throw new Refusal('unavailable', 'No mail can be sent from here yet.');
  if (stream !== 'contract' || channel !== 'email' || state === 'left')
    throw new Refusal('conflict', 'Only the contact of a contract can be changed here.');
  const read = readMailAddress(typed);
  if ('fault' in read) throw refusalOf([{ pointer: pointerTo('address'), detail: read.fault }]);
  const row = newRow(ctx, { ...subscription, channel, address: read.address });
  await operate(ctx, async (tx) => {
    const at = { keys: deps.keys, now };
    await refuseBeyond(tx, 'successor', id, at);
    await refuseBeyond(tx, 'address', limitKeyOf(read.address), at);
    await refuseBeyond(tx, 'host', row.host, at);
    await insertSubscription(tx, { ...row, stream, replaces: id });
    const letter = { subject: 'confirmation:1', cargo: { kind: 'confirmation' as const } };
    const told = { subject: `succession:${row.id}`, cargo: { kind: 'succession' as const } };
    const letters = [
      { subscriptionId: row.id, channel, ...letter, dueAt: now },
      // Whoever asks has the link and perhaps nothing else.
      { subscriptionId: id, channel, ...told, dueAt: now },
    ];
    await queueDeliveries(tx, letters, now);
  });
  deps.nudge();
}

function requireWebhook({ channel, state }: Subscription): void {
  if (channel !== 'webhook' || state === 'left' || state === 'pending')
    throw new Refusal(
      'conflict',
      'Only a webhook that has answered its challenge gets a new secret.',
    );
}

function isSame(before: Preferences, { topics, services, language, frequency }: Preferences) {
  const set = (texts: readonly string[]) => texts.toSorted().join(' ');
  return (
    set(before.topics) === set(topics) &&
    set(before.services) === set(services) &&
    before.language === language &&
    before.frequency === frequency
  );
}
