import type { Letter } from './model/letter.ts';
import type { Happening, Recipient, Sender, Told } from './model/told.ts';

/** What is said to a recipient, in its language. */
export function letterOf(told: Told, sender: Sender, recipient: Recipient): Letter {
  const { language } = recipient.subscription;
  const lines =
    told.kind === 'event'
      ? [lineOf(told.happening)]
      : told.kind === 'digest'
        ? [
            ...told.happenings.map(lineOf),
            ...(told.more === undefined ? [] : [`and ${told.more} more`]),
          ]
        : told.kind === 'confirmation'
          ? [recipient.links.confirm]
          : [told.kind];
  return {
    language,
    subject: `${sender.name}: ${told.kind}`,
    blocks: lines.map((text) => ({ kind: 'text', text })),
    footer: [],
  };
}

function lineOf(happening: Happening): string {
  if (happening.kind === 'change') return `change ${happening.change.id} ${happening.step.name}`;
  const { thread, post, isWithdrawal } = happening;
  return `post ${thread.number}.${post.position} ${isWithdrawal ? 'withdrawn' : 'published'}`;
}
