import { type Change, type ChangeItem, moveItem, type Step } from '../../src/changes/model.ts';
import { asSubscriptionId, newEventId, type SubprocessorId } from '../../src/core/ids.ts';
import { createKeys } from '../../src/core/keys.ts';
import type { Happening, Recipient, Sender, Told } from '../../src/deliveries/model/told.ts';
import { linksOf } from '../../src/subscribers/model/links.ts';
import type { Subscription } from '../../src/subscribers/model/subscription.ts';
import { usualTopics } from '../../src/subscribers/model/topics.ts';
import type { Post, Thread } from '../../src/updates/model.ts';
import { countingIds, day, facts, fullFacts } from '../support/factories.ts';

const ids = countingIds();
const keys = createKeys('the secret of these tests, always the same');

export const sender: Sender = {
  name: 'Qluster Corp.',
  root: 'https://trust.qluster.example/trust',
  siteLanguage: 'en',
  timeZone: 'Europe/Berlin',
  services: [{ slug: 'qluster-service', name: 'Qluster service' }],
  from: 'Qluster trust centre <trust@qluster.example>',
};

export function subscription(parts: Partial<Subscription> = {}): Subscription {
  return {
    id: asSubscriptionId(`sbs_${'1'.repeat(32)}`),
    stream: 'subscriber',
    channel: 'email',
    address: 'privacy@customer.example',
    topics: usualTopics,
    services: [],
    language: 'en',
    frequency: 'immediate',
    state: 'active',
    linkVersion: 1,
    secretGeneration: 1,
    createdAt: new Date('2026-11-01T09:00:00Z'),
    confirmedAt: new Date('2026-11-01T09:05:00Z'),
    changedAt: new Date('2026-11-01T09:05:00Z'),
    toldUpTo: 0,
    ...parts,
  };
}

export function recipient(parts: Partial<Subscription> = {}, root = sender.root): Recipient {
  const given = subscription(parts);
  return { subscription: given, links: linksOf(keys, root, given) };
}

export function step(parts: Partial<Step> = {}): Step {
  return {
    name: 'announced',
    at: new Date('2026-11-22T09:00:00Z'),
    eventId: newEventId(ids),
    listVersion: 9,
    ...parts,
  };
}

export function item(parts: Partial<ChangeItem> = {}): ChangeItem {
  const after = parts.after ?? facts();
  return {
    subprocessorId: 'sub_1' as SubprocessorId,
    slug: after.name.toLowerCase(),
    kind: 'added',
    class: 'substantive',
    aspects: [],
    after,
    ...parts,
  };
}

const planned = day('2027-01-04');

const replaced: readonly ChangeItem[] = [
  item({
    slug: 'postmark',
    kind: 'replaced',
    counterpart: 'twilio-sendgrid',
    after: facts({
      legalName: 'ActiveCampaign, LLC',
      dataCategories: ['Name', 'E-mail address'],
      locations: [{ country: 'US', activity: 'processing' }],
      transfers: [{ mechanism: 'eu-us-dpf' }],
      scope: { services: ['qluster-service'] },
    }),
  }),
  item({
    slug: 'twilio-sendgrid',
    kind: 'replaced',
    counterpart: 'postmark',
    before: facts({ name: 'Twilio SendGrid', scope: { services: ['qluster-service'] } }),
    after: facts({
      name: 'Twilio SendGrid',
      scope: { services: ['qluster-service'] },
      effectiveUntil: day('2027-01-04'),
      disposal: { method: 'deleted', on: day('2027-02-03') },
    }),
  }),
];

function change(parts: Partial<Change> = {}): Change {
  return {
    id: 14,
    class: 'substantive',
    reason: 'Our contract with the present provider ends.',
    effectiveOn: day('2027-01-04'),
    items: replaced,
    steps: [step()],
    ...parts,
  };
}

/** An entry of which every field is stated, and then none but the name and the purpose, or the other way round. */
export const amendedWhole = item({
  kind: 'amended',
  slug: 'aws',
  before: fullFacts(),
  after: facts({ name: 'Amazon Web Services', description: 'Hosts the service and its backups.' }),
});

export function changed(parts: Partial<Change> = {}, seq = 41): Happening {
  const given = change(parts);
  const last = given.steps.at(-1);
  if (last === undefined) throw new TypeError('a change has a step');
  return { kind: 'change', seq, step: last, change: given };
}

export function posted(
  post: Partial<Post> = {},
  thread: Partial<Thread> = {},
  parts: { readonly isWithdrawal?: boolean; readonly at?: Date; readonly seq?: number } = {},
): Happening {
  const publishedAt = new Date('2026-11-23T14:30:00Z');
  const given: Thread = {
    number: 3,
    topic: 'incident',
    title: 'Log-in is slow',
    services: ['qluster-service'],
    severity: 'major',
    status: 'investigating',
    openedAt: publishedAt,
    changedAt: publishedAt,
    postCount: 1,
    isWithdrawn: false,
    ...thread,
  };
  return {
    kind: 'post',
    seq: parts.seq ?? 42,
    thread: given,
    isWithdrawal: parts.isWithdrawal ?? false,
    at: parts.at ?? publishedAt,
    post: {
      thread: given.number,
      position: 1,
      ordinal: 1,
      eventId: newEventId(ids),
      topic: given.topic,
      body: 'Some customers wait **up to a minute** to log in.\n\n- We look for the cause.\n- Data is not affected; see [the status page](https://status.qluster.example/).',
      ...(given.topic === 'incident' && { severity: 'major', status: 'investigating' }),
      publishedAt,
      ...post,
    },
  };
}

export function event(happening: Happening): Told {
  return { kind: 'event', happening };
}

export const withdrawn = posted(
  {
    withdrawal: {
      at: new Date('2026-11-23T16:00:00Z'),
      reason: 'It was a false alarm.',
      ordinal: 2,
      eventId: newEventId(ids),
    },
  },
  { isWithdrawn: true },
  { isWithdrawal: true, at: new Date('2026-11-23T16:00:00Z'), seq: 43 },
);

const announcedStep = step({ objectionEndsOn: day('2026-12-22') });

/** The replacement, with a window and at a step after its announcement. */
function later(parts: Partial<Step>, change: Partial<Change> = {}): Happening {
  const last = step({ at: new Date('2026-12-01T09:00:00Z'), ...parts });
  const given = { objectionEndsOn: day('2026-12-22'), ...change, steps: [announcedStep, last] };
  const { effectiveOn: to } = given;
  return changed({
    ...given,
    ...(to && { items: replaced.map((each) => moveItem(each, planned, to)) }),
  });
}

const outage = {
  ground: 'outage',
  explanation: 'Twilio SendGrid delivered no mail for nine hours and named no time.',
} as const;

const emergency: Partial<Change> = {
  effectiveOn: day('2026-12-01'),
  objectionEndsOn: day('2026-12-31'),
  emergency: outage,
  steps: [
    step({
      name: 'in-effect',
      at: new Date('2026-12-01T09:00:00Z'),
      objectionEndsOn: day('2026-12-31'),
    }),
  ],
};

const moved = {
  name: 'postponed',
  effectiveOn: day('2027-01-18'),
  previousEffectiveOn: day('2027-01-04'),
  reason: 'The move takes two weeks more than we thought.',
} as const;
const movedAnew = {
  ...moved,
  objectionEndsOn: day('2026-12-31'),
  materialChange: 'Mail is also kept in Ireland, for 45 days.',
};

/** Every step of a change that customers may object to, as followers are told and as a notice would say it. */
export const everyStep: readonly (readonly [string, Happening])[] = [
  [
    'announced, with a window',
    changed({ objectionEndsOn: day('2026-12-22'), steps: [announcedStep] }),
  ],
  [
    'announced in the place of another',
    changed({ objectionEndsOn: day('2026-12-22'), supersedes: 13, steps: [announcedStep] }),
  ],
  ['postponed', later(moved, { effectiveOn: moved.effectiveOn })],
  [
    'postponed, with a material change',
    later(movedAnew, { effectiveOn: moved.effectiveOn, objectionEndsOn: day('2026-12-31') }),
  ],
  ['the window closes soon', later({ name: 'objection-closing' })],
  ['the window is closed', later({ name: 'objection-closed' })],
  [
    'in effect after its window',
    changed({
      objectionEndsOn: day('2026-12-22'),
      steps: [
        announcedStep,
        step({ name: 'objection-closed', at: new Date('2026-12-22T23:00:00Z') }),
        step({ name: 'in-effect', at: new Date('2027-01-03T23:00:00Z') }),
      ],
    }),
  ],
  ['in effect by emergency', changed(emergency)],
  ['withdrawn', later({ name: 'withdrawn', reason: 'Our security review was not passed.' })],
  ['superseded', later({ name: 'superseded', supersededBy: 16 })],
];

const mistral = facts({ name: 'Mistral AI', description: 'Suggested replies' });
const ended = { ...mistral, effectiveUntil: day('2026-11-26') };
const hetzner = facts({ name: 'Hetzner', description: 'Hosting' });

function tookEffect(id: number, on: string, items: readonly ChangeItem[]): Happening {
  const at = new Date(`${on}T06:00:00Z`);
  const parts = { id, items, effectiveOn: day(on), steps: [step({ name: 'in-effect', at })] };
  return changed({ ...parts, reason: `What is decided on ${on}.` }, 50 + id);
}

const [addition, ending, amendment] = [
  tookEffect(21, '2026-11-23', [item({ after: mistral })]),
  tookEffect(22, '2026-11-26', [item({ kind: 'removed', before: mistral, after: ended })]),
  tookEffect(22, '2026-11-26', [
    item({ kind: 'removed', before: mistral, after: ended }),
    item({ after: hetzner }),
  ]),
];
const week = { from: new Date('2026-11-23T06:00:00Z'), until: new Date('2026-11-30T06:00:00Z') };

/** Every kind of thing that is told, with a name for transcripts. */
export const everyTold: readonly (readonly [string, Told, Partial<Subscription>?])[] = [
  ['a replacement is announced', event(changed())],
  ['the same, to a contact under contract', event(changed()), { stream: 'contract' }],
  [
    'the replacement takes effect',
    event(
      changed({
        steps: [step(), step({ name: 'in-effect', at: new Date('2027-01-03T23:00:00Z') })],
      }),
    ),
  ],
  [
    'two are added at once',
    event(
      changed({
        items: [
          item({ after: facts({ name: 'Mistral AI', description: 'Suggested replies' }) }),
          item({ after: facts({ name: 'Hetzner', description: 'Hosting' }) }),
        ],
        steps: [step({ name: 'in-effect' })],
        effectiveOn: day('2026-11-22'),
      }),
    ),
  ],
  ['every field of an entry is amended', event(changed({ items: [amendedWhole] }))],
  [
    'an entry is corrected',
    event(
      changed({
        class: 'correction',
        items: [
          item({
            kind: 'amended',
            class: 'correction',
            before: facts({ legalName: 'AC PM, LLC' }),
            after: facts({ legalName: 'ActiveCampaign, LLC' }),
          }),
        ],
        steps: [step({ name: 'in-effect' })],
        effectiveOn: day('2026-11-22'),
      }),
    ),
  ],
  ...everyStep.map(([name, happening]) => [name, event(happening)] as const),
  ...everyStep
    .filter(([name]) => /window|withdrawn/.test(name))
    .map(
      ([name, happening]) =>
        [`${name}, to a contact under contract`, event(happening), { stream: 'contract' }] as const,
    ),
  ['an incident is posted', event(posted())],
  [
    'the incident is resolved',
    event(
      posted(
        { position: 2, status: 'resolved', body: 'A configuration was taken back.' },
        { status: 'resolved', postCount: 2 },
      ),
    ),
  ],
  ['the post is withdrawn', event(withdrawn)],
  [
    'a post too long for a mail',
    event(
      posted(
        {
          body: `${'One more sentence of a long report. '.repeat(45)}\n\n${'And on. '.repeat(200)}`,
        },
        { topic: 'security', title: 'A report', services: [] },
      ),
    ),
  ],
  [
    'a weekly digest',
    {
      kind: 'digest',
      from: new Date('2026-11-16T06:00:00Z'),
      until: new Date('2026-11-23T06:00:00Z'),
      happenings: [changed(), posted(), withdrawn],
      more: 4,
    },
    { frequency: 'weekly' },
  ],
  [
    'a digest in which what was added is gone again',
    { kind: 'digest', ...week, happenings: [addition, ending] },
    { frequency: 'weekly' },
  ],
  [
    'a digest in which one of two is left',
    { kind: 'digest', ...week, happenings: [addition, amendment] },
    { frequency: 'weekly' },
  ],
  [
    'somebody is to confirm',
    { kind: 'confirmation', confirmBy: new Date('2026-11-25T09:00:00Z') },
    { state: 'pending' },
  ],
  ['a known address was entered again', { kind: 'known' }],
  ['another contact was named in its place', { kind: 'succession' }, { stream: 'contract' }],
  ['a chat is welcomed', { kind: 'welcome' }, { channel: 'slack' }],
  ['a test', { kind: 'test' }],
  [
    'a webhook was disabled',
    {
      kind: 'disabled',
      subscription: asSubscriptionId(`sbs_${'1'.repeat(32)}`),
      host: 'hooks.customer.example',
    },
    {
      channel: 'webhook',
      state: 'disabled',
      reason: 'gave-up',
      address: 'https://hooks.customer.example/annex',
      contact: 'ops@customer.example',
    },
  ],
  [
    'staff learn that a recipient was disabled',
    {
      kind: 'alert',
      alert: {
        kind: 'disabled',
        subscription: asSubscriptionId(`sbs_${'2'.repeat(32)}`),
        channel: 'email',
        reason: 'bounced',
      },
    },
    { stream: 'staff' },
  ],
  [
    'staff learn that a contract contact was replaced',
    {
      kind: 'alert',
      alert: {
        kind: 'replaced',
        subscription: asSubscriptionId(`sbs_${'2'.repeat(32)}`),
        successor: asSubscriptionId(`sbs_${'3'.repeat(32)}`),
      },
    },
    { stream: 'staff' },
  ],
  [
    'staff are reminded of reviews',
    { kind: 'alert', alert: { kind: 'reviews-overdue', entries: 2, oldestDue: day('2026-11-02') } },
    { stream: 'staff' },
  ],
  [
    'staff learn that deliveries are stuck',
    { kind: 'alert', alert: { kind: 'stuck', due: 212, oldestAt: '2026-11-22T03:00:00.000Z' } },
    { stream: 'staff' },
  ],
];
