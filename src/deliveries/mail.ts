import { sha256 } from '../core/hash.ts';
import { letterOf } from './letters.ts';
import type { Claimed } from './model/delivery.ts';
import type { Recipient, Sender, Told } from './model/told.ts';
import type { Mail } from './ports.ts';

/** A delivery as a mail; the same over all attempts. */
export function mailOf(
  claimed: Pick<Claimed, 'subscriptionId' | 'subject' | 'createdAt'>,
  told: Told,
  sender: Sender,
  recipient: Recipient,
): Mail {
  const letter = letterOf(told, sender, recipient);
  const text = letter.blocks.map((block) => ('text' in block ? block.text : '')).join('\n');
  return {
    from: sender.from,
    to: recipient.subscription.address ?? '',
    subject: letter.subject,
    text,
    html: `<pre>${text}</pre>`,
    messageId: `<${sha256(`${claimed.subscriptionId} ${claimed.subject}`).slice(0, 32)}@annex>`,
    date: claimed.createdAt,
    headers: {},
  };
}
