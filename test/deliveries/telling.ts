import fc from 'fast-check';
import type { Change, ChangeItem, Step, StepName } from '../../src/changes/model.ts';
import { aspects, changeClasses, itemKinds, stepNames } from '../../src/changes/model.ts';
import { asId, asCustomerId, asSubscriptionId, newEventId, newId } from '../../src/core/ids.ts';
import { createKeys } from '../../src/core/keys.ts';
import type {
  Happening,
  Recipient,
  Sender,
  Told,
  ToldNotice,
} from '../../src/deliveries/model/told.ts';
import { linksOf } from '../../src/subscribers/model/links.ts';
import type { Channel, Subscription } from '../../src/subscribers/model/subscription.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import type { Post, Thread } from '../../src/updates/model.ts';
import { severities, statuses, topics } from '../../src/updates/model.ts';
import { anyText } from '../support/arbitrary-entries.ts';
import { day, facts, fullFacts } from '../support/factories.ts';

let count = 0;
const ids = {
  uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
  bytes: (length: number) => new Uint8Array(length),
};

export const keys = createKeys('the secret of the tests, always the same');

export const sender: Sender = {
  name: 'Qluster Corp.',
  root: 'https://trust.qluster.example/trust',
  siteLanguage: 'en',
  timeZone: 'America/New_York',
  from: 'trust@qluster.example',
};

export const createdAt = new Date('2026-11-22T09:00:05.000Z');

export function recipient(channel: Channel, parts: Partial<Subscription> = {}): Recipient {
  const subscription: Subscription = {
    id: asSubscriptionId('sbs_0123456789abcdef0123456789abcdef'),
    stream: 'subscriber',
    channel,
    address: 'https://receiver.example/hook',
    topics: ['subprocessors'],
    services: [],
    language: 'en',
    frequency: 'immediate',
    state: 'active',
    linkVersion: 1,
    secretGeneration: 1,
    createdAt,
    changedAt: createdAt,
    toldUpTo: 0,
    ...parts,
  };
  return { subscription, links: linksOf(keys, sender.root, subscription) };
}

export function item(parts: Partial<ChangeItem> = {}): ChangeItem {
  const after = parts.after ?? facts();
  return {
    subprocessorId: newId(ids, 'sub'),
    slug: 'postmark',
    kind: 'added',
    class: 'substantive',
    aspects: [],
    ...parts,
    after,
  };
}

/** What a step says besides, where it says anything. */
const detailsOf: Readonly<Partial<Record<StepName, Partial<Step>>>> = {
  postponed: {
    effectiveOn: day('2026-12-24'),
    previousEffectiveOn: day('2026-12-10'),
    objectionEndsOn: day('2026-12-22'),
    reason: 'The provider moves later than planned.',
    materialChange: 'Backups are kept in Ireland, not in Germany.',
  },
  withdrawn: { reason: 'The contract was not signed.' },
  superseded: { supersededBy: 8 },
};

/** What a contract contact is told of one customer. */
export function noticeTold(parts: Partial<ToldNotice> = {}): ToldNotice {
  return {
    customerName: 'Harbour Logistics AG',
    terms: {
      authorisation: 'general',
      noticeDays: 30,
      objectionDays: 14,
      dayCount: 'business',
      timeZone: 'Europe/Zurich',
      emergencyPermitted: true,
      hardHold: false,
    },
    subject: 'The subject as it was written down',
    blocks: [],
    ...parts,
  };
}

/** A change at one of its steps. */
export function changeTold(
  step: StepName = 'announced',
  parts: Partial<Change> = {},
): Extract<Happening, { kind: 'change' }> {
  const at = [new Date('2026-11-22T09:00:00.000Z'), new Date('2026-12-24T05:00:00.000Z')] as const;
  const names: readonly StepName[] = step === 'announced' ? [step] : ['announced', step];
  const steps = names.map((name, index): Step => ({
    name,
    at: at[index] ?? at[0],
    eventId: newEventId(ids),
    listVersion: index + 1,
    ...(name === 'announced' ? {} : detailsOf[name]),
  }));
  const change: Change = {
    id: 7,
    class: 'substantive',
    reason: 'Mails are sent from the European Union.',
    effectiveOn: day('2026-12-24'),
    items: [
      item(),
      item({
        slug: 'aws',
        kind: 'amended',
        before: fullFacts(),
        after: fullFacts({ description: 'Hosts the service and its copies.' }),
      }),
    ],
    ...parts,
    steps,
  };
  const last = steps.at(-1);
  if (last === undefined) throw new TypeError('no step');
  return { kind: 'change', seq: 41, step: last, change };
}

export function postTold(
  parts: { post?: Partial<Post>; thread?: Partial<Thread> } = {},
  isWithdrawal = false,
): Extract<Happening, { kind: 'post' }> {
  const publishedAt = new Date('2026-11-22T09:30:00.000Z');
  const at = isWithdrawal ? new Date('2026-11-22T11:00:00.000Z') : publishedAt;
  const thread: Thread = {
    number: 3,
    topic: 'incident',
    title: 'Delayed messages',
    services: [],
    severity: 'major',
    status: 'investigating',
    openedAt: publishedAt,
    changedAt: at,
    postCount: 1,
    isWithdrawn: isWithdrawal,
    ...parts.thread,
  };
  const post = {
    thread: thread.number,
    position: 1,
    ordinal: 1,
    eventId: newEventId(ids),
    topic: thread.topic,
    body: 'We are **looking into** it.',
    severity: 'major' as const,
    status: 'investigating' as const,
    publishedAt,
    ...parts.post,
  };
  const reason = 'Posted to the wrong place.';
  // Members that are added to it later have no part in what is told.
  const withdrawal = { at, reason, ordinal: 2, eventId: newEventId(ids) };
  const shown: Post = isWithdrawal ? { ...post, withdrawal } : post;
  return { kind: 'post', seq: 42, thread, post: shown, isWithdrawal, at };
}

export function event(happening: Happening): Extract<Told, { kind: 'event' }> {
  return { kind: 'event', happening };
}

/** One of each kind that a webhook is told. */
export const allTold: readonly Told[] = [
  event(changeTold()),
  ...stepNames
    .slice(1)
    .map((name) => event(changeTold(name, { objectionEndsOn: day('2026-12-06') }))),
  event(
    changeTold('in-effect', {
      objectionEndsOn: day('2027-01-08'),
      emergency: { ground: 'outage', explanation: 'The provider had not answered for a day.' },
    }),
  ),
  event(changeTold('announced', { supersedes: 6, objectionEndsOn: day('2026-12-06') })),
  { ...event(changeTold()), notices: [noticeTold()] },
  event(postTold()),
  event(postTold({ post: { position: 4 } })),
  event(postTold({}, true)),
  { kind: 'challenge', challenge: 'mE3pQ6d0cVhXw1s9rT2uJA' },
  { kind: 'test' },
  {
    kind: 'alert',
    alert: {
      kind: 'disabled',
      subscription: asSubscriptionId('sbs_0123456789abcdef0123456789abcdef'),
      channel: 'webhook',
      reason: 'gone',
    },
  },
  {
    kind: 'alert',
    alert: {
      kind: 'replaced',
      subscription: asSubscriptionId(`sbs_${'1'.repeat(32)}`),
      successor: asSubscriptionId(`sbs_${'2'.repeat(32)}`),
    },
  },
  {
    kind: 'alert',
    alert: { kind: 'objection-received', reference: 'OBJ-7', isLate: true, isMatched: false },
  },
  {
    kind: 'alert',
    alert: {
      kind: 'customer-unreachable',
      customerId: asCustomerId(`cus_${'1'.repeat(32)}`),
      changeId: 7,
      others: 2,
    },
  },
  { kind: 'alert', alert: { kind: 'customer-held', changeId: 7, customers: 1 } },
  {
    kind: 'alert',
    alert: { kind: 'reviews-overdue', entries: 4, oldestDue: day('2026-10-31') },
  },
  {
    kind: 'alert',
    alert: { kind: 'retention-begins', rule: 'inquiries', due: 3, purgesFrom: day('2026-11-23') },
  },
  {
    kind: 'alert',
    alert: {
      kind: 'hold-review',
      hold: asId('hld', `hld_${'1'.repeat(32)}`),
      why: 'legal',
      reviewOn: day('2026-11-22'),
    },
  },
  { kind: 'alert', alert: { kind: 'stuck', due: 3, oldestAt: createdAt.toISOString() } },
];

/** Short and very long texts, with all that Unicode has. */
export const someText = fc.oneof(
  anyText,
  fc.tuple(anyText, fc.integer({ min: 1, max: 900 })).map(([text, times]) => text.repeat(times)),
);
const someSlug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,59}$/);
const someServices = fc.array(someSlug, { maxLength: 120 });

const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    name: someText,
    description: someText,
    dataCategories: fc.array(someText, { maxLength: 100 }),
    website: fc.webUrl({ withQueryParameters: true }),
    services: someServices,
  })
  .map(({ website, services, ...each }) =>
    fullFacts({ ...each, links: { website }, scope: { services } }),
  );

const someItem = fc
  .record(
    {
      slug: someSlug,
      kind: fc.constantFrom(...itemKinds),
      class: fc.constantFrom(...changeClasses),
      aspects: fc.subarray([...aspects]),
      counterpart: someSlug,
      before: someFacts,
      after: someFacts,
    },
    { requiredKeys: ['slug', 'kind', 'class', 'aspects', 'after'] },
  )
  .map((parts) => item(parts));

export const someHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc
    .record({
      step: fc.constantFrom(...stepNames),
      reason: someText,
      items: fc.array(someItem, { minLength: 1, maxLength: 60 }),
    })
    .map(({ step, ...parts }) => changeTold(step, parts)),
  fc
    .record({
      body: someText,
      title: someText,
      services: someServices,
      topic: fc.constantFrom(...topics),
      severity: fc.constantFrom(...severities),
      status: fc.constantFrom(...statuses),
      isWithdrawal: fc.boolean(),
    })
    .map(({ body, severity, status, isWithdrawal, ...thread }) =>
      postTold({ thread, post: { body, severity, status } }, isWithdrawal),
    ),
);
