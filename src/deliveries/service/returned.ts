import type { Ctx } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { normalAddress } from '../../subscribers/model/address.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';
import { disable } from '../../subscribers/service/states.ts';
import { isMailboxGone } from '../model/mail-status.ts';
import { keyInMessageId } from '../model/message-id.ts';
import type { Effect, Report, Returned } from '../model/returned.ts';
import { markBounced, type MailedDelivery, selectMailed } from '../store/returned.ts';

export type Recorded = { readonly effect: Effect; readonly delivery: number | null };

/**
 * Records what mail systems report. Only a report about a mail that was sent, to the very address that it
 * was sent to, has an effect: nobody can end another's subscription by inventing one.
 */
export async function recordReturned(
  ctx: Ctx,
  { messageIds, reports }: Returned,
): Promise<readonly Recorded[]> {
  const sent = await findSent(ctx, messageIds);
  const recorded: Recorded[] = [];
  for (const report of reports) {
    const found = sent.find(({ address }) => report.recipients.includes(address));
    const effect = found ? await recordReport(ctx, found, report) : 'unknown';
    recorded.push({ effect, delivery: found?.delivery.id ?? null });
  }
  return recorded;
}

type Sent = {
  readonly delivery: MailedDelivery;
  readonly subscription: Subscription;
  readonly address: string;
};

async function findSent(ctx: Ctx, messageIds: readonly string[]): Promise<readonly Sent[]> {
  const { deps } = ctx;
  const host = new URL(deps.config.origin).hostname;
  const keys = messageIds.flatMap((id) => keyInMessageId(id, host) ?? []).slice(0, mostIds);
  const known = await loadSubscriptions(
    deps,
    keys.map(({ subscriptionId }) => subscriptionId),
  );
  const sent: Sent[] = [];
  for (const key of keys) {
    const subscription = known.get(key.subscriptionId);
    const delivery = subscription && (await selectMailed(deps.db, key));
    const to = delivery?.isToContact ? subscription?.contact : subscription?.address;
    if (subscription && delivery && to !== undefined)
      sent.push({ delivery, subscription, address: normalAddress('email', to) });
  }
  return sent;
}

/** A report is about one mail; some quote the one that it answered. */
const mostIds = 10;

async function recordReport(
  ctx: Ctx,
  { delivery, subscription }: Sent,
  { isFailed, isComplaint, code, words }: Report,
): Promise<Effect> {
  if (isComplaint) {
    await disable(ctx, subscription.id, 'complained');
    return 'disabled';
  }
  if (!isFailed) {
    ctx.deps.log('info', 'a mail is late', { delivery: delivery.id });
    return 'noted';
  }
  const isGone = isMailboxGone(code, words) && !delivery.isToContact;
  // Told before already: whoever has repaired the mailbox since is not stopped again.
  if (delivery.state === 'bounced') return isGone ? 'disabled' : 'bounced';
  // First, so that after a crash between the two the next report finds it undone.
  if (isGone) await disable(ctx, subscription.id, 'bounced');
  await operate(ctx, async (tx) => markBounced(tx, delivery.id, ctx.now));
  return isGone ? 'disabled' : 'bounced';
}
