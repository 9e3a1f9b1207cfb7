import { z } from 'zod';
import { asSubscriptionId } from '../../core/ids.ts';
import { mailAddress, page, pageQuery, slug } from '../../http/schema.ts';
import { languages } from '../../core/language.ts';
import {
  channels,
  disabledReasons,
  frequencies,
  streams,
  subscriptionStates,
} from '../model/subscription.ts';
import { topics, usualTopics } from '../model/topics.ts';
import { suppressionReasons } from '../model/suppression.ts';

export const subscriptionId = z
  .string()
  .regex(/^sbs_[0-9a-f]{32}$/, 'Must be the id of a subscription: sbs_ and 32 digits.')
  .transform(asSubscriptionId)
  .meta({ type: 'string', example: 'sbs_0123456789abcdef0123456789abcdef' });

export const bySubscription = z.object({ id: subscriptionId });

const instant = z.iso.datetime().nullable();

export const subscription = z
  .object({
    id: z.string().meta({ example: 'sbs_0123456789abcdef0123456789abcdef' }),
    stream: z.enum(streams).meta({
      description:
        '`subscriber` asked to hear, `contract` must be told, `staff` gets alerts of this deployment',
    }),
    channel: z.enum(channels),
    host: z.string().nullable().meta({
      description: 'Domain of the address; null once they have left',
      example: 'customer.example',
    }),
    address: z.string().nullable().meta({
      description:
        'A mail address, for roles that see persons. The URL of a webhook or chat is a key to it and is never shown.',
    }),
    contact: z.string().nullable().meta({
      description: 'Mail address that is told if a webhook ends; for roles that see persons',
    }),
    topics: z.array(z.enum(topics)),
    services: z.array(z.string()).meta({ description: 'None named: every service' }),
    language: z.enum(languages),
    frequency: z.enum(frequencies),
    state: z.enum(subscriptionStates),
    reason: z.enum(disabledReasons).nullable().meta({ description: 'Why it is disabled' }),
    createdAt: z.iso.datetime(),
    confirmedAt: instant,
    changedAt: z.iso.datetime(),
    nextDigestAt: instant,
    replaces: z.string().nullable().meta({ description: 'In whose place a contract contact is' }),
  })
  .meta({ id: 'Subscription', description: 'Somebody who is told, and of what' });

export const subscriptionList = page(subscription).meta({ id: 'SubscriptionList' });

export const createdSubscription = subscription
  .extend({
    secret: z.string().nullable().meta({
      description:
        'Signs what a webhook gets; shown this once, null when the request is repeated and for other channels',
    }),
  })
  .meta({ id: 'CreatedSubscription' });

function oneOf<const T extends readonly [string, ...string[]]>(names: T) {
  return z.enum(names, { error: `Is one of ${names.join(', ')}.` });
}

export const subscriptionQuery = pageQuery.extend({
  cursor: subscriptionId.optional(),
  stream: oneOf(streams).optional().meta({ description: 'Only this stream' }),
  channel: oneOf(channels).optional().meta({ description: 'Only this channel' }),
  state: oneOf(subscriptionStates).optional().meta({ description: 'Only in this state' }),
  topic: oneOf(topics).optional().meta({ description: 'Only those who follow this topic' }),
  host: z.string().max(253, 'Has at most 253 characters.').toLowerCase().optional().meta({
    description: 'Only addresses of this domain, as a whole',
    example: 'customer.example',
  }),
});

export const exportQuery = z.strictObject({
  cursor: subscriptionId.optional(),
  limit: z.coerce
    .number({ error: 'Must be a number.' })
    .int()
    .min(1)
    .max(1_000, 'Is at most 1000.')
    .default(1_000),
});

const consent =
  'Nobody gives consent for another: whoever wants to hear subscribes themselves at /trust/subscribe and confirms. Here, only “contract” and “staff” are added.';

export const newSubscription = z
  .strictObject({
    stream: z.enum(['contract', 'staff'], {
      error: ({ input }) => (input === 'subscriber' ? consent : 'Is contract or staff.'),
    }),
    channel: oneOf(channels).default('email'),
    address: z.string({ error: 'Must be text.' }).meta({
      description: 'A mail address, or the URL that a webhook or chat takes messages at',
    }),
    topics: z
      .array(
        z.enum(usualTopics, {
          error: ({ input }) =>
            input === 'product'
              ? 'Product news needs the consent of whoever gets it; a contract does not give it.'
              : `Is one of ${usualTopics.join(', ')}.`,
        }),
      )
      .min(1, 'Name at least one topic.')
      .max(usualTopics.length)
      .exactOptional()
      .meta({ description: 'Of a contract contact: sub-processors unless said' }),
    services: z
      .array(slug)
      .max(100)
      .exactOptional()
      .meta({ description: 'Of a contract contact; none named: every service' }),
    language: oneOf(languages).default('en'),
  })
  .refine(({ stream, channel }) => stream === 'staff' || channel === 'email', {
    path: ['channel'],
    error: 'A contract contact is an e-mail address: a person must be told.',
  })
  .refine(({ stream, topics: chosen }) => stream === 'contract' || chosen === undefined, {
    path: ['topics'],
    error: 'Alerts have no topics; leave it out.',
  })
  .refine(({ stream, services }) => stream === 'contract' || services === undefined, {
    path: ['services'],
    error: 'Alerts have no services; leave it out.',
  })
  .superRefine(({ channel, address }, issues) => {
    const fault = channel === 'email' ? mailAddress.safeParse(address).error : undefined;
    for (const { message } of fault?.issues ?? [])
      issues.addIssue({ code: 'custom', path: ['address'], message });
  })
  .meta({ id: 'NewSubscription' });

export const newContact = z
  .strictObject({ address: mailAddress })
  .meta({ id: 'NewContact', description: 'The address that is told from now on' });

export const suppressionInput = z
  .strictObject({
    reason: oneOf(suppressionReasons)
      .default('suppressed')
      .meta({ description: '`suppressed`: any reason but the other two' }),
  })
  .meta({ id: 'SuppressionInput' });

export const newSuppression = z
  .strictObject({
    channel: oneOf(channels).default('email'),
    address: z.string({ error: 'Must be text.' }).max(2_000, 'Has at most 2000 characters.'),
    reason: oneOf(suppressionReasons).default('suppressed'),
  })
  .superRefine(({ channel, address }, issues) => {
    const isGood =
      channel === 'email' ? mailAddress.safeParse(address).success : URL.canParse(address);
    const message = channel === 'email' ? 'Must be an e-mail address.' : 'Must be a web address.';
    if (!isGood) issues.addIssue({ code: 'custom', path: ['address'], message });
  })
  .meta({ id: 'NewSuppression' });

const suppression = z
  .object({
    id: z.string().meta({ description: 'A hash of the address; the address itself is not kept' }),
    reason: z.enum(disabledReasons),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Suppression', description: 'An address that is never written to' });

export const singleSuppression = suppression;

export const suppressionList = page(suppression).meta({ id: 'SuppressionList' });

export const bySuppression = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'Must be the id of a suppression: 43 characters.')
    .meta({ type: 'string' }),
});

export const suppressionQuery = pageQuery.extend({ cursor: bySuppression.shape.id.optional() });
