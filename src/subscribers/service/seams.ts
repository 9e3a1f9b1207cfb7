// SEAM: what other parts of the same issue bring; at the merge each line here becomes an import of theirs.
import { Temporal } from 'temporal-polyfill';
import type { Ctx } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import type { Tx } from '../../db/client.ts';
import type { Alert } from '../../deliveries/model/delivery.ts';
import type { Channel, Frequency, Subscription } from '../model/subscription.ts';

/** deliveries/model/schedule.ts: the next 7:00 of a day or a Monday; undefined for `immediate`. */
export function nextDigestAt(frequency: Frequency, now: Date, timeZone: string): Date | undefined {
  if (frequency === 'immediate') return undefined;
  const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = zoned.withPlainTime('07:00');
  const first = Temporal.ZonedDateTime.compare(today, zoned) > 0 ? today : today.add({ days: 1 });
  const days = frequency === 'daily' ? 0 : (8 - first.dayOfWeek) % 7;
  return new Date(first.add({ days }).epochMilliseconds);
}

/** deliveries/signing.ts, `webhookSecrets(keys, subscription, now)[0]`. */
export function currentSecret(
  keys: Keys,
  { id, secretGeneration }: Pick<Subscription, 'id' | 'secretGeneration'>,
): string {
  const key = keys.derive(`webhook secret ${id} ${secretGeneration}`);
  return `whsec_${Buffer.from(key).toString('base64')}`;
}

/** deliveries/service/alerts.ts. */
export async function alertStaff(
  _tx: Tx,
  _keys: Keys,
  _alert: Alert,
  _subject: string,
  _now: Date,
): Promise<void> {
  // Nobody on this branch.
}

export type ReplayRange =
  | { readonly from: Date; readonly until: Date }
  | { readonly delivery: number };

/** deliveries/service/replaying.ts; how many deliveries were queued again. */
export async function replay(
  _ctx: Ctx,
  _id: SubscriptionId,
  _range: ReplayRange,
): Promise<{ readonly queued: number }> {
  return { queued: 0 };
}

/** deliveries/service/carrying.ts: what is on its way to one recipient goes to another. */
export async function carryOver(
  _tx: Tx,
  _between: {
    readonly from: SubscriptionId;
    readonly to: { readonly id: SubscriptionId; readonly channel: Channel };
  },
  _now: Date,
): Promise<void> {
  // Nothing is on its way on this branch.
}
