import { timingSafeEqual } from 'node:crypto';
import { hmacSha256 } from '../core/hash.ts';
import type { Report, Returned } from './model/returned.ts';

export type Signature = {
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly token: string;
  /** HMAC-SHA256 of both, hexadecimal. */
  readonly signature: string;
};

/** What an event says that matters here. */
export type MailgunEvent = {
  readonly event: string;
  readonly severity?: string | undefined;
  readonly reason?: string | undefined;
  readonly recipient?: string | undefined;
  readonly messageId?: string | undefined;
  readonly code?: number | undefined;
  readonly words?: string | undefined;
};

// Mailgun tries again for eight hours, and what it sends then may be as old. Within that time each token counts once.
const oldestMs = 9 * 60 * 60 * 1000;
const aheadMs = 5 * 60 * 1000;

/** Whether it was signed with the key, and lately. Compared in constant time. */
export function isFromMailgun(key: string, { timestamp, token, signature }: Signature, now: Date) {
  // In digits alone: what is signed is both in a row, and `1e0` is a 1 that has eaten of the token.
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const age = now.getTime() - Number(timestamp) * 1_000;
  if (!(age <= oldestMs && age >= -aheadMs)) return false;
  const expected = hmacSha256(new TextEncoder().encode(key), `${timestamp}${token}`);
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Undefined where it tells of nothing that fails. */
export function returnedOf(event: MailgunEvent): Returned | undefined {
  const { recipient, messageId } = event;
  const isAsked = event.event === 'failed' || event.event === 'complained';
  if (!isAsked || recipient === undefined || messageId === undefined) return undefined;
  return { messageIds: [messageId], reports: [reportOf(event, recipient)] };
}

function reportOf(
  { event, severity, reason, code, words }: MailgunEvent,
  recipient: string,
): Report {
  // Not even tried: Mailgun itself keeps a list of addresses that have bounced.
  const isListed = reason === 'suppress-bounce';
  return {
    recipients: [recipient.toLowerCase()],
    isFailed: event === 'failed' && severity === 'permanent',
    isComplaint: event === 'complained' || reason === 'suppress-complaint',
    ...(code !== undefined && { code }),
    words: isListed ? '5.1.1' : (words ?? ''),
  };
}
