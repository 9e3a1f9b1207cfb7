import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Block } from '../model/letter.ts';
import type { Recipient } from '../model/told.ts';
import { topicsIn, type Voice } from './voice.ts';

/** Why it was sent, and how to change or end it; the contract stream can not end it. */
export function footerOf(voice: Voice, recipient: Recipient): readonly Block[] {
  const { subscription, links } = recipient;
  const { footer } = voice.words;
  const why: Block = { kind: 'text', text: whyOf(voice, subscription) };
  // A case is answered at its own page, and ends with it.
  if (subscription.stream === 'case') return [why];
  const isContract = subscription.stream === 'contract';
  return [
    ...ownPages(voice, recipient),
    why,
    { kind: 'link', text: isContract ? footer.contact : footer.manage, href: links.manage },
    ...(subscription.stream === 'subscriber' && subscription.channel === 'email'
      ? [{ kind: 'link', text: footer.unsubscribe, href: links.unsubscribe } as const]
      : []),
  ];
}

/** Where each customer's dates, objections and contacts are; named only where the contact stands for several. */
function ownPages({ words }: Voice, { customers = [] }: Recipient): readonly Block[] {
  const { myTerms: said } = words.notice;
  return customers.map(({ name, myTerms }) => ({
    kind: 'link',
    text: customers.length === 1 ? said : `${said}: ${name}`,
    href: myTerms,
  }));
}

function whyOf(voice: Voice, subscription: Subscription): string {
  const { words, sender } = voice;
  if (subscription.stream === 'contract') return words.footer.whyContract(sender.name);
  if (subscription.stream === 'case') return words.whyCase(sender.name);
  if (subscription.stream === 'staff') return words.footer.whyStaff(sender.name);
  const { channel } = subscription;
  if (channel === 'webhook') return words.footer.whyOwner(sender.name);
  return words.footer.why(sender.name, topicsIn(voice, subscription), channel !== 'email');
}
