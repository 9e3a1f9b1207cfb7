import { expect, it } from 'vitest';
import { selectAttempts } from '../../src/deliveries/store/attempts.ts';
import { markBounced } from '../../src/deliveries/store/returned.ts';
import type { Sent } from '../../src/deliveries/model/delivery.ts';
import { listDeliveriesOf } from '../../src/deliveries/service/log.ts';
import { facts } from '../support/factories.ts';
import { pickList } from '../support/client.ts';
import { startApp, type World } from '../support/app.ts';
import { accepted } from '../support/outside.ts';
import { deliveriesOf, follow, pass, query } from './recipients.ts';

const answers: readonly Sent[] = [
  { outcome: '5xx', status: 503, durationMs: 3 },
  // A status is of its own attempt, and this one had none.
  { outcome: 'timeout', durationMs: 15_000 },
  { ...accepted, durationMs: 40 },
];

/** One delivery that arrived at its third attempt. */
async function arrivedAtLast(trust: World) {
  const hook = await follow(trust);
  let tries = 0;
  trust.outside.onPost(hook.address, () => answers[tries++] ?? accepted);
  await trust.publish({ entries: { postmark: facts() } });
  for (const _ of answers) {
    await trust.drain();
    pass(trust, 10 * 60_000);
  }
  const [delivery] = await deliveriesOf(trust, hook.id);
  if (!delivery) throw new Error('nothing was queued');
  return { id: Number(delivery.id), hook };
}

const tried = [
  { number: 1, outcome: '5xx', status: 503, durationMs: 3 },
  { number: 2, outcome: 'timeout', status: null, durationMs: 15_000 },
  { number: 3, outcome: 'accepted', status: 200, durationMs: 40 },
];

it('staff and the recipient read every attempt in order, the last one included', async () => {
  const trust = await startApp();
  const { id, hook } = await arrivedAtLast(trust);
  const { body } = await trust.as('viewer').get(`/deliveries/${id}`);
  expect(pickList(body, 'history')).toMatchObject(tried);
  const { items } = await listDeliveriesOf(trust.deps.db, hook.id);
  expect(items.map(({ attempts }) => attempts)).toMatchObject([tried]);
});

it('what is accepted at once leaves its attempt on the delivery alone', async () => {
  const trust = await startApp();
  await follow(trust);
  await trust.publish({ entries: { postmark: facts() } });
  await trust.drain();
  expect(await query(trust, 'SELECT * FROM delivery_attempts')).toEqual([]);
  const [{ id } = { id: 0 }] = await deliveriesOf(trust);
  expect(await selectAttempts(trust.deps.db, [Number(id)])).toMatchObject([
    { number: 1, outcome: 'accepted', status: 200, at: trust.now() },
  ]);
});

it('a bounce takes no attempt away, however often it is reported', async () => {
  const trust = await startApp();
  const { id } = await arrivedAtLast(trust);
  for (const _ of [1, 2]) await trust.deps.transact(async (tx) => markBounced(tx, id, trust.now()));
  expect(await deliveriesOf(trust)).toMatchObject([{ state: 'bounced', outcome: 'bounced' }]);
  expect(await selectAttempts(trust.deps.db, [id])).toMatchObject(tried);
});

it('deliveries from before, whose attempts all stand in their table, go on as they were', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  trust.outside.onPost(hook.address, () => answers[0] ?? accepted);
  await trust.publish({ entries: { postmark: facts() } });
  await trust.drain();
  await query(
    trust,
    `INSERT INTO delivery_attempts SELECT id, 1, attempted_at, outcome, status, duration_ms FROM deliveries`,
  );
  await query(trust, 'UPDATE deliveries SET attempted_at = NULL, duration_ms = NULL');
  trust.outside.onPost(hook.address, () => accepted);
  pass(trust, 10 * 60_000);
  await trust.drain();
  const [{ id } = { id: 0 }] = await deliveriesOf(trust);
  expect(await selectAttempts(trust.deps.db, [Number(id)])).toMatchObject([
    { number: 1, outcome: '5xx', status: 503 },
    { number: 2, outcome: 'accepted', status: 200 },
  ]);
});
