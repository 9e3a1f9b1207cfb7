import { presentChange } from '../changes/present.ts';
import type { Place } from '../publication/model.ts';
import type { Happening, Sender, Told } from './model/told.ts';

/** What happened, as Standard Webhooks says it. */
export type Payload = {
  readonly type: WebhookType;
  /** When it happened, not when it is sent. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export const webhookTypes = [
  'subprocessor.change.announced',
  'subprocessor.change.effective',
  'update.published',
  'update.withdrawn',
  'webhook.challenge',
  'webhook.test',
  'staff.alert',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

/** A function of what happened and nothing else, so that every attempt sends the same bytes. */
export function payloadOf(told: Told, sender: Sender, createdAt: Date): Payload {
  const timestamp = createdAt.toISOString();
  switch (told.kind) {
    case 'event':
      return happeningOf(told.happening, placeOf(sender));
    case 'challenge':
      return { type: 'webhook.challenge', timestamp, data: { challenge: told.challenge } };
    case 'test':
      return { type: 'webhook.test', timestamp, data: { url: sender.root } };
    case 'alert':
      return { type: 'staff.alert', timestamp, data: { alert: told.alert } };
    default:
      throw new TypeError(`A webhook is never told of kind ${told.kind}`);
  }
}

function placeOf({ root }: Sender): Place {
  const { origin } = new URL(root);
  return { origin, base: root.slice(origin.length).replace(/\/$/, ''), demo: false };
}

type OfKind<Kind> = Extract<Happening, { kind: Kind }>;

function happeningOf(happening: Happening, place: Place): Payload {
  if (happening.kind === 'change') return changeOf(happening, place);
  return happening.isWithdrawal ? withdrawalOf(happening, place) : postOf(happening, place);
}

function changeOf({ change, step }: OfKind<'change'>, place: Place): Payload {
  const { steps, items, ...head } = presentChange(change, place);
  return {
    type: `subprocessor.change.${step.name === 'announced' ? 'announced' : 'effective'}`,
    timestamp: step.at.toISOString(),
    data: {
      change: { ...head, json: `${head.url}.json` },
      step: steps.find(({ eventId }) => eventId === step.eventId),
      // The whole of an entry before and after stands at `json`.
      items: items.map(({ before: _, after: __, ...item }) => item),
    },
  };
}

function postOf({ thread, post, at }: OfKind<'post'>, place: Place): Payload {
  const { severity, status, body } = post;
  return {
    type: 'update.published',
    timestamp: at.toISOString(),
    data: {
      update: threadOf(thread, place),
      post: { ...postHead(post, place), severity, status, markdown: body },
    },
  };
}

function withdrawalOf({ thread, post, at }: OfKind<'post'>, place: Place): Payload {
  return {
    type: 'update.withdrawn',
    timestamp: at.toISOString(),
    data: {
      update: threadOf(thread, place),
      post: postHead(post, place),
      withdrawn: { at: at.toISOString(), reason: post.withdrawal?.reason ?? '' },
    },
  };
}

function threadOf({ number, topic, title, services }: OfKind<'post'>['thread'], place: Place) {
  const url = threadUrl(number, place);
  return { number, url, json: `${url}.json`, topic, title, services };
}

function postHead(
  { thread, position, eventId, publishedAt }: OfKind<'post'>['post'],
  place: Place,
) {
  const url = `${threadUrl(thread, place)}${position === 1 ? '' : `#post-${position}`}`;
  return { position, url, eventId, publishedAt: publishedAt.toISOString() };
}

function threadUrl(number: number, { origin, base }: Place): string {
  return `${origin}${base}/updates/${number}`;
}
