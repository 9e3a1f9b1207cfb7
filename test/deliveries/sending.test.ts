import { expect, it, vi } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { drain, plan } from '../../src/deliveries/service/drain.ts';
import { queueDeliveries } from '../../src/deliveries/service/queue.ts';
import type { Cargo, Sent } from '../../src/deliveries/model/delivery.ts';
import { bringForward } from '../../src/deliveries/store/writing.ts';
import type { SubscriptionId } from '../../src/core/ids.ts';
import { facts } from '../support/factories.ts';
import { startApp, type World } from '../support/app.ts';
import { accepted } from '../support/outside.ts';
import {
  changesIn,
  deliveriesOf,
  follow,
  pass,
  query,
  setLeft,
  setSubscription,
} from './recipients.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

async function publishNext(trust: World, n: number): Promise<void> {
  await trust.publish({ entries: { [`vendor-${n}`]: facts({ name: `Vendor ${n}` }) } });
}

async function queue(
  trust: World,
  subscriptionId: SubscriptionId,
  cargo: Cargo,
  channel: 'webhook' | 'slack' | 'email' = 'webhook',
): Promise<void> {
  const subject = `${cargo.kind}:1`;
  await trust.deps.transact(async (tx) =>
    queueDeliveries(
      tx,
      [{ subscriptionId, channel, subject, cargo, dueAt: trust.now() }],
      trust.now(),
    ),
  );
}

const refused: Sent = { outcome: '5xx', status: 500, durationMs: 3 };

it('what comes later waits until what comes first has arrived, and then comes in order', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  const bodies: string[] = [];
  let isUp = false;
  trust.outside.onPost(hook.address, ({ body }) => {
    if (!isUp) return refused;
    bodies.push(body);
    return accepted;
  });
  for (const n of [1, 2, 3]) await publishNext(trust, n);
  await trust.drain();
  expect((await deliveriesOf(trust)).map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
  await publishNext(trust, 4);
  await trust.drain();
  expect(trust.outside.posts).toHaveLength(1);
  isUp = true;
  pass(trust, 6 * second);
  await trust.drain();
  expect(bodies.map((body) => /"change":\{"id":(\d+)/.exec(body)?.[1])).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
});

it('what waited behind a failed delivery goes out as soon as that one has arrived, also before its time', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  trust.outside.onPost(hook.address, () => refused);
  await publishNext(trust, 1);
  for (const wait of [hour, hour, hour, 0]) {
    await trust.drain();
    pass(trust, wait);
  }
  for (const n of [2, 3]) await publishNext(trust, n);
  expect(await trust.drain()).toBe(0);
  trust.outside.onPost(hook.address, () => accepted);
  const [first] = await deliveriesOf(trust, hook.id);
  await trust.deps.transact(async (tx) => bringForward(tx, first?.id ?? 0, trust.now()));
  expect(await trust.drain()).toBe(3);
});

it('an endpoint that is down is tried ten times over 75 hours, then disabled, and its owner is told', async () => {
  const trust = await startApp();
  const hook = await follow(trust, { contactAddress: 'ops@customer.example' });
  trust.outside.onPost(hook.address, () => refused);
  await publishNext(trust, 1);
  await publishNext(trust, 2);
  const began = trust.now().getTime();
  const times: number[] = [];
  for (let rounds = 0; rounds < 40; rounds += 1) {
    const before = trust.outside.posts.length;
    await trust.drain();
    if (trust.outside.posts.length > before) times.push(trust.now().getTime() - began);
    const next = (await deliveriesOf(trust, hook.id)).flatMap(({ dueAt }) => dueAt ?? []);
    if (next.length === 0) break;
    trust.at(new Date(Math.min(...next)));
  }
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const planned = [
    5 * second,
    5 * minute,
    30 * minute,
    ...[2, 5, 10, 14, 20, 24].map((n) => n * hour),
  ];
  expect(pauses).toHaveLength(planned.length);
  for (const [index, pause] of planned.entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(pause);
    expect(pauses[index]).toBeLessThanOrEqual(pause * 1.1);
  }
  const [first, waiting] = await deliveriesOf(trust, hook.id);
  expect(first).toMatchObject({ state: 'failed', attempts: 10, outcome: '5xx' });
  expect(waiting).toMatchObject({ state: 'cancelled', attempts: 0 });
  expect(await query(trust, 'SELECT state, reason FROM subscriptions')).toEqual([
    { state: 'disabled', reason: 'gave-up' },
  ]);
  expect(trust.outside.mailbox.map(({ to }) => to)).toEqual(['ops@customer.example']);
  await publishNext(trust, 3);
  expect(await trust.drain()).toBe(0);
});

it('410 ends a webhook at once', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  trust.outside.onPost(hook.address, () => ({
    outcome: '4xx',
    status: 410,
    durationMs: 1,
    isFinal: true,
  }));
  await publishNext(trust, 1);
  await trust.drain();
  expect(await deliveriesOf(trust)).toMatchObject([{ state: 'failed', attempts: 1 }]);
  expect(await query(trust, 'SELECT state, reason FROM subscriptions')).toEqual([
    { state: 'disabled', reason: 'gone' },
  ]);
});

it('a mailbox that does not exist is not written to again', async () => {
  const trust = await startApp();
  const mail = await follow(trust, { channel: 'email' });
  trust.outside.onMail(() => ({ outcome: '5xx', status: 550, durationMs: 1, isFinal: true }));
  await publishNext(trust, 1);
  await publishNext(trust, 2);
  await trust.drain();
  expect((await deliveriesOf(trust, mail.id)).map(({ state }) => state)).toEqual([
    'bounced',
    'cancelled',
  ]);
  expect(await query(trust, 'SELECT reason FROM subscriptions')).toEqual([{ reason: 'bounced' }]);
});

it('a mailbox that is given up and the mail that came back are recorded together, whenever the process dies', async () => {
  for (let survived = 0; survived < 8; survived += 1) {
    const trust = await startApp();
    const mail = await follow(trust, { channel: 'email' });
    trust.outside.onMail(() => ({ outcome: '5xx', status: 550, durationMs: 1, isFinal: true }));
    await publishNext(trust, 1);
    await publishNext(trust, 2);
    let left = survived;
    const transact: typeof trust.deps.transact = async (work) => {
      if (left-- <= 0) throw new Error('killed');
      return trust.deps.transact(work);
    };
    const dying = { ...trust.deps, transact, log: () => undefined };
    await drain(systemCtx(dying, 'deliveries')).catch(() => undefined);
    pass(trust, 6 * minute);
    await trust.drain();
    expect((await deliveriesOf(trust, mail.id)).map(({ state }) => state)).toEqual([
      'bounced',
      'cancelled',
    ]);
    await trust.close();
  }
});

it('an endpoint may ask to be left alone for up to a day', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  const answers = [10 * minute, 30 * 24 * hour];
  trust.outside.onPost(hook.address, () => ({
    outcome: '4xx',
    status: 429,
    durationMs: 1,
    retryAfterMs: answers.shift() ?? 0,
  }));
  await publishNext(trust, 1);
  for (const longest of [10 * minute, 24 * hour]) {
    const from = trust.now().getTime();
    await trust.drain();
    const waits = ((await deliveriesOf(trust))[0]?.dueAt ?? 0) - from;
    expect(waits).toBeGreaterThanOrEqual(longest);
    expect(waits).toBeLessThanOrEqual(longest * 1.1);
    pass(trust, waits);
  }
});

it('a mail server that is down for a day loses nothing and nobody gets a mail twice', async () => {
  const trust = await startApp();
  const boxes = [];
  for (let each = 0; each < 20; each += 1) boxes.push(await follow(trust, { channel: 'email' }));
  let isUp = false;
  trust.outside.onMail(() => (isUp ? accepted : { outcome: 'connect', durationMs: 1 }));
  await publishNext(trust, 1);
  for (let passed = 0; passed < 24 * hour; passed += 30 * minute) {
    await trust.drain();
    pass(trust, 30 * minute);
  }
  await publishNext(trust, 2);
  isUp = true;
  for (let passed = 0; passed < 14 * hour; passed += hour) {
    await trust.drain();
    pass(trust, hour);
  }
  expect(trust.outside.mailbox).toHaveLength(40);
  const received = Map.groupBy(trust.outside.mailbox, ({ to }) => to);
  for (const { address } of boxes)
    expect(received.get(address)?.flatMap(({ text }) => changesIn(text))).toEqual([
      '1 in effect',
      '2 in effect',
    ]);
  expect(new Set(trust.outside.mailbox.map(({ messageId }) => messageId)).size).toBe(40);
});

it('whoever pauses, leaves or is suppressed while something is queued does not get it', async () => {
  const trust = await startApp();
  const hooks = [await follow(trust), await follow(trust), await follow(trust)];
  const stays = await follow(trust);
  await publishNext(trust, 1);
  await plan(systemCtx(trust.deps, 'deliveries'), () => false);
  for (const [index, state] of ['paused', 'left', 'disabled'].entries())
    await setSubscription(trust, hooks[index]?.id ?? stays.id, `state = '${state}'`);
  await setLeft(trust, hooks[1]?.id ?? stays.id);
  await trust.drain();
  expect(trust.outside.posts.map(({ url }) => url)).toEqual([stays.address]);
  for (const { id } of hooks)
    expect(await deliveriesOf(trust, id)).toMatchObject([{ state: 'cancelled', attempts: 0 }]);
});

it('a retry says the same, byte for byte', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  let tries = 0;
  trust.outside.onPost(hook.address, () => ((tries += 1) < 3 ? refused : accepted));
  await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
  await trust.drain();
  await trust.advanceDays(40);
  for (const wait of [hour, hour, hour]) {
    await trust.drain();
    pass(trust, wait);
  }
  const [first, second_, third] = trust.outside.posts;
  expect(second_?.body).toBe(first?.body);
  expect(third?.body).toBe(first?.body);
  expect(third?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(trust.outside.posts.at(-1)?.body).not.toBe(first?.body);
});

it('a webhook is active once it has said its challenge back', async () => {
  const trust = await startApp();
  const hook = await follow(trust, { state: 'pending', confirmedAt: null });
  const cargo = { kind: 'challenge' as const, challenge: 'x4Kq' };
  let reply = 'welcome';
  trust.outside.onPost(hook.address, () => ({ ...accepted, reply }));
  await queue(trust, hook.id, cargo);
  await trust.drain();
  expect(await deliveriesOf(trust)).toMatchObject([{ state: 'due', outcome: 'refused' }]);
  expect(trust.outside.posts[0]?.wantsReply).toBe(true);
  reply = '{"challenge":"x4Kq"}';
  pass(trust, 6 * second);
  await trust.drain();
  expect(await query(trust, 'SELECT state FROM subscriptions')).toEqual([{ state: 'active' }]);
  await publishNext(trust, 1);
  expect(await trust.drain()).toBe(1);
});

it('a chat is active once its first message has arrived', async () => {
  const trust = await startApp();
  const chat = await follow(trust, { channel: 'slack', state: 'pending', confirmedAt: null });
  await queue(trust, chat.id, { kind: 'welcome' }, 'slack');
  await trust.drain();
  expect(await query(trust, 'SELECT state FROM subscriptions')).toEqual([{ state: 'active' }]);
});

it('a test goes out once and at once, whatever waits', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  trust.outside.onPost(hook.address, () => refused);
  await publishNext(trust, 1);
  await trust.drain();
  await queue(trust, hook.id, { kind: 'test' });
  await trust.drain();
  expect((await deliveriesOf(trust)).map(({ state }) => state)).toEqual(['due', 'failed']);
  expect(await query(trust, 'SELECT state FROM subscriptions')).toEqual([{ state: 'active' }]);
});

it('where no mail can be sent mails wait, and everything else goes out', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  const mail = await follow(trust, { channel: 'email' });
  await publishNext(trust, 1);
  const { mail: _, ...withoutMail } = trust.deps;
  await drain(systemCtx(withoutMail, 'deliveries'));
  expect(await deliveriesOf(trust, hook.id)).toMatchObject([{ state: 'accepted' }]);
  expect(await deliveriesOf(trust, mail.id)).toMatchObject([{ state: 'due', attempts: 0 }]);
  await trust.drain();
  expect(trust.outside.mailbox).toHaveLength(1);
});

it('endpoints that never answer delay nobody, though they are more than are sent to at once', async () => {
  const trust = await startApp();
  const { promise: hung, resolve: release } = Promise.withResolvers<void>();
  const timeout: Sent = { outcome: 'timeout', durationMs: 15_000 };
  const [dead, alive]: [string[], string[]] = [[], []];
  for (let each = 0; each < 170; each += 1) {
    const { id, address } = await follow(trust);
    if (each >= 70) alive.push(id);
    else {
      dead.push(id);
      trust.outside.onPost(address, async () => {
        await hung;
        return timeout;
      });
    }
  }
  await publishNext(trust, 1);
  const draining = trust.drain();
  const accepted_ = async () =>
    (await deliveriesOf(trust)).filter(({ state }) => state === 'accepted');
  await vi.waitFor(async () => expect(await accepted_()).toHaveLength(alive.length), 10_000);
  expect(new Set((await accepted_()).map(({ recipient }) => recipient))).toEqual(new Set(alive));
  release();
  await draining;
  const late = (await deliveriesOf(trust)).filter(({ outcome }) => outcome === 'timeout');
  expect(new Set(late.map(({ recipient }) => recipient))).toEqual(new Set(dead));
});
