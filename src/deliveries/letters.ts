import type { Letter } from './model/letter.ts';
import type { Recipient, Sender, Told } from './model/told.ts';

// A seam: the letters in their languages take this file's place.
export function letterOf(told: Told, sender: Sender, { subscription, links }: Recipient): Letter {
  return {
    language: subscription.language,
    subject: `${sender.name}: ${told.kind}`,
    blocks: [{ kind: 'link', text: sender.name, href: sender.root }],
    footer: [{ kind: 'link', text: links.manage, href: links.manage }],
  };
}
