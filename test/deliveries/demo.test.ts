import { expect, it } from 'vitest';
import { deliveryStates } from '../../src/deliveries/model/delivery.ts';
import { subscriptionStates } from '../../src/subscribers/model/subscription.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';

it('the demo shows staff a delivery in every state, and nobody real', async () => {
  const trust = await startApp({ seed: 'demo' });
  const owner = trust.as('owner');
  for (const state of deliveryStates) {
    const found = pickList(must(await owner.get(`/deliveries?state=${state}`)).body, 'items');
    expect(found.length, state).toBeGreaterThan(0);
    for (const each of found) expect(pick(each, 'about')).toMatch(/^(change|update):\d+$/);
  }
  const all = pickList(must(await owner.get('/subscriptions?limit=100')).body, 'items');
  const states = new Set(all.map((each) => pick(each, 'state')));
  expect(subscriptionStates.filter((state) => !states.has(state))).toEqual(['pending']);
  for (const each of all)
    expect(String(pick(each, 'host') ?? 'left.example')).toMatch(/\.example$/);
  const figures = must(await owner.get('/delivery-figures')).body;
  expect(figures).toMatchObject({ due: 1, inFlight: 1, unplanned: { count: 0 } });
  // It begins in good order: nothing has waited so long that staff are to be told.
  await trust.runSchedule();
  expect(pickList(must(await owner.get('/deliveries?limit=1')).body, 'items')).toMatchObject([
    { kind: 'event' },
  ]);
  expect(trust.outside.mailbox).toEqual([]);
  expect(trust.outside.posts).toEqual([]);
});

it('the demo has nobody to write to where mail is really sent', async () => {
  const trust = await startApp({
    seed: 'demo',
    env: { MAIL_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'trust@qluster.example' },
  });
  const tables = await dumpTables(trust);
  expect(tables.get('subscriptions')).toEqual([]);
  expect(tables.get('deliveries')).toEqual([]);
  expect(tables.get('outbox')?.length).toBeGreaterThan(0);
});
