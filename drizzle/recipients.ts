import { asc, isNull } from 'drizzle-orm';
import type { Ctx, Deps, System } from '../src/context.ts';
import type { SubscriptionId } from '../src/core/ids.ts';
import { newId } from '../src/core/ids.ts';
import type { Tx } from '../src/db/client.ts';
import type { Ledger } from '../src/db/commit.ts';
import { commit } from '../src/db/commit.ts';
import { insertAll } from '../src/db/insert-all.ts';
import { outbox } from '../src/db/outbox.ts';
import type { DeliveryState, Outcome } from '../src/deliveries/model/delivery.ts';
import { deliveries, deliveryAttempts } from '../src/deliveries/table.ts';
import { addressHash } from '../src/subscribers/model/address.ts';
import { usualTopics } from '../src/subscribers/model/topics.ts';
import { addressColumns, nothingPersonal } from '../src/subscribers/service/rows.ts';
import type { SubscriptionRow } from '../src/subscribers/store/writing.ts';
import { subscriptions, suppressions } from '../src/subscribers/table.ts';

const minuteMs = 60 * 1000;
const dayMs = 24 * 60 * minuteMs;

type Told = typeof outbox.$inferSelect;
type Attempt = readonly [outcome: Outcome, status?: number];
/** What became of a delivery. */
type Fate = {
  readonly state: DeliveryState;
  readonly attempts: readonly Attempt[];
};

type Recipient = Partial<SubscriptionRow> & {
  readonly address: string;
  /** Days ago. */
  readonly since: number;
  /** Of the newest thing it was told; everything before arrived. */
  readonly last?: Fate;
  /** Staff have sent it the newest thing again, some minutes ago. */
  readonly again?: Fate & { readonly minutes: number };
  /** How it came to be, or to be as it is, in the words of the record. */
  readonly event: string;
};

const arrived: Fate = { state: 'accepted', attempts: [['accepted', 250]] };

/** Mailboxes of departments of invented companies, below a domain that leads nowhere (RFC 2606). */
const recipients: readonly Recipient[] = [
  {
    address: 'privacy@harbour-logistics.example',
    stream: 'contract',
    topics: ['subprocessors', 'security'],
    since: 400,
    event: 'contract_contact.added',
  },
  {
    address: 'datenschutz@nordwind-bank.example',
    language: 'de',
    since: 300,
    again: { state: 'due', attempts: [['4xx', 451]], minutes: 90 },
    event: 'subscription.confirmed',
  },
  {
    address: 'vendor-risk@meadow-health.example',
    services: ['qluster-service'],
    since: 250,
    again: { state: 'in-flight', attempts: [], minutes: 0 },
    event: 'subscription.confirmed',
  },
  {
    address: 'legal@copper-kettle.example',
    frequency: 'weekly',
    since: 90,
    event: 'subscription.confirmed',
  },
  {
    address: 'security@tidewater-retail.example',
    state: 'paused',
    since: 200,
    last: { state: 'cancelled', attempts: [] },
    event: 'subscription.paused',
  },
  {
    address: 'compliance@old-mill-insurance.example',
    state: 'disabled',
    reason: 'bounced',
    since: 350,
    last: { state: 'bounced', attempts: [['accepted', 250]] },
    event: 'subscription.disabled',
  },
  {
    address: 'https://hooks.polar-freight.example/annex',
    channel: 'webhook',
    state: 'disabled',
    reason: 'gone',
    since: 280,
    last: { state: 'failed', attempts: [['timeout'], ['5xx', 502], ['4xx', 410]] },
    event: 'subscription.disabled',
  },
  { address: 'dpo@lantern-games.example', state: 'left', since: 320, event: 'subscription.left' },
  {
    address: 'trust-desk@qluster.example',
    stream: 'staff',
    topics: [],
    since: 400,
    event: 'alert_recipient.added',
  },
];

/**
 * Who follows Qluster Corp., and what became of what they were told, as if it had all been delivered in
 * its time. Where mail is really sent nobody is added: a demonstration writes to no one.
 */
export async function seedRecipients(ctx: Ctx<System>): Promise<void> {
  if (ctx.deps.config.mailUrl !== undefined) return;
  await commit(ctx, async (tx, ledger) => {
    const told = await tx.select().from(outbox).orderBy(asc(outbox.seq));
    const added = [];
    for (const recipient of recipients)
      added.push(await addRecipient(tx, ledger, { ctx, recipient, told }));
    await tx.update(outbox).set({ plannedAt: ctx.now }).where(isNull(outbox.plannedAt));
    const [first, ...others] = added;
    if (!first) throw new Error('the story has no recipients');
    return { value: undefined, events: [first, ...others] };
  });
}

async function addRecipient(
  tx: Tx,
  ledger: Ledger,
  {
    ctx: { deps, now },
    recipient,
    told,
  }: { readonly ctx: Ctx<System>; readonly recipient: Recipient; readonly told: readonly Told[] },
) {
  const row = rowOf(deps, recipient, now);
  await tx.insert(subscriptions).values({ ...row, toldUpTo: told.at(-1)?.seq ?? 0 });
  if (recipient.reason === 'bounced') await suppress(tx, deps, recipient, now);
  const follows = told.filter((each) => isToldAtOnce(row, each));
  const newest = follows.at(-1);
  let free = new Date(0);
  for (const each of follows) {
    const fate = each === newest ? (recipient.last ?? arrived) : arrived;
    // What happened at one moment was told one after another.
    const at = each.at > free ? each.at : free;
    await addDelivery(tx, row, { fate, seq: each.seq, subject: `event:${each.seq}`, at });
    free = endOf(fate, at);
  }
  if (newest && recipient.again) {
    const at = new Date(now.getTime() - recipient.again.minutes * minuteMs);
    const subject = `event:${newest.seq}:again:1`;
    await addDelivery(tx, row, { fate: recipient.again, seq: newest.seq, subject, at });
  }
  return ledger.record({
    action: recipient.event,
    subject: `subscription:${row.id}`,
    data: recipient.reason ? { reason: recipient.reason } : {},
    public: false,
  });
}

function rowOf(
  deps: Deps,
  recipient: Recipient,
  now: Date,
): SubscriptionRow & { id: SubscriptionId } {
  const { address, since, last: _, again: _again, event: _event, ...stated } = recipient;
  const createdAt = new Date(now.getTime() - since * dayMs);
  const channel = stated.channel ?? 'email';
  return {
    id: newId(deps.ids, 'sbs'),
    stream: 'subscriber',
    channel,
    topics: usualTopics,
    services: [],
    language: 'en',
    frequency: 'immediate',
    state: 'active',
    createdAt,
    confirmedAt: createdAt,
    changedAt: createdAt,
    ...(stated.frequency === 'weekly' && { nextDigestAt: new Date(now.getTime() + 7 * dayMs) }),
    ...stated,
    ...addressColumns(deps, channel, address),
    ...(stated.state === 'left' && { ...nothingPersonal, changedAt: now }),
  };
}

/** As planning would have it. */
function isToldAtOnce(
  { stream, frequency, state, channel, services, createdAt }: SubscriptionRow,
  told: Told,
): boolean {
  const concerns =
    services.length === 0 ||
    told.services.length === 0 ||
    services.some((slug) => told.services.includes(slug));
  const isMember = stream !== 'staff' && frequency === 'immediate' && state !== 'left';
  return isMember && concerns && told.at >= createdAt && (!told.quiet || channel === 'webhook');
}

async function addDelivery(
  tx: Tx,
  { id: subscriptionId, channel }: Pick<SubscriptionRow, 'channel'> & { id: SubscriptionId },
  {
    fate: { state, attempts },
    seq,
    subject,
    at,
  }: { readonly fate: Fate; readonly seq: number; readonly subject: string; readonly at: Date },
): Promise<void> {
  const [outcome, status] = attempts.at(-1) ?? [];
  const isOpen = state === 'due' || state === 'in-flight';
  const isHeld = state === 'in-flight';
  const [row] = await tx
    .insert(deliveries)
    .values({
      subscriptionId,
      channel,
      subject,
      cargo: { kind: 'event', seq },
      seq,
      state,
      dueAt: isOpen ? new Date(at.getTime() + 2 * 60 * minuteMs) : null,
      attempts: attempts.length,
      // Of nobody: whoever drains takes it over once it is stale.
      lease: isHeld ? 'demo' : null,
      leaseUntil: isHeld ? new Date(at.getTime() + minuteMs) : null,
      outcome: outcome ?? null,
      status: status ?? null,
      createdAt: at,
      endedAt: isOpen ? null : endOf({ attempts }, at),
    })
    .returning({ id: deliveries.id });
  if (row) await insertAll(tx, deliveryAttempts, attempts.map(attemptOf(row.id, at)));
}

function endOf({ attempts }: Pick<Fate, 'attempts'>, at: Date): Date {
  return new Date(at.getTime() + (attempts.length + 1) * minuteMs);
}

function attemptOf(deliveryId: number, at: Date) {
  return ([outcome, status]: Attempt, index: number) => ({
    deliveryId,
    number: index + 1,
    at: new Date(at.getTime() + (index + 1) * minuteMs),
    outcome,
    status: status ?? null,
    durationMs: outcome === 'timeout' ? 15_000 : 240,
  });
}

async function suppress(tx: Tx, { keys }: Deps, { address }: Recipient, at: Date): Promise<void> {
  const hash = addressHash(keys, 'email', address);
  await tx.insert(suppressions).values({ addressHash: hash, reason: 'bounced', at });
}
