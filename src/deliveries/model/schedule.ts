import { Temporal } from 'temporal-polyfill';
import type { Channel, DisabledReason, Frequency } from '../../subscribers/model/subscription.ts';
import type { Cargo, DeliveryState, Sent } from './delivery.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const dayMs = 24 * hour;

/** Pauses between attempts as Standard Webhooks 1.0.0 recommends: ten attempts over 75 hours and a half. */
const postPauses = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Mail servers are down for longer: 4 to 5 days at least (RFC 5321 section 4.5.4.1). */
const mailPauses = [
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  ...Array.from({ length: 9 }, () => 12 * hour),
];

/** Longer than this nobody may ask to be left alone for (Retry-After). */
export const longestWaitMs = dayMs;

/** How much a pause may be stretched, so that what failed together does not come back together. */
const stretch = 0.1;

/** How long a claim holds. A worker that has not recorded by then counts as dead. */
export const leaseMs = 2 * minute;

/** The same of a mail: a slow server has up to 3 min for it (platform/smtp.ts), its turn included. */
export const mailLeaseMs = 5 * minute;

/** Before each attempt so much of the claim must be left: to post takes at most 15 s, recording little. */
export const attemptMs = 30 * second;

export type Verdict =
  | { readonly state: 'accepted' | 'failed' | 'bounced' }
  | { readonly state: 'due'; readonly dueAt: Date };

/**
 * What follows from an attempt, `attempts` being how many were made before it. `jitter` draws a random
 * number from 0 up to, not including, 1.
 */
export function judge(
  sent: Sent,
  made: { readonly channel: Channel; readonly kind: Cargo['kind']; readonly attempts: number },
  { now, jitter }: { readonly now: Date; readonly jitter: () => number },
): Verdict {
  if (sent.outcome === 'accepted') return { state: 'accepted' };
  const pause = pausesOf(made)[made.attempts];
  if (sent.isFinal === true || pause === undefined) {
    // What a mail server refuses for good is a bounce; an endpoint that is gone is not.
    return { state: sent.isFinal === true && made.channel === 'email' ? 'bounced' : 'failed' };
  }
  const asked = Math.min(Math.max(0, sent.retryAfterMs ?? 0), longestWaitMs);
  const waitMs = Math.round(Math.max(pause, asked) * (1 + stretch * jitter()));
  return { state: 'due', dueAt: new Date(now.getTime() + waitMs) };
}

/** Somebody waits for the outcome of a test: it is tried once. */
function pausesOf({ channel, kind }: { channel: Channel; kind: Cargo['kind'] }): readonly number[] {
  if (kind === 'test') return [];
  return channel === 'email' ? mailPauses : postPauses;
}

/** What must reach its recipient: where it does not, nothing more is sent there. */
const binding: ReadonlySet<Cargo['kind']> = new Set([
  'event',
  'digest',
  'alert',
  'objection',
  'inquiry',
  'access',
  'rights',
]);

/** Why the recipient is disabled once a delivery has ended so; undefined where it goes on. */
export function disablingReason(
  kind: Cargo['kind'],
  state: DeliveryState,
  { isFinal }: Pick<Sent, 'isFinal'>,
): DisabledReason | undefined {
  if (!binding.has(kind)) return undefined;
  if (state === 'bounced') return 'bounced';
  if (state !== 'failed') return undefined;
  return isFinal === true ? 'gone' : 'gave-up';
}

const digestHour = 7;
const monday = 1;

/**
 * The next digest behind `now`: each day, or each Monday, at seven in the organisation's time zone.
 * Where clocks skip that hour it comes right after.
 */
export function nextDigestAt(frequency: Frequency, now: Date, timeZone: string): Date | undefined {
  if (frequency === 'immediate') return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  for (let days = 0; days <= 8; days += 1) {
    const day = local.toPlainDate().add({ days });
    if (frequency === 'weekly' && day.dayOfWeek !== monday) continue;
    const at = day.toZonedDateTime({ timeZone, plainTime: { hour: digestHour } });
    if (at.epochMilliseconds > now.getTime()) return new Date(at.epochMilliseconds);
  }
  throw new TypeError(`no digest follows ${now.toISOString()} in ${timeZone}`);
}

/** When the digest before the one at `at` was due. */
export function digestBefore(frequency: Frequency, at: Date): Date {
  return new Date(at.getTime() - (frequency === 'weekly' ? 7 : 1) * dayMs);
}
