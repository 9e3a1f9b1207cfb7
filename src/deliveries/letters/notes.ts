import { asDisabledReason } from '../../subscribers/model/subscription.ts';
import type { Alert } from '../model/delivery.ts';
import type { Block, Letter } from '../model/letter.ts';
import type { Recipient } from '../model/told.ts';
import { deskAlert, isDeskAlert } from './desk-alerts.ts';
import { instantIn, topicsIn, type Voice } from './voice.ts';

type Said = Pick<Letter, 'subject' | 'blocks'>;

/** The one mail to an address that nobody has confirmed: nothing in it was written by whoever entered the address. */
export function confirmation(
  voice: Voice,
  { subscription, links }: Recipient,
  confirmBy: Date,
): Said {
  const { words, sender } = voice;
  const { confirmation: said } = words;
  return {
    subject: said.subject(sender.name),
    blocks: [
      { kind: 'text', text: said.lead(sender.name) },
      { kind: 'text', text: said.asked(topicsIn(voice, subscription), subscription.frequency) },
      { kind: 'link', text: said.button, href: links.confirm },
      { kind: 'text', text: said.until(instantIn(voice, confirmBy)) },
      { kind: 'text', text: said.otherwise },
    ],
  };
}

export function known({ words: { known: said }, sender }: Voice): Said {
  return {
    subject: said.subject(sender.name),
    blocks: [{ kind: 'text', text: said.lead(sender.name) }],
  };
}

/** To the address that is to be told no more: whoever asked had only its link. */
export function succession({ words: { succession: said }, sender }: Voice): Said {
  return {
    subject: said.subject(sender.name),
    blocks: [text(said.lead(sender.name)), text(said.otherwise(sender.name))],
  };
}

export function welcome(voice: Voice, { subscription }: Recipient): Said {
  const { words, sender } = voice;
  const text = words.welcome.lead(sender.name, topicsIn(voice, subscription));
  return { subject: words.welcome.subject(sender.name), blocks: [{ kind: 'text', text }] };
}

export function test({ words: { test: said }, sender }: Voice): Said {
  return {
    subject: said.subject(sender.name),
    blocks: [{ kind: 'text', text: said.lead(sender.name) }],
  };
}

export function disabled(
  { words, sender }: Voice,
  host: string,
  { subscription }: Recipient,
): Said {
  const { disabled: said } = words;
  return {
    subject: said.subject(sender.name),
    blocks: [
      { kind: 'text', text: said.lead(sender.name, host, subscription.reason ?? 'gave-up') },
      { kind: 'text', text: said.next },
    ],
  };
}

/** To staff; ids only, as in the record. */
export function alert(voice: Voice, told: Alert): Said {
  const { words, sender } = voice;
  const { alert: said, label } = words;
  if (isDeskAlert(told)) return deskAlert(voice, told);
  if (told.kind === 'stuck') {
    const oldest = instantIn(voice, new Date(told.oldestAt));
    const rows = [[label.waiting, String(told.due)] as const, [label.oldest, oldest] as const];
    return { subject: said.stuckSubject(sender.name), blocks: [text(said.stuck), facts(rows)] };
  }
  if (told.kind === 'replaced') {
    const rows = [
      [label.subscription, told.subscription] as const,
      [label.successor, told.successor] as const,
    ];
    return {
      subject: said.replacedSubject(sender.name),
      blocks: [text(said.replaced), facts(rows)],
    };
  }
  if (told.kind === 'customer-unreachable' || told.kind === 'customer-held')
    return noticeAlert(voice, told);
  if (told.kind === 'reviews-overdue')
    return {
      subject: said.reviewsSubject(sender.name, told.entries),
      blocks: [text(said.reviews(told.entries, words.day(told.oldestDue)))],
    };
  if (told.kind === 'objection-received')
    return {
      subject: said.objectionSubject(sender.name, told.reference),
      blocks: [text(said.objection(told.isLate, told.isMatched))],
    };
  const reason = asDisabledReason(told.reason);
  const rows = [
    [label.subscription, told.subscription] as const,
    [label.channel, words.channels[told.channel]] as const,
    [label.reason, reason === undefined ? told.reason : words.reasons[reason]] as const,
  ];
  return { subject: said.disabledSubject(sender.name), blocks: [text(said.disabled), facts(rows)] };
}

function noticeAlert(
  { words, sender }: Voice,
  told: Extract<Alert, { kind: 'customer-unreachable' | 'customer-held' }>,
): Said {
  const { alert: said } = words;
  return told.kind === 'customer-held'
    ? {
        subject: said.heldSubject(sender.name),
        blocks: [text(said.held(told.customers, told.changeId))],
      }
    : {
        subject: said.unreachedSubject(sender.name),
        blocks: [text(said.unreached(told.customerId, told.others, told.changeId))],
      };
}

function text(said: string): Block {
  return { kind: 'text', text: said };
}

function facts(rows: readonly (readonly [string, string])[]): Block {
  return { kind: 'facts', rows };
}
