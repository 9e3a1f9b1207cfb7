import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { nextSubject, originOf } from '../../src/deliveries/model/again.ts';
import { alertStaff, watchDeliveries } from '../../src/deliveries/service/alerts.ts';
import { getDeliveryFigures } from '../../src/deliveries/service/figures.ts';
import { listDeliveries } from '../../src/deliveries/service/listing.ts';
import type { SubscriptionState } from '../../src/subscribers/model/subscription.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { deliver, planAll, plansOf, subscribe } from '../support/recipients.ts';
import { refuses } from '../support/refusals.ts';

const hourMs = 60 * 60 * 1000;
const hook = { channel: 'webhook', address: 'https://hooks.customer.example/in' } as const;

const told = (seq: number) => ({ subject: `event:${seq}`, cargo: { kind: 'event', seq } }) as const;

function before(trust: World, hours: number): Date {
  return new Date(trust.now().getTime() - hours * hourMs);
}

async function list(trust: World, query = ''): Promise<readonly unknown[]> {
  return pickList(must(await trust.as('viewer').get(`/deliveries?${query}`)).body, 'items');
}

async function keysIn(trust: World, query = ''): Promise<readonly unknown[]> {
  return (await list(trust, query)).map((each) => pick(each, 'key'));
}

describe('deliveries', () => {
  it('are found by change, event, recipient, state and outcome, newest first', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    await trust.publish({ entries: { aws: facts({ name: 'AWS' }) }, effectiveOn: '2026-12-24' });
    const [first, second] = await planAll(trust);
    if (first === undefined || second === undefined) throw new Error('nothing is to be told');
    const a = await subscribe(trust);
    const b = await subscribe(trust, hook);
    await deliver(trust, a, { ...told(first), state: 'accepted', attempts: [['accepted', 250]] });
    await deliver(trust, a, { ...told(second), attempts: [['4xx', 450]] });
    const last = await deliver(trust, b, {
      ...told(second),
      channel: 'webhook',
      state: 'failed',
      attempts: [['timeout'], ['5xx', 503]],
    });
    const one = `event:${first}`;
    const two = `event:${second}`;
    for (const [query, keys] of [
      ['', [two, two, one]],
      ['change=1', [one]],
      ['change=2', [two, two]],
      ['change=3', []],
      ['update=1', []],
      [`event=${second}`, [two, two]],
      [`subscription=${a}`, [two, one]],
      ['state=failed', [two]],
      ['outcome=accepted', [one]],
      [`change=2&subscription=${b}&state=failed&outcome=5xx`, [two]],
    ] as const)
      expect(await keysIn(trust, query), query).toEqual(keys);
    const read = must(await trust.as('viewer').get(`/deliveries/${last}`)).body;
    expect(read).toMatchObject({
      subscription: b,
      channel: 'webhook',
      kind: 'event',
      event: second,
      about: 'change:2',
      state: 'failed',
      attempts: 2,
      outcome: '5xx',
      status: 503,
      dueAt: null,
      history: [
        { number: 1, outcome: 'timeout', status: null, durationMs: 12 },
        { number: 2, outcome: '5xx', status: 503, durationMs: 12 },
      ],
    });
  });

  it('are read page by page, each once, while more are added', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    for (let seq = 1; seq <= 25; seq += 1) await deliver(trust, id, told(seq));
    const read: unknown[] = [];
    let cursor = '';
    do {
      const { body } = must(await trust.as('viewer').get(`/deliveries?limit=10${cursor}`));
      read.push(...pickList(body, 'items').map((each) => pick(each, 'event')));
      await deliver(trust, id, told(100 + read.length));
      const next = pick(body, 'next');
      cursor = next === null ? '' : `&cursor=${String(next)}`;
    } while (cursor !== '');
    expect(read).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
  });

  it.each([
    ['state=lost', ['#/query/state']],
    ['outcome=tired', ['#/query/outcome']],
    ['change=0', ['#/query/change']],
    ['event=-1', ['#/query/event']],
    ['event=1e3', ['#/query/event']],
    ['change=1&update=1', ['#/query/update']],
    ['subscription=a@b.example', ['#/query/subscription']],
    ['cursor=abc', ['#/query/cursor']],
    ['who=me', ['#/query/who']],
  ])('are not asked for by %s', async (query, pointers) => {
    const trust = await startApp();
    await refuses(trust, () => trust.as('viewer').get(`/deliveries?${query}`), {
      status: 422,
      pointers,
    });
  });

  it('by event, by recipient and of a rare state are looked up in an index, whatever the table holds', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    const plans = await plansOf(trust, async (db) => {
      await listDeliveries(db, { event: 4 }, 50);
      await listDeliveries(db, { about: 'change:1' }, 50);
      await listDeliveries(db, { subscription: id }, 50);
      await listDeliveries(db, { state: 'failed' }, 50);
      await listDeliveries(db, { state: 'due' }, 50);
    });
    const steps = plans.map(({ steps: [first] }) => first);
    expect(steps).toEqual([
      expect.stringContaining('deliveries_event (seq=?)'),
      expect.stringContaining('deliveries_event (seq=?)'),
      expect.stringMatching(/deliveries_(recipient|key) \(subscription_id=\?\)/),
      expect.stringContaining('deliveries_ended (state=?'),
      expect.stringMatching(/USING INDEX deliveries_(open|due)/),
    ]);
  });
});

describe('sending again', () => {
  it('makes a new delivery with a key of its own, each time', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    const accepted = { state: 'accepted', attempts: [['accepted', 250]] } as const;
    await deliver(trust, id, { ...told(41), ...accepted });
    const first = await deliver(trust, id, { ...told(4), ...accepted });
    const path = `/deliveries/${first}/resending`;
    const key = { 'idempotency-key': 'again' };
    const again = await trust.as('editor').post(path, undefined, key);
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({
      key: 'event:4:again:1',
      state: 'due',
      event: 4,
      attempts: 0,
    });
    const made = Number(pick(again.body, 'id'));
    expect(again.headers.get('location')).toBe(`/trust/api/v1/deliveries/${made}`);
    expect((await trust.as('editor').post(path, undefined, key)).body).toEqual(again.body);
    const second = must(await trust.as('editor').post(path));
    expect(pick(second.body, 'key')).toBe('event:4:again:2');
    expect(await keysIn(trust, `subscription=${id}`)).toEqual([
      'event:4:again:2',
      'event:4:again:1',
      'event:4',
      'event:41',
    ]);
    const resent = (await readEvents(trust)).filter((e) => pick(e, 'action') === 'delivery.resent');
    expect(resent.map((event) => pick(event, 'data'))).toEqual([
      { delivery: first, as: made },
      { delivery: first, as: made + 1 },
    ]);
  });

  it('tries what waits for its next attempt at once, instead of behind it', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    const later = new Date(trust.now().getTime() + 14 * hourMs);
    const waiting = await deliver(trust, id, { ...told(4), attempts: [['refused']], dueAt: later });
    const reply = await trust.as('editor').post(`/deliveries/${waiting}/resending`);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      id: waiting,
      state: 'due',
      dueAt: trust.now().toISOString(),
    });
    expect(must(await trust.as('viewer').get(`/deliveries/${waiting}`)).body).toMatchObject({
      dueAt: trust.now().toISOString(),
      attempts: 1,
    });
    expect(await list(trust)).toHaveLength(1);
  });

  it.each<[SubscriptionState, RegExp]>([
    ['pending', /not confirmed/],
    ['paused', /paused/],
    ['disabled', /DELETE its suppression/],
    ['left', /left/],
  ])('is refused for a recipient that is %s', async (state, words) => {
    const trust = await startApp();
    const id = await subscribe(trust, { state });
    const failed = await deliver(trust, id, { ...told(4), state: 'failed' });
    const refused = await refuses(
      trust,
      () => trust.as('editor').post(`/deliveries/${failed}/resending`),
      { status: 409, code: 'conflict' },
    );
    expect(refused.text).toMatch(words);
  });

  it('is refused for what is being sent, for what only its recipient asks for, and for nothing', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    const flying = await deliver(trust, id, { ...told(4), state: 'in-flight' });
    const asked = await deliver(trust, id, {
      subject: 'confirmation:1',
      cargo: { kind: 'confirmation' },
      state: 'accepted',
    });
    for (const [delivery, status] of [
      [flying, 409],
      [asked, 409],
      [999, 404],
    ] as const)
      await refuses(trust, () => trust.as('editor').post(`/deliveries/${delivery}/resending`), {
        status,
      });
  });

  it('of many says how many first, and how far it is afterwards', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    const [seq = 0] = await planAll(trust);
    const failed = { ...told(seq), state: 'failed', attempts: [['timeout']] } as const;
    for (const address of ['a@b.example', 'c@d.example'])
      await deliver(trust, await subscribe(trust, { address }), failed);
    const path = '/delivery-resendings';
    const dry = await trust.as('editor').post(path, { what: 'failed', dryRun: true });
    expect([dry.status, dry.body]).toEqual([200, { deliveries: 2 }]);
    expect(await list(trust, 'state=due')).toEqual([]);
    const sent = must(await trust.as('editor').post(path, { what: 'failed' }));
    const event = Number(pick(sent.body, 'event'));
    expect(sent.headers.get('location')).toBe(`/trust/api/v1${path}/${event}`);
    await trust.drain();
    const read = must(await trust.as('viewer').get(`${path}/${event}`)).body;
    expect(read).toMatchObject({ event, deliveries: 2, accepted: 2, open: 0, failed: 0 });
    for (const [wish, status] of [
      [{ what: 'failed' }, 409],
      [{ what: 'all' }, 422],
      [{ what: 'failed', days: 32 }, 422],
    ] as const)
      await refuses(trust, () => trust.as('editor').post(path, wish), { status });
    await refuses(trust, () => trust.as('viewer').post(path, { what: 'failed' }), { status: 403 });
    await refuses(trust, () => trust.as('viewer').get(`${path}/1`), { status: 404 });
  });

  it('counts repetitions of exactly one thing', () => {
    expect(originOf('event:41:again:12')).toBe('event:41');
    expect(originOf('event:41')).toBe('event:41');
    expect(nextSubject('event:4', ['event:41', 'event:41:again:7', 'event:4'])).toBe(
      'event:4:again:1',
    );
    expect(nextSubject('event:4', ['event:4:again:2', 'event:4:again:10'])).toBe(
      'event:4:again:11',
    );
  });
});

describe('a replay', () => {
  async function published(trust: World): Promise<readonly number[]> {
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2027-02-01' });
    await trust.advanceDays(10);
    await trust.publish({ entries: { aws: facts({ name: 'AWS' }) }, effectiveOn: '2027-02-01' });
    return planAll(trust);
  }

  it('sends a webhook what it follows of a time, had or not, and leaves out what is on its way', async () => {
    const trust = await startApp();
    // It changed its mind afterwards, so nobody expects that it was told.
    const id = await subscribe(trust, { ...hook, changedAt: new Date('2026-12-02T09:00:00Z') });
    const [first, second] = await published(trust);
    if (first === undefined || second === undefined) throw new Error('nothing is to be told');
    const path = `/subscriptions/${id}/replays`;
    const range = { from: '2026-11-22T00:00:00Z', until: '2026-12-03T00:00:00+01:00' };
    expect(must(await trust.as('editor').post(path, range)).body).toEqual({ queued: 2 });
    expect(await keysIn(trust)).toEqual([`event:${second}:again:1`, `event:${first}:again:1`]);
    expect(must(await trust.as('editor').post(path, range)).body).toEqual({ queued: 0 });
    const late = { from: '2026-12-01T00:00:00Z', until: '2026-12-03T00:00:00Z' };
    const other = await subscribe(trust, { ...hook, address: 'https://b.example/' });
    expect(
      must(await trust.as('editor').post(`/subscriptions/${other}/replays`, late)).body,
    ).toEqual({ queued: 1 });
    const careless = await subscribe(trust, {
      ...hook,
      address: 'https://c.example/',
      topics: ['product'],
    });
    expect(
      must(await trust.as('editor').post(`/subscriptions/${careless}/replays`, range)).body,
    ).toEqual({ queued: 0 });
    const events = (await readEvents(trust)).filter(
      (event) => pick(event, 'action') === 'deliveries.replayed',
    );
    expect(events.map((event) => pick(event, 'data', 'seqs'))).toEqual([
      [first, second],
      [],
      [second],
      [],
    ]);
  });

  it('of one delivery sends that again', async () => {
    const trust = await startApp();
    const id = await subscribe(trust, hook);
    const other = await subscribe(trust, { ...hook, address: 'https://b.example/' });
    const sent = await deliver(trust, id, { ...told(4), channel: 'webhook', state: 'failed' });
    const path = (whose: string) => `/subscriptions/${whose}/replays`;
    const reply = must(await trust.as('editor').post(path(id), { delivery: sent }));
    expect(reply.body).toEqual({ queued: 1 });
    expect(await keysIn(trust)).toEqual(['event:4:again:1', 'event:4']);
    await refuses(trust, () => trust.as('editor').post(path(other), { delivery: sent }), {
      status: 404,
    });
  });

  it.each([
    [{ from: '2026-11-01T00:00:00Z', until: '2026-12-02T00:00:01Z' }, /31 days/],
    [{ from: '2026-11-02T00:00:00Z', until: '2026-11-01T00:00:00Z' }, /before/],
    [{ from: '2026-11-01', until: '2026-11-02' }, /from/],
    [{ from: '2026-11-01T00:00:00Z' }, /until/],
    [{ delivery: 0 }, /delivery/],
    [{}, /delivery/],
  ])('is not made of %j', async (range, words) => {
    const trust = await startApp();
    const id = await subscribe(trust, hook);
    const refused = await refuses(
      trust,
      () => trust.as('editor').post(`/subscriptions/${id}/replays`, range),
      { status: 422, code: 'invalid' },
    );
    expect(refused.text).toMatch(words);
  });

  it('is for webhooks: people would be told twice', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    await refuses(
      trust,
      () => trust.as('editor').post(`/subscriptions/${id}/replays`, { delivery: 1 }),
      { status: 409 },
    );
  });
});

describe('figures', () => {
  it('say how much is due, in flight, accepted, failed and stuck, by channel and why', async () => {
    const trust = await startApp();
    const longAgo = { confirmedAt: before(trust, 4) };
    const mail = await subscribe(trust, longAgo);
    const web = await subscribe(trust, { ...hook, ...longAgo });
    await subscribe(trust, { address: 'gone@x.example', state: 'disabled', reason: 'bounced' });
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    const old = { createdAt: before(trust, 3), dueAt: before(trust, 2) };
    await deliver(trust, mail, { ...told(1), ...old, attempts: [['4xx', 450]] });
    await deliver(trust, mail, told(2));
    await deliver(trust, web, { ...told(1), ...old, channel: 'webhook', attempts: [['dns']] });
    await deliver(trust, web, { ...told(2), channel: 'webhook', state: 'in-flight' });
    for (const [seq, state] of [
      [3, 'accepted'],
      [4, 'accepted'],
      [5, 'failed'],
      [6, 'bounced'],
      [7, 'cancelled'],
    ] as const)
      await deliver(trust, mail, { ...told(seq), state });
    const { body } = must(await trust.as('viewer').get('/delivery-figures'));
    expect(body).toMatchObject({
      at: trust.now().toISOString(),
      due: 3,
      inFlight: 1,
      accepted: 2,
      failed: 1,
      bounced: 1,
      oldestDueAt: old.dueAt.toISOString(),
      unplanned: { count: 1, oldestAt: trust.now().toISOString() },
      disabledSubscriptions: 1,
      channels: {
        email: { due: 2, inFlight: 0, accepted: 2, failed: 1, bounced: 1 },
        webhook: { due: 1, inFlight: 1, accepted: 0, failed: 0, bounced: 0 },
        slack: { due: 0, inFlight: 0, accepted: 0, failed: 0, bounced: 0 },
        teams: { due: 0, inFlight: 0, accepted: 0, failed: 0, bounced: 0 },
      },
    });
    const oldestAt = old.createdAt.toISOString();
    expect(pick(body, 'stuck', 'groups')).toEqual([
      { channel: 'email', outcome: '4xx', count: 1, oldestAt },
      { channel: 'webhook', outcome: 'dns', count: 1, oldestAt },
    ]);
    expect(pickList(body, 'stuck', 'oldest').map((each) => pick(each, 'outcome'))).toEqual([
      '4xx',
      'dns',
    ]);
    trust.at(new Date(trust.now().getTime() + 8 * 24 * hourMs));
    expect(must(await trust.as('viewer').get('/delivery-figures')).body).toMatchObject({
      accepted: 0,
      failed: 0,
      bounced: 0,
      due: 3,
    });
  });

  it('of nothing are nothing', async () => {
    const trust = await startApp();
    expect(must(await trust.as('viewer').get('/delivery-figures')).body).toMatchObject({
      due: 0,
      oldestDueAt: null,
      unplanned: { count: 0, oldestAt: null },
      stuck: { groups: [], oldest: [] },
    });
  });

  it('are counted in indexes: what has ended long ago is never read', async () => {
    const trust = await startApp();
    const plans = await plansOf(trust, (db) => getDeliveryFigures(db, trust.now()));
    for (const { sql, steps } of plans) console.log(`${sql}\n  ${steps.join('\n  ')}`);
    const bounded =
      /USING (COVERING )?INDEX (deliveries_open|deliveries_ended|outbox_unplanned|subscriptions_disabled)\b/;
    const reads = plans.flatMap(({ steps }) => steps.filter((step) => /^(SCAN|SEARCH)/.test(step)));
    const joined = /^SEARCH events USING INTEGER PRIMARY KEY/;
    expect(reads.filter((step) => !bounded.test(step) && !joined.test(step))).toEqual([]);
    expect(reads.length).toBeGreaterThanOrEqual(8);
  });
});

describe('alerts', () => {
  const alert = { kind: 'stuck', due: 1, oldestAt: '2026-11-22T00:00:00.000Z' } as const;

  it('go to every active address for alerts, once, and to nobody else', async () => {
    const trust = await startApp();
    const ops = await subscribe(trust, { stream: 'staff' });
    const chat = await subscribe(trust, {
      stream: 'staff',
      channel: 'slack',
      address: 'https://hooks.slack.com/services/T/B/x',
    });
    await subscribe(trust, { stream: 'staff', address: 'off@x.example', state: 'paused' });
    await subscribe(trust, { address: 'customer@x.example' });
    await subscribe(trust, { stream: 'contract', address: 'contract@x.example' });
    for (let times = 0; times < 2; times += 1)
      await trust.deps.transact((tx) => alertStaff(tx, alert, 'alert:test', trust.now()));
    const rows = (await list(trust)).map((each) => [
      pick(each, 'subscription'),
      pick(each, 'channel'),
      pick(each, 'kind'),
      pick(each, 'key'),
    ]);
    expect(rows).toEqual([
      [chat, 'slack', 'alert', 'alert:test'],
      [ops, 'email', 'alert', 'alert:test'],
    ]);
  });

  it('tell once a day that deliveries wait, as long as they do', async () => {
    const trust = await startApp();
    await subscribe(trust, { stream: 'staff', address: 'ops@x.example' });
    const id = await subscribe(trust, { stream: 'contract' });
    await deliver(trust, id, { ...told(4), attempts: [['connect']] });
    const alerts = async () =>
      (await keysIn(trust)).filter((key) => String(key).startsWith('alert:'));
    trust.at(new Date(trust.now().getTime() + 6 * hourMs - 1));
    await trust.runSchedule();
    expect(await alerts()).toEqual([]);
    trust.at(new Date(trust.now().getTime() + 1));
    await trust.runSchedule();
    await trust.runSchedule();
    const other = await trust.anotherProcess();
    await other.runSchedule();
    expect(await alerts()).toEqual(['alert:stuck:2026-11-22']);
    await trust.advanceDays(1);
    expect(await alerts()).toEqual(['alert:stuck:2026-11-23', 'alert:stuck:2026-11-22']);
    const [row] = ((await dumpTables(trust)).get('deliveries') ?? []).slice(1);
    expect(JSON.parse(String(row?.['cargo']))).toEqual({
      kind: 'alert',
      alert: { kind: 'stuck', due: 1, oldestAt: '2026-11-22T09:00:00.000Z' },
    });
  });

  it('tell that what was published is not worked off for a quarter of an hour', async () => {
    const trust = await startApp();
    await subscribe(trust, { stream: 'staff', address: 'ops@x.example' });
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
    const watch = () => watchDeliveries(systemCtx(trust.deps, 'watch-deliveries'));
    trust.at(new Date(trust.now().getTime() + hourMs / 4 - 1));
    expect(await watch()).toBe(0);
    trust.at(new Date(trust.now().getTime() + 1));
    expect(await watch()).toBe(1);
    expect(await watch()).toBe(0);
  });

  it('tell nobody where nobody is named, and wake no writer', async () => {
    const trust = await startApp();
    const id = await subscribe(trust);
    await deliver(trust, id, { ...told(4), createdAt: before(trust, 48) });
    await trust.runSchedule();
    expect(await list(trust)).toHaveLength(1);
  });
});
