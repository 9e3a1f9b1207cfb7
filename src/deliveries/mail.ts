import { letterOf } from './letters.ts';
import { mailHtml } from './mail-html.tsx';
import { mailText } from './mail-text.ts';
import type { Claimed } from './model/delivery.ts';
import { messageIdOf } from './model/message-id.ts';
import type { Recipient, Sender, Told } from './model/told.ts';
import type { Mail } from './ports.ts';

type Key = Pick<Claimed, 'subscriptionId' | 'subject' | 'createdAt'>;

/** A delivery as a mail: the same bytes at every attempt. */
export function mailOf(claimed: Key, told: Told, sender: Sender, recipient: Recipient): Mail {
  const letter = letterOf(told, sender, recipient);
  const host = new URL(sender.root).hostname;
  const messageId = messageIdOf(claimed, host);
  return {
    from: sender.from,
    to: addressOf(told, recipient),
    subject: inOneLine(letter.subject),
    text: mailText(letter),
    html: mailHtml(letter),
    messageId,
    date: claimed.createdAt,
    headers: {
      'Content-Language': letter.language,
      'Auto-Submitted': 'auto-generated',
      // Of Exchange: answers of absent people help nobody here. Its reports of failures are wanted.
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      // Amazon SES overwrites Message-ID; by this one its reports lead back all the same.
      'X-Annex-Delivery': messageId,
      ...threadOf(told, host),
      ...listOf(told, recipient, host),
    },
  };
}

/** The end of a webhook is told to its owner's address, everything else to the recipient's own. */
function addressOf({ kind }: Told, { subscription }: Recipient): string {
  return (kind === 'disabled' ? subscription.contact : subscription.address) ?? '';
}

/** Steps of a change, and posts of a thread, answer to one message that nobody ever sent (RFC 5322 section 3.6.4). */
function threadOf(told: Told, host: string): Mail['headers'] {
  if (told.kind !== 'event') return {};
  const { happening } = told;
  const root =
    happening.kind === 'change'
      ? `<change.${happening.change.id}@${host}>`
      : `<update.${happening.thread.number}@${host}>`;
  return { 'In-Reply-To': root, References: root };
}

/**
 * RFC 2919, and for who asked to hear RFC 2369 and RFC 8058. Who must be told by contract has no button in
 * the mail program that would silently end legal notice.
 */
function listOf({ kind }: Told, { subscription, links }: Recipient, host: string): Mail['headers'] {
  if (kind !== 'event' && kind !== 'digest') return {};
  const listId = { 'List-Id': `<${subscription.stream}.${host}>` };
  if (subscription.stream !== 'subscriber') return listId;
  return {
    ...listId,
    'List-Unsubscribe': `<${links.unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
