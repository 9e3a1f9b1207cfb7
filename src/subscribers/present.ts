import type { DeliveryLog, LoggedDelivery } from '../deliveries/model/log.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { keptInWords } from './model/kept.ts';
import { languages } from '../core/language.ts';
import { channels, frequencies, type Subscription } from './model/subscription.ts';
import { topics, usualTopics } from './model/topics.ts';
import { topicWords } from './model/words.ts';

/** `/trust/subscribe.json`: what can be subscribed to, for programs that will. */
export const subscribeJson: Published = {
  kind: 'published',
  path: '/subscribe.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: '/schema/subscribing-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/subscribe', type: 'text/html' },
  ],
  render: ({ snapshot, place }) => ({ body: JSON.stringify(presentSubscribing(snapshot, place)) }),
};

function presentSubscribing({ services, organisation }: Snapshot, place: Place) {
  const root = `${place.origin}${place.base}`;
  return {
    channels: channels.map((channel) => ({
      channel,
      available: channel !== 'email' || place.sendsMail === true,
    })),
    topics: topics.map((topic) => ({
      topic,
      title: topicWords[topic],
      usual: usualTopics.includes(topic),
    })),
    services: services.map(({ slug, name }) => ({ slug, name })),
    languages,
    frequencies,
    kept: keptInWords(organisation).map(({ title, text }) => `${title}: ${text}`),
    page: `${root}/subscribe`,
    post: `${root}/subscribe`,
  };
}

/** Everything that is stored, to its owner. */
export function presentOwn(subscription: Subscription) {
  const { id, stream, channel, address, contact, state, reason } = subscription;
  const { topics: chosen, services, language, frequency } = subscription;
  const isWebhook = channel === 'webhook';
  return {
    id,
    stream,
    channel,
    address,
    contact,
    topics: chosen,
    services,
    language,
    frequency,
    state,
    reason,
    requestedAt: subscription.createdAt.toISOString(),
    confirmedAt: subscription.confirmedAt?.toISOString(),
    changedAt: subscription.changedAt.toISOString(),
    nextDigestAt: subscription.nextDigestAt?.toISOString(),
    secretGeneration: isWebhook ? subscription.secretGeneration : undefined,
    previousSecretUntil: subscription.previousSecretUntil?.toISOString(),
  };
}

export function presentLog({ items, next }: DeliveryLog) {
  return { items: items.map(presentDelivery), next };
}

function presentDelivery(delivery: LoggedDelivery) {
  const { subject, state, createdAt, dueAt, endedAt, attempts } = delivery;
  return {
    subject,
    state,
    createdAt: createdAt.toISOString(),
    dueAt: dueAt?.toISOString(),
    endedAt: endedAt?.toISOString(),
    attempts: attempts.map(({ at, outcome, status, durationMs }) => ({
      at: at.toISOString(),
      outcome,
      status: status ?? undefined,
      durationMs,
    })),
  };
}
