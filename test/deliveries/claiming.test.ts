import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { asSubscriptionId } from '../../src/core/ids.ts';
import type { Tx } from '../../src/db/client.ts';
import { plan } from '../../src/deliveries/service/drain.ts';
import { claimDeliveries } from '../../src/deliveries/store/claiming.ts';
import { advance, selectTold, selectUnplanned } from '../../src/deliveries/store/planning.ts';
import { countDue, hasDue } from '../../src/deliveries/store/reading.ts';
import { cancelWaiting, recordDeliveries } from '../../src/deliveries/store/recording.ts';
import { insertDeliveries } from '../../src/deliveries/store/writing.ts';
import { leaseMs } from '../../src/deliveries/model/schedule.ts';
import { channels } from '../../src/subscribers/model/subscription.ts';
import { selectDigestsDue } from '../../src/subscribers/store/digests.ts';
import { hasWindowBefore } from '../../src/subscribers/store/limits.ts';
import { hasPendingBefore } from '../../src/subscribers/store/requests.ts';
import { selectRecipients } from '../../src/subscribers/store/reading.ts';
import { facts } from '../support/factories.ts';
import { startApp, type World } from '../support/app.ts';
import { accepted } from '../support/outside.ts';
import { deliveriesOf, follow, followMany, pass, query } from './recipients.ts';

async function publishAndPlan(trust: World): Promise<void> {
  await trust.publish({ entries: { postmark: facts() } });
  await plan(systemCtx(trust.deps, 'deliveries'), () => false);
}

async function claim(trust: World, lease: string, limit = 500) {
  const now = trust.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  return trust.deps.transact(async (tx) =>
    claimDeliveries(tx, { lease, now, leaseUntil, limit, channels }),
  );
}

it('workers that drain at the same time send everything once', async () => {
  const trust = await startApp();
  await followMany(trust, 150);
  const others = [await trust.anotherProcess(), await trust.anotherProcess()];
  await trust.publish({ entries: { postmark: facts() } });
  await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
  await Promise.all([trust, ...others].map(async (world) => world.drain()));
  expect(trust.outside.posts).toHaveLength(300);
  const ids = trust.outside.posts.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(300);
});

it('of two claims at once none gets what the other has, and of each recipient only the first is taken', async () => {
  const trust = await startApp();
  for (let each = 0; each < 20; each += 1) await follow(trust);
  await publishAndPlan(trust);
  await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
  await plan(systemCtx(trust.deps, 'deliveries'), () => false);
  const other = await trust.anotherProcess();
  const [mine, theirs] = await Promise.all([claim(trust, 'a', 15), claim(other, 'b', 15)]);
  expect(mine.length + theirs.length).toBe(20);
  expect(new Set([...mine, ...theirs].map(({ subscriptionId }) => subscriptionId)).size).toBe(20);
  expect(new Set([...mine, ...theirs].map(({ subject }) => subject)).size).toBe(1);
  expect(await claim(trust, 'c')).toEqual([]);
  pass(trust, leaseMs);
  await trust.drain();
});

it('what a dead worker has claimed is sent by another once its claim has run out', async () => {
  const trust = await startApp();
  await follow(trust);
  await publishAndPlan(trust);
  expect(await claim(trust, 'dead')).toHaveLength(1);
  expect(await trust.drain()).toBe(0);
  pass(trust, leaseMs - 1);
  expect(await trust.drain()).toBe(0);
  pass(trust, 1);
  expect(await trust.drain()).toBe(1);
  expect(await deliveriesOf(trust)).toMatchObject([{ state: 'accepted', attempts: 1 }]);
});

it('a worker that comes back after its claim ran out changes nothing', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  await publishAndPlan(trust);
  const [late] = await claim(trust, 'late');
  if (!late) throw new Error('nothing was claimed');
  pass(trust, leaseMs);
  trust.outside.onPost(hook.address, () => ({ outcome: '5xx', status: 503, durationMs: 1 }));
  await trust.drain();
  const before = await deliveriesOf(trust);
  const attempt = { at: trust.now(), outcome: 'accepted' as const, durationMs: 1 };
  await trust.deps.transact(async (tx) =>
    recordDeliveries(tx, [{ ...late, state: 'accepted', attempt }], trust.now()),
  );
  expect(await deliveriesOf(trust)).toEqual(before);
  trust.outside.onPost(hook.address, () => accepted);
});

it('500 deliveries cost two statements that write', async () => {
  const trust = await startApp();
  await followMany(trust, 500);
  await publishAndPlan(trust);
  const writes: string[] = [];
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  const logQuery = (statement: string) =>
    void (/^(insert|update|delete)/i.test(statement) && writes.push(statement));
  const counted = drizzle(client, { logger: { logQuery } });
  const tx = counted as unknown as Tx;
  const now = trust.now();
  const claimed = await claimDeliveries(tx, {
    lease: 'x',
    now,
    leaseUntil: now,
    limit: 500,
    channels,
  });
  expect(claimed).toHaveLength(500);
  const attempt = { at: now, outcome: 'accepted' as const, status: 200, durationMs: 1 };
  const rows = claimed.map((each) => ({ ...each, state: 'accepted' as const, attempt }));
  await recordDeliveries(tx, rows, now);
  client.close();
  expect(writes.map((each) => each.split(' ').slice(0, 3).join(' '))).toEqual([
    'update "deliveries" set',
    'update "deliveries" set',
  ]);
  expect(new Set((await deliveriesOf(trust)).map(({ state }) => state))).toEqual(
    new Set(['accepted']),
  );
});

it('no statement of the machine looks through a table', async () => {
  const trust = await startApp();
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  const plans = new Map<string, string>();
  const pending: (() => Promise<void>)[] = [];
  let name = '';
  const logQuery = (statement: string, params: unknown[]) => {
    const [at, args] = [
      name,
      params.map((each) => (typeof each === 'number' ? each : String(each))),
    ];
    pending.push(async () => {
      const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${statement}`, args });
      plans.set(
        at,
        [
          ...(plans.has(at) ? [plans.get(at)] : []),
          ...rows.map((row) => String(row['detail'])),
        ].join('\n  '),
      );
    });
  };
  const db = drizzle(client, { logger: { logQuery } });
  const tx = db as unknown as Tx;
  const now = trust.now();
  const id = asSubscriptionId('sbs_1');
  const attempt = { at: now, outcome: '5xx' as const, durationMs: 1 };
  const statements: Readonly<Record<string, () => Promise<unknown>>> = {
    'has due': async () => hasDue(db, channels, now),
    'count due': async () => countDue(db, channels, now, 100),
    claim: async () =>
      claimDeliveries(tx, { lease: 'x', now, leaseUntil: now, limit: 500, channels }),
    record: async () =>
      recordDeliveries(
        tx,
        [
          {
            id: 1,
            lease: 'x',
            subscriptionId: id,
            channel: 'webhook',
            attempts: 0,
            state: 'due',
            dueAt: now,
            attempt,
          },
        ],
        now,
      ),
    'record what arrived at last': async () =>
      recordDeliveries(
        tx,
        [
          {
            id: 1,
            lease: 'x',
            subscriptionId: id,
            channel: 'webhook',
            attempts: 1,
            state: 'accepted',
            attempt,
          },
        ],
        now,
      ),
    cancel: async () => cancelWaiting(tx, id, now),
    queue: async () =>
      insertDeliveries(
        tx,
        [
          {
            subscriptionId: id,
            channel: 'webhook',
            subject: 'event:1',
            cargo: { kind: 'event', seq: 1 },
            dueAt: now,
          },
        ],
        now,
      ),
    'next fan-out': async () => selectUnplanned(db),
    'advance fan-out': async () => advance(tx, { seq: 1, plannedUpTo: null }, { plannedUpTo: id }),
    told: async () => selectTold(db, { after: 1, until: 5 }, 200),
    recipients: async () =>
      selectRecipients(
        db,
        { topic: 'security', services: ['website'], quiet: false, at: now },
        '',
        1_000,
      ),
    'digests due': async () => selectDigestsDue(db, { now, until: 5 }, 500),
    'old limits': async () => hasWindowBefore(db, now),
    'never confirmed': async () => hasPendingBefore(db, now),
  };
  for (const [each, run] of Object.entries(statements)) {
    name = each;
    await run();
  }
  for (const explain of pending.splice(0)) await explain();
  client.close();
  for (const [each, plan_] of plans) console.log(`${each}\n  ${plan_}`);
  const scans = [...plans].flatMap(([each, plan_]) =>
    plan_
      .split('\n')
      .filter(
        (line) =>
          /SCAN (?!some|given|\(|CONSTANT)/.test(line) &&
          !/USING (COVERING )?INDEX|VIRTUAL TABLE/.test(line),
      )
      .map((line) => `${each}: ${line}`),
  );
  expect(scans).toEqual([]);
  expect(plans.size).toBe(Object.keys(statements).length);
  await query(trust, 'DELETE FROM deliveries');
});
