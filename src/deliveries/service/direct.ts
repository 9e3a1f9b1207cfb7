import type { Deps } from '../../context.ts';
import { mailHtml } from '../mail-html.tsx';
import { mailText } from '../mail-text.ts';
import type { Sent } from '../model/delivery.ts';
import type { Letter } from '../model/letter.ts';
import { loadSender } from './sender.ts';

type Direct = {
  readonly to: string;
  /** Names the message, the same at every attempt. */
  readonly key: string;
  readonly date: Date;
  readonly letter: Letter;
  /** What lets in whom it goes to, as it stands in the letter. */
  readonly secret?: string;
};

/**
 * One letter to one person, outside the queue of deliveries: what is of use for minutes, and nobody is
 * subscribed to. Never throws for what the server does.
 */
export async function sendLetter(
  deps: Deps,
  { to, key, date, letter, secret }: Direct,
): Promise<Sent> {
  const { mail } = deps;
  if (mail === undefined) return { outcome: 'connect', durationMs: 0 };
  const { from, root } = await loadSender(deps);
  return mail.send({
    from,
    to,
    subject: letter.subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(),
    text: mailText(letter),
    html: mailHtml(letter),
    messageId: `<${key}@${new URL(root).hostname}>`,
    date,
    headers: {
      'Content-Language': letter.language,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    ...(secret !== undefined && { secret }),
  });
}
