import type { Ctx, Deps, System } from '../../context.ts';
import type { Channel, Subscription } from '../../subscribers/model/subscription.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';
import { mailOf } from '../mail.ts';
import { answersChallenge } from '../model/challenge.ts';
import type { Claimed, Sent } from '../model/delivery.ts';
import { destinationOf, isEntitled } from '../model/entitlement.ts';
import { attemptMs, judge, leaseMs, mailLeaseMs } from '../model/schedule.ts';
import type { Told } from '../model/told.ts';
import { postRequestOf } from '../post-request.ts';
import { claimDeliveries } from '../store/claiming.ts';
import { hasDue } from '../store/reading.ts';
import type { Recorded } from '../store/recording.ts';
import { type Book, createBook } from './book.ts';
import { createLoader, type Loader } from './loading.ts';
import { followUp } from './outcomes.ts';
import { createPool, type Pool, type PoolSize } from './pool.ts';
import { asRestricted } from './restricting.ts';

export type Sending = {
  readonly channels: readonly Channel[];
  readonly size: PoolSize;
  /** How many are claimed in all. */
  readonly deliveries: number;
  /** Whether to come to an end: nothing more is begun, what is under way gets a moment. */
  readonly isOver: () => boolean;
};

const claimSize = 500;
/** What has ended is recorded after a quarter of a second, and lets the next thing go: no need to look before. */
const lookAgainMs = 250;
/** What an ending worker waits for answers. What comes later is sent again once the claim has run out. */
const graceMs = 3_000;
/** What could not even be made is looked at again after this long; the log says why. */
const putOffMs = 5 * 60 * 1_000;

type Run = {
  readonly ctx: Ctx<System>;
  readonly loader: Loader;
  readonly book: Book;
  readonly isOver: () => boolean;
};

/**
 * Sends what is due until nothing is, and answers how many it took. Any number of workers may do so at
 * once: each delivery is claimed by one. A crash repeats at most what was not recorded, a quarter of a second's worth.
 */
export async function sendDue(ctx: Ctx<System>, sending: Sending): Promise<number> {
  const { channels, size, isOver } = sending;
  const run = { ctx, loader: createLoader(ctx.deps), book: createBook(ctx), isOver };
  const pool = createPool(size);
  let taken = 0;
  try {
    while (!isOver()) {
      const limit = Math.min(claimSize, sending.deliveries - taken);
      const rows = await claim(ctx.deps, run, channels, limit);
      taken += rows.length;
      await sendAll(run, pool, rows);
      if (rows.length > 0) continue;
      if (!pool.isIdle()) await pool.pause(lookAgainMs);
      // Whoever has been told may be told the next thing now.
      else if (!run.book.isEmpty()) await run.book.flush();
      else break;
    }
  } finally {
    await settle(pool, isOver);
    await run.book.flush();
  }
  return taken;
}

async function settle(pool: Pool, isOver: () => boolean): Promise<void> {
  let endedAt: number | undefined;
  while (!pool.isIdle()) {
    if (isOver()) endedAt ??= performance.now();
    if (endedAt !== undefined && performance.now() - endedAt > graceMs) return;
    await pool.pause(lookAgainMs);
  }
}

async function claim(
  { db, clock, ids }: Deps,
  { book }: Run,
  channels: readonly Channel[],
  limit: number,
): Promise<readonly Claimed[]> {
  const now = clock();
  if (limit <= 0 || !(await hasDue(db, channels, now))) return [];
  const lease = ids.uuid();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const mailLeaseUntil = new Date(now.getTime() + mailLeaseMs);
  return book.flushWith(async (tx) =>
    claimDeliveries(tx, { lease, now, leaseUntil, mailLeaseUntil, limit, channels }),
  );
}

async function sendAll(run: Run, pool: Pool, rows: readonly Claimed[]): Promise<void> {
  if (rows.length === 0) return;
  const { deps } = run.ctx;
  const claimedAt = deps.clock();
  const ids = [...new Set(rows.map(({ subscriptionId }) => subscriptionId))];
  const subscriptions = await asRestricted(deps, await loadSubscriptions(deps, ids));
  await run.loader.prepare(rows, subscriptions);
  // The clock of the claim and a clock that nobody sets back: whichever says first that it runs out.
  const begun = performance.now();
  const mayBegin = () =>
    !run.isOver() &&
    Math.max(deps.clock().getTime() - claimedAt.getTime(), performance.now() - begun) <
      leaseMs - attemptMs;
  for (const claimed of rows) {
    const subscription = subscriptions.get(claimed.subscriptionId);
    await pool.start(async () => {
      run.book.add(
        mayBegin()
          ? await deliver(run, claimed, subscription)
          : putOff(claimed, deps.clock().getTime()),
      );
    });
  }
}

async function deliver(
  run: Run,
  claimed: Claimed,
  subscription: Subscription | undefined,
): Promise<Recorded> {
  const { deps } = run.ctx;
  try {
    if (!subscription || !isEntitled(claimed.cargo, subscription)) return cancelled(claimed);
    const address = destinationOf(claimed.cargo, subscription);
    if (address === undefined) throw new UnknownAddress();
    const told = await run.loader.told(claimed, subscription);
    if (!told) throw new Error('what a delivery tells of is missing');
    if (isIdle(told, subscription)) return cancelled(claimed);
    const at = deps.clock();
    const to = address === subscription.address ? subscription : { ...subscription, address };
    const sent = await send(run, claimed, told, to);
    const now = deps.clock();
    const { channel, cargo, attempts } = claimed;
    const verdict = judge(
      sent,
      { channel, kind: cargo.kind, attempts },
      { now, jitter: () => (deps.ids.bytes(1)[0] ?? 0) / 256 },
    );
    const row = { ...keyOf(claimed), ...verdict, attempt: { ...sent, at } };
    await followUp({ ...run.ctx, now }, claimed, subscription, { sent, verdict, row });
    return row;
  } catch (error) {
    deps.log('error', 'a delivery could not be made', {
      delivery: claimed.id,
      error: error instanceof Error ? error.name : typeof error,
    });
    return putOff(claimed, deps.clock().getTime() + putOffMs);
  }
}

async function send(
  { ctx: { deps }, loader }: Run,
  claimed: Claimed,
  told: Told,
  subscription: Subscription,
): Promise<Sent> {
  const recipient = await loader.recipient(subscription);
  const sender = await loader.sender();
  if (claimed.channel === 'email') {
    // Mails are claimed only where they can be sent.
    if (!deps.mail) throw new Error('there is no mail server');
    return deps.mail.send(mailOf(claimed, told, sender, recipient));
  }
  const { keys } = deps;
  const request = postRequestOf(claimed, told, sender, recipient, { keys, now: deps.clock() });
  if (told.kind !== 'challenge') return deps.post(request);
  const { reply, ...sent } = await deps.post(request);
  // Anybody's server answers 200, some with all they got; whoever wants events says the challenge back.
  const isMet = sent.outcome !== 'accepted' || answersChallenge(reply, told.challenge);
  return isMet ? sent : { ...sent, outcome: 'refused' };
}

/** It was sealed under another SECRET_KEY. Once that is set again it goes out; until then staff see it wait. */
class UnknownAddress extends Error {
  override readonly name = 'UnknownAddress';
}

/** Chosen anew since it was planned, so that nothing of it is followed; a post that was withdrawn since; advertising that is not wanted any more. */
function isIdle(told: Told, { topics }: Subscription): boolean {
  if (told.kind === 'digest') return told.happenings.length === 0 && told.more === undefined;
  if (told.kind !== 'event' || told.happening.kind !== 'post') return false;
  const { isTakenBack, thread } = told.happening;
  return isTakenBack === true || (thread.topic === 'product' && !topics.includes('product'));
}

function cancelled(claimed: Claimed): Recorded {
  return { ...keyOf(claimed), state: 'cancelled' };
}

function putOff(claimed: Claimed, until: number): Recorded {
  return { ...keyOf(claimed), state: 'due', dueAt: new Date(until) };
}

function keyOf({ id, lease, subscriptionId, channel, attempts }: Claimed): Omit<Recorded, 'state'> {
  return { id, lease, subscriptionId, channel, attempts };
}
