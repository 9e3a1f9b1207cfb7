import { z } from 'zod';
import { slug } from '../http/schema.ts';
import { languages } from '../core/language.ts';
import {
  channels,
  disabledReasons,
  frequencies,
  streams,
  subscriptionStates,
} from './model/subscription.ts';
import { topics, usualTopics } from './model/topics.ts';

const topicList = z
  .array(z.enum(topics, { error: `Is one of ${topics.join(', ')}.` }))
  .max(20)
  .readonly()
  .meta({ description: 'What to hear of. `product` is advertising, and off unless chosen.' });

const serviceList = z
  .array(slug)
  .max(200)
  .readonly()
  .meta({ description: 'Slugs of services; empty means all, those of later included.' });

const chosen = {
  topics: topicList,
  services: serviceList,
  language: z.enum(languages),
  frequency: z.enum(frequencies).meta({ description: 'Always `immediate` for webhooks.' }),
};

/** What somebody asks for. Whether the address can be one, the model says: in the same words to forms. */
export const subscriptionWish = z
  .strictObject({
    channel: z.enum(channels, { error: `Must be one of ${channels.join(', ')}.` }),
    address: z
      .string({ error: 'Must be an e-mail address or a web address.' })
      .max(2_000, 'Has at most 2000 characters.')
      .meta({
        description: 'A mailbox, or the URL of the webhook or chat channel',
        example: 'privacy@company.example',
      }),
    contact: z
      .string({ error: 'Must be an e-mail address.' })
      .max(254, 'Has at most 254 characters.')
      .exactOptional()
      .meta({ description: 'For webhooks: a mailbox that is told when sending was given up' }),
    topics: topicList.default(usualTopics),
    services: serviceList.default([]),
    language: chosen.language.default('en'),
    frequency: chosen.frequency.default('immediate'),
  })
  .meta({ id: 'SubscriptionWish' });

/** A PUT replaces all of them. */
export const subscriptionPreferences = z
  .strictObject(chosen)
  .meta({ id: 'SubscriptionPreferences' });

export const subscriptionRequested = z
  .object({ state: z.literal('requested'), detail: z.string() })
  .meta({ id: 'SubscriptionRequested', description: 'The same whatever is known of the address.' });

export const subscriptionCreated = z
  .object({
    state: z.literal('pending'),
    detail: z.string(),
    manage: z.url().meta({ description: 'Keep it: whoever has it can change the subscription.' }),
    secret: z
      .string()
      .exactOptional()
      .meta({ description: 'Signs what a webhook gets (Standard Webhooks); shown this once.' }),
  })
  .meta({ id: 'SubscriptionCreated' });

const instant = z.iso.datetime();

const ownDelivery = z
  .object({
    subject: z
      .string()
      .meta({ description: 'What it tells, and its name here: `event:41`, `digest:97`, `test:…`' }),
    state: z.string(),
    createdAt: instant,
    dueAt: instant.optional(),
    endedAt: instant.optional(),
    attempts: z.array(
      z.object({
        at: instant,
        outcome: z.string(),
        status: z.int().optional().meta({ description: 'HTTP status or SMTP reply code' }),
        durationMs: z.int(),
      }),
    ),
  })
  .meta({ id: 'OwnDelivery' });

export const ownDeliveryList = z
  .object({
    items: z.array(ownDelivery),
    next: z.string().nullable().meta({ description: 'Send it as `cursor`; null at the end.' }),
  })
  .meta({ id: 'OwnDeliveryList' });

export const ownSubscription = z
  .object({
    id: z.string(),
    stream: z.enum(streams),
    channel: z.enum(channels),
    address: z.string().optional(),
    contact: z.string().optional(),
    ...chosen,
    state: z.enum(subscriptionStates),
    reason: z.enum(disabledReasons).optional(),
    requestedAt: instant,
    confirmedAt: instant.optional(),
    changedAt: instant,
    nextDigestAt: instant.optional(),
    secretGeneration: z.int().optional(),
    previousSecretUntil: instant.optional(),
    deliveries: ownDeliveryList
      .optional()
      .meta({ description: 'What was sent, the newest first.' }),
  })
  .meta({ id: 'OwnSubscription', description: 'Everything that is stored of a subscription.' });

export const replayWish = z
  .union([
    z.strictObject({
      delivery: z
        .string()
        .max(200)
        .meta({ description: 'The `subject` of a delivery', example: 'event:41' }),
    }),
    z.strictObject({
      from: z.iso.datetime({ offset: true }),
      until: z.iso.datetime({ offset: true }),
    }),
  ])
  .meta({ id: 'ReplayWish', description: 'One delivery, or all of at most seven days.' });

export const replayed = z
  .object({ queued: z.int().meta({ description: 'How many deliveries are sent again' }) })
  .meta({ id: 'OwnReplayed' });

export const contactWish = z
  .strictObject({ address: z.string({ error: 'Must be an e-mail address.' }).max(254) })
  .meta({ id: 'ContactWish' });

export const rotatedSecret = z
  .object({ secret: z.string(), previousSecretUntil: instant })
  .meta({ id: 'RotatedSecret', description: 'Shown this once.' });

export const acknowledged = z.object({ detail: z.string() }).meta({ id: 'Acknowledged' });

export const subscribing = z
  .object({
    channels: z.array(z.object({ channel: z.enum(channels), available: z.boolean() })),
    topics: z.array(z.object({ topic: z.enum(topics), title: z.string(), usual: z.boolean() })),
    services: z.array(z.object({ slug: z.string(), name: z.string() })),
    languages: z.array(z.enum(languages)),
    frequencies: z.array(z.enum(frequencies)),
    kept: z.array(z.string()),
    page: z.url(),
    post: z.url(),
  })
  .meta({ id: 'Subscribing', description: 'What can be subscribed to here, and what is kept.' });
