import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Block } from '../model/letter.ts';
import type { Recipient } from '../model/told.ts';
import { topicsIn, type Voice } from './voice.ts';

/** Why it was sent, and how to change or end it; the contract stream can not end it. */
export function footerOf(voice: Voice, { subscription, links }: Recipient): readonly Block[] {
  const { footer } = voice.words;
  // A case is answered at its own page, and ends with it.
  if (subscription.stream === 'case') return [{ kind: 'text', text: whyOf(voice, subscription) }];
  const isContract = subscription.stream === 'contract';
  return [
    { kind: 'text', text: whyOf(voice, subscription) },
    { kind: 'link', text: isContract ? footer.contact : footer.manage, href: links.manage },
    ...(subscription.stream === 'subscriber' && subscription.channel === 'email'
      ? [{ kind: 'link', text: footer.unsubscribe, href: links.unsubscribe } as const]
      : []),
  ];
}

function whyOf(voice: Voice, subscription: Subscription): string {
  const { words, sender } = voice;
  if (subscription.stream === 'contract') return words.footer.whyContract(sender.name);
  if (subscription.stream === 'case') return words.objection.why(sender.name);
  if (subscription.stream === 'staff') return words.footer.whyStaff(sender.name);
  const { channel } = subscription;
  if (channel === 'webhook') return words.footer.whyOwner(sender.name);
  return words.footer.why(sender.name, topicsIn(voice, subscription), channel !== 'email');
}
