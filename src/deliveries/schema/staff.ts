import { z } from 'zod';
import { numberCursor, page, pageQuery } from '../../http/schema.ts';
import { channels } from '../../subscribers/model/subscription.ts';
import { subscriptionId } from '../../subscribers/schema/staff.ts';
import { deliveryStates, outcomes } from '../model/delivery.ts';

/** Every kind of cargo. */
const kinds = [
  'event',
  'digest',
  'confirmation',
  'known',
  'succession',
  'welcome',
  'challenge',
  'test',
  'disabled',
  'alert',
  'objection',
  'inquiry',
  'access',
  'rights',
] as const;

const instant = z.iso.datetime().nullable();

const delivery = z
  .object({
    id: z.int(),
    subscription: z.string().meta({ example: 'sbs_0123456789abcdef0123456789abcdef' }),
    channel: z.enum(channels),
    kind: z.enum(kinds),
    key: z.string().meta({
      description:
        'With recipient and channel the idempotency key; what was sent again ends in `:again:` and a number',
      example: 'event:41',
    }),
    event: z.int().nullable().meta({ description: 'Place in the ledger of what it tells' }),
    about: z.string().nullable().meta({
      description: 'What that event is about',
      example: 'change:14',
    }),
    after: z.int().nullable().meta({
      description: 'Of a digest: it tells what stands behind this place in the ledger',
    }),
    until: z.int().nullable().meta({ description: 'Of a digest: up to and including this place' }),
    state: z.enum(deliveryStates).meta({
      description:
        '`cancelled`: the recipient left, paused or was disabled before; `bounced`: accepted by a mail server and returned later',
    }),
    attempts: z.int().meta({ description: 'Made so far' }),
    outcome: z.enum(outcomes).nullable().meta({
      description: 'Of the last attempt; null before the first',
    }),
    status: z.int().nullable().meta({
      description: 'HTTP status or SMTP reply code of the last attempt, where there was one',
    }),
    createdAt: z.iso.datetime(),
    dueAt: instant.meta({ description: 'When the next attempt is due; null once it has ended' }),
    endedAt: instant,
  })
  .meta({ id: 'Delivery', description: 'One thing told to one recipient' });

const attempt = z
  .object({
    number: z.int(),
    at: z.iso.datetime(),
    outcome: z.enum(outcomes),
    status: z.int().nullable(),
    durationMs: z.int(),
  })
  .meta({ id: 'DeliveryAttempt' });

export const deliveryList = page(delivery).meta({ id: 'DeliveryList' });

export const singleDelivery = delivery;

export const deliveryWithAttempts = delivery
  .extend({ history: z.array(attempt).meta({ description: 'Every attempt, oldest first' }) })
  .meta({ id: 'DeliveryWithAttempts' });

function numberOf(what: string) {
  return z
    .string()
    .regex(/^[1-9]\d{0,14}$/, `Must be the number of ${what}.`)
    .transform(Number)
    .meta({ type: 'string', example: '14' });
}

export const deliveryQuery = pageQuery
  .extend({
    cursor: numberCursor.optional(),
    event: numberOf('an event in the ledger').optional().meta({
      description:
        'Only what tells of the event at this place in the ledger; digests are not among it',
    }),
    change: numberOf('a change').optional().meta({
      description: 'Only what tells of a step of this change; digests are not among it',
    }),
    update: numberOf('an update').optional().meta({
      description: 'Only what tells of a post of this update; digests are not among it',
    }),
    subscription: subscriptionId.optional().meta({ description: 'Only to this recipient' }),
    channel: z
      .enum(channels, { error: `Is one of ${channels.join(', ')}.` })
      .optional()
      .meta({ description: 'Only by this channel' }),
    state: z
      .enum(deliveryStates, { error: `Is one of ${deliveryStates.join(', ')}.` })
      .optional()
      .meta({ description: 'Only deliveries in this state' }),
    outcome: z
      .enum(outcomes, { error: `Is one of ${outcomes.join(', ')}.` })
      .optional()
      .meta({ description: 'Only deliveries whose last attempt ended so' }),
  })
  .refine((query) => query.change === undefined || query.update === undefined, {
    path: ['update'],
    error: 'Name a change or an update, not both.',
  });

export const deliveryId = z.object({ id: numberOf('a delivery') });

const channelFigures = z.object({
  due: z.int().meta({ description: 'Waiting for an attempt' }),
  inFlight: z.int().meta({ description: 'Being sent' }),
  accepted: z.int().meta({ description: 'Accepted in the last seven days' }),
  failed: z.int().meta({ description: 'Given up in the last seven days' }),
  bounced: z.int().meta({ description: 'Returned in the last seven days' }),
});

export const deliveryFigures = channelFigures
  .extend({
    at: z.iso.datetime(),
    since: z.iso.datetime().meta({ description: 'Of what has ended, what ended after this' }),
    oldestDueAt: instant.meta({
      description: 'If it is long past, nothing sends deliveries here',
    }),
    unplanned: z
      .object({ count: z.int(), oldestAt: instant })
      .meta({ description: 'Published, and not yet worked into deliveries: seconds, normally' }),
    disabledSubscriptions: z.int(),
    channels: z.object({
      email: channelFigures,
      webhook: channelFigures,
      slack: channelFigures,
      teams: channelFigures,
    }),
    stuck: z
      .object({
        groups: z.array(
          z.object({
            channel: z.enum(channels),
            outcome: z
              .enum(outcomes)
              .nullable()
              .meta({ description: 'Of the last attempt; null where none was made' }),
            count: z.int(),
            oldestAt: z.iso.datetime(),
          }),
        ),
        oldest: z.array(delivery).meta({ description: 'The 50 that have waited longest' }),
      })
      .meta({ description: 'What has waited for more than an hour, and why' }),
  })
  .meta({ id: 'DeliveryFigures' });

const time = z.iso
  .datetime({ offset: true, error: 'Must be an instant, e.g. 2026-11-22T09:00:00Z.' })
  .transform((text) => new Date(text))
  .meta({ type: 'string', format: 'date-time' });

export const newReplay = z
  .union(
    [
      z.strictObject({ from: time, until: time }),
      z.strictObject({ delivery: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    ],
    { error: 'Say “from” and “until”, at most 31 days apart, or “delivery”.' },
  )
  .meta({ id: 'NewReplay', description: 'A time, or one delivery' });

export const replayed = z
  .object({ queued: z.int().meta({ description: 'How many deliveries' }) })
  .meta({ id: 'Replayed' });
