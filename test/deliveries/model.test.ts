import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neverTold } from '../../src/deliveries/model/again.ts';
import {
  type Cargo,
  type DeliveryState,
  outcomes,
  type Sent,
} from '../../src/deliveries/model/delivery.ts';
import { destinationOf } from '../../src/deliveries/model/entitlement.ts';
import { judge, longestWaitMs, nextDigestAt } from '../../src/deliveries/model/schedule.ts';
import { asSubscriptionId, newEventId } from '../../src/core/ids.ts';
import { netOf } from '../../src/deliveries/model/digest.ts';
import type { Happening } from '../../src/deliveries/model/told.ts';
import { channels, subscriptionStates } from '../../src/subscribers/model/subscription.ts';

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
] as const satisfies readonly Cargo['kind'][];
const now = new Date('2026-11-22T09:00:00Z');
const dayMs = 24 * 60 * 60 * 1_000;

const aChannel = fc.constantFrom(...channels);
const aKind = fc.constantFrom(...kinds);
const jitters = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failures = fc.record(
  {
    outcome: fc.constantFrom(...outcomes.filter((each) => each !== 'accepted')),
    durationMs: fc.nat(15_000),
    retryAfterMs: fc.integer({ min: -1_000, max: 90 * dayMs }),
    isFinal: fc.boolean(),
  },
  { requiredKeys: ['outcome', 'durationMs'] },
);

it('whatever goes wrong, a delivery ends: after 5 days at the latest, or as soon as nothing helps', () => {
  fc.assert(
    fc.property(
      aChannel,
      aKind,
      jitters,
      fc.infiniteStream(failures),
      (channel, kind, jitter, stream) => {
        let at = now;
        for (let attempts = 0; ; attempts += 1) {
          const [sent] = [...stream.take(1)];
          if (!sent) return;
          const verdict = judge(
            sent,
            { channel, kind, attempts },
            { now: at, jitter: () => jitter },
          );
          if (sent.isFinal === true) expect(verdict.state).toMatch(/failed|bounced/);
          if (verdict.state !== 'due') {
            expect(attempts).toBeLessThan(17);
            expect(verdict.state === 'bounced').toBe(sent.isFinal === true && channel === 'email');
            return;
          }
          const wait = verdict.dueAt.getTime() - at.getTime();
          expect(wait).toBeGreaterThanOrEqual(Math.min(sent.retryAfterMs ?? 0, longestWaitMs));
          expect(wait).toBeLessThanOrEqual(longestWaitMs * 1.1);
          expect(wait).toBeGreaterThanOrEqual(5_000);
          at = verdict.dueAt;
        }
      },
    ),
  );
});

it('without a wish of the other side attempts are spread as the schedules say', () => {
  const sent: Sent = { outcome: 'timeout', durationMs: 1 };
  const spanOf = (channel: 'webhook' | 'email') => {
    let at = now;
    let attempts = 0;
    for (;;) {
      const verdict = judge(
        sent,
        { channel, kind: 'event', attempts },
        { now: at, jitter: () => 0 },
      );
      attempts += 1;
      if (verdict.state !== 'due') return [attempts, (at.getTime() - now.getTime()) / 1_000];
      at = verdict.dueAt;
    }
  };
  expect(spanOf('webhook')).toEqual([10, 75 * 3_600 + 35 * 60 + 5]);
  expect(spanOf('email')).toEqual([17, (5 * 24 + 3) * 3_600 + 50 * 60]);
});

it('without consent nothing but the question goes out, and nothing to whoever has left', () => {
  const base = {
    id: asSubscriptionId('sbs_1'),
    stream: 'subscriber',
    channel: 'webhook',
    address: 'https://hooks.example/1',
    contact: 'ops@customer.example',
    topics: [],
    services: [],
    language: 'en',
    frequency: 'immediate',
    linkVersion: 1,
    secretGeneration: 1,
    createdAt: now,
    changedAt: now,
    toldUpTo: 0,
  } as const;
  const reached = subscriptionStates.map((state) => [
    state,
    kinds.filter((kind) => destinationOf({ kind }, { ...base, state }) !== undefined),
  ]);
  expect(Object.fromEntries(reached)).toEqual({
    pending: ['confirmation', 'welcome', 'challenge'],
    active: ['event', 'digest', 'known', 'succession', 'test', 'alert'],
    paused: ['known', 'succession'],
    disabled: ['succession', 'disabled'],
    left: [],
  });
  expect(destinationOf({ kind: 'disabled' }, { ...base, state: 'disabled' })).toBe(base.contact);
  expect(destinationOf({ kind: 'event' }, undefined)).toBeUndefined();
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/St_Johns',
);
const instants = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
});

it('digests come at seven o’clock there, daily or on Mondays, and none is left out', () => {
  fc.assert(
    fc.property(
      instants,
      zones,
      fc.constantFrom('daily', 'weekly'),
      (from, timeZone, frequency) => {
        const next = nextDigestAt(frequency, from, timeZone);
        if (!next) throw new Error('no digest');
        const wait = next.getTime() - from.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual((frequency === 'daily' ? 1 : 7) * dayMs + 2 * 3_600_000);
        const parts = new Intl.DateTimeFormat('en', {
          timeZone,
          hour: 'numeric',
          minute: 'numeric',
          weekday: 'short',
          hourCycle: 'h23',
        }).format(next);
        expect(parts).toMatch(/07:00/);
        if (frequency === 'weekly') expect(parts).toMatch(/Mon/);
      },
    ),
  );
});

it('an immediate subscription has no digest', () => {
  expect(nextDigestAt('immediate', now, 'UTC')).toBeUndefined();
});

it('of a post that was withdrawn before the digest only the withdrawal is told', () => {
  const thread = {
    number: 1,
    topic: 'security',
    title: 'A post',
    services: [],
    openedAt: now,
    changedAt: now,
    postCount: 2,
    isWithdrawn: false,
  } as const;
  const post = (position: number, seq: number, isWithdrawal: boolean): Happening => ({
    kind: 'post',
    seq,
    thread,
    post: {
      thread: 1,
      position,
      ordinal: position,
      eventId: newEventId({ uuid: () => `${seq}`, bytes: () => new Uint8Array() }),
      topic: 'security',
      body: 'Text.',
      publishedAt: now,
    },
    isWithdrawal,
    at: now,
  });
  const told = netOf([post(1, 9, true), post(1, 3, false), post(2, 5, false)]);
  expect(told.map(({ seq }) => seq)).toEqual([5, 9]);
  expect(told.map((each) => each.kind === 'post' && each.isWithdrawal)).toEqual([false, true]);
});

const tried = (subscriptionId: string, subject: string, state: DeliveryState) => ({
  subscriptionId,
  subject,
  state,
});

it('what never arrived is the newest attempt to tell somebody, unless they were told or will be', () => {
  const all = [
    tried('a', 'event:4', 'failed'),
    tried('a', 'event:41', 'accepted'),
    tried('b', 'event:4', 'bounced'),
    tried('c', 'event:4', 'failed'),
    tried('d', 'event:4', 'failed'),
    tried('a', 'event:4:again:1', 'failed'),
    tried('c', 'event:4:again:1', 'accepted'),
    tried('d', 'event:4:again:1', 'due'),
    tried('e', 'event:4', 'failed'),
  ];
  const failed = all.filter(
    ({ state, subscriptionId }) => state !== 'accepted' && subscriptionId !== 'e',
  );
  expect(neverTold(failed, all)).toEqual([
    tried('a', 'event:4:again:1', 'failed'),
    tried('b', 'event:4', 'bounced'),
  ]);
});
