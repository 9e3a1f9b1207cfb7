import type { SubscriptionId } from '../../core/ids.ts';
import { asSubscriptionId } from '../../core/ids.ts';

/** What names a delivery by mail: with the channel its idempotency key. */
export type MailKey = { readonly subscriptionId: SubscriptionId; readonly subject: string };

/**
 * `<event.41.sbs_0123…@trust.example.com>` (RFC 5322 section 3.6.4): the same over all attempts, and a
 * report of its failure leads back to the delivery.
 */
export function messageIdOf({ subscriptionId, subject }: MailKey, host: string): string {
  return `<${escaped(subject)}.${subscriptionId}@${host}>`;
}

/** Which delivery a message id of this host names. Undefined for one that was not made here. */
export function keyInMessageId(messageId: string, host: string): MailKey | undefined {
  const [, subject, id, domain] = form.exec(messageId.trim()) ?? [];
  if (subject === undefined || id === undefined) return undefined;
  if (domain?.toLowerCase() !== host.toLowerCase()) return undefined;
  const key = { subscriptionId: asSubscriptionId(id), subject: unescaped(subject) };
  return messageIdOf(key, host) === `<${subject}.${id}@${host}>` ? key : undefined;
}

const form = /^<?([\w%.-]+)\.(sbs_[0-9a-f]{32})@([\w.:[\]-]+)>?$/;

// What may stand in an atom stays; `:` is common in subjects and becomes the dot that it never holds.
function escaped(subject: string): string {
  return subject
    .replaceAll(/[^\w:-]/gu, (character) =>
      [...new TextEncoder().encode(character)]
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join(''),
    )
    .replaceAll(':', '.');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('.', ':'));
  } catch {
    return '';
  }
}
