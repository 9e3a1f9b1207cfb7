import { placeOf } from '../publication/place.ts';
import type { StepName } from '../changes/model.ts';
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
  'subprocessor.change.postponed',
  'subprocessor.change.objection_closing',
  'subprocessor.change.objection_closed',
  'subprocessor.change.effective',
  'subprocessor.change.withdrawn',
  'subprocessor.change.superseded',
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
      return withNotices(happeningOf(told.happening, placeOfSender(sender)), told, sender);
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

function placeOfSender({ root }: Sender): Place {
  const { origin } = new URL(root);
  return placeOf({ origin, base: root.slice(origin.length).replace(/\/$/, '') });
}

/** To a contract contact: what its customer may do, for each customer; named only where it stands for several. */
function withNotices(
  payload: Payload,
  { happening, notices = [] }: Extract<Told, { kind: 'event' }>,
  { root }: Sender,
): Payload {
  if (happening.kind !== 'change' || notices.length === 0) return payload;
  const objectUrl = `${root}/changes/${happening.change.id}/objection`;
  const presented = notices.map(({ customerName, terms }) => ({
    ...(notices.length > 1 && { customer: customerName }),
    authorisation: terms.authorisation,
    noticeDays: terms.noticeDays,
    objectionDays: terms.objectionDays,
    dayCount: terms.dayCount,
    timeZone: terms.timeZone,
    emergencyPermitted: terms.emergencyPermitted,
    hardHold: terms.hardHold,
    objectUrl,
  }));
  return { ...payload, data: { ...payload.data, notices: presented } };
}

type OfKind<Kind> = Extract<Happening, { kind: Kind }>;

function happeningOf(happening: Happening, place: Place): Payload {
  if (happening.kind === 'change') return changeOf(happening, place);
  return happening.isWithdrawal ? withdrawalOf(happening, place) : postOf(happening, place);
}

const stepTypes: Readonly<Record<StepName, WebhookType>> = {
  announced: 'subprocessor.change.announced',
  postponed: 'subprocessor.change.postponed',
  'objection-closing': 'subprocessor.change.objection_closing',
  'objection-closed': 'subprocessor.change.objection_closed',
  'in-effect': 'subprocessor.change.effective',
  withdrawn: 'subprocessor.change.withdrawn',
  superseded: 'subprocessor.change.superseded',
};

function changeOf({ change, step }: OfKind<'change'>, place: Place): Payload {
  const { steps, items, ...head } = presentChange(change, place);
  return {
    type: stepTypes[step.name],
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
