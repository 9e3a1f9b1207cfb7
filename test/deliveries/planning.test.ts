import { expect, it } from 'vitest';
import { facts } from '../support/factories.ts';
import { startApp } from '../support/app.ts';
import { changesIn, deliveriesOf, follow, pass, query, setLeft } from './recipients.ts';

it('whoever follows is told of a change, once, and of each of its steps', async () => {
  const trust = await startApp();
  const hook = await follow(trust);
  const mail = await follow(trust, { channel: 'email' });
  await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
  expect(await trust.drain()).toBe(2);
  expect(await trust.drain()).toBe(0);
  expect(trust.outside.posts.map(({ url }) => url)).toEqual([hook.address]);
  expect(trust.outside.mailbox.map(({ to }) => to)).toEqual([mail.address]);
  await trust.advanceDays(32);
  await trust.drain();
  expect(trust.outside.mailbox.flatMap(({ text }) => changesIn(text))).toEqual([
    '1 announced',
    '1 in effect',
  ]);
  expect((await deliveriesOf(trust)).map(({ state }) => state)).toEqual(Array(4).fill('accepted'));
});

it('nobody is told who follows another topic or service, confirmed later, paused or never confirmed', async () => {
  const trust = await startApp();
  const onlyWebsite = { channel: 'email' as const, services: ['website'] };
  const told = await follow(trust, onlyWebsite);
  await follow(trust, { ...onlyWebsite, services: ['qluster-service'] });
  await follow(trust, { topics: ['product'] });
  await follow(trust, { state: 'paused' });
  await follow(trust, { state: 'pending', confirmedAt: null });
  await setLeft(trust, (await follow(trust)).id);
  await follow(trust, { stream: 'staff' });
  await follow(trust, { confirmedAt: new Date(trust.now().getTime() + 1) });
  await trust.publish({ entries: { postmark: facts({ scope: { services: ['website'] } }) } });
  pass(trust, 10);
  await trust.drain();
  expect(trust.outside.mailbox.map(({ to }) => to)).toEqual([told.address]);
  expect(trust.outside.posts).toEqual([]);
});

it('a correction is told to webhooks only', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  pass(trust, 1);
  const hook = await follow(trust);
  await follow(trust, { channel: 'email' });
  await follow(trust, { channel: 'slack' });
  await trust.publish({
    entries: { postmark: facts({ legalName: 'Postmark Inc.' }) },
    classes: { postmark: 'correction' },
  });
  await trust.drain();
  expect(trust.outside.posts.map(({ url }) => url)).toEqual([hook.address]);
  expect(trust.outside.mailbox).toEqual([]);
});

it('a fan-out that a crash cut short goes on where it stood, whoever takes it', async () => {
  const trust = await startApp();
  for (let each = 0; each < 5; each += 1) await follow(trust);
  await trust.publish({ entries: { postmark: facts() } });
  const [second] = await query(trust, 'SELECT id FROM subscriptions ORDER BY id LIMIT 1 OFFSET 1');
  await query(trust, 'UPDATE outbox SET planned_up_to = ?', [String(second?.['id'])]);
  const other = await trust.anotherProcess();
  await other.drain();
  expect(await deliveriesOf(trust)).toHaveLength(3);
  // Begun anew, it gives nobody a second one.
  await query(trust, 'UPDATE outbox SET planned_up_to = NULL, planned_at = NULL');
  await trust.drain();
  await other.drain();
  const rows = await deliveriesOf(trust);
  expect(new Set(rows.map(({ recipient }) => recipient)).size).toBe(5);
  expect(rows).toHaveLength(5);
  expect(trust.outside.posts).toHaveLength(5);
});
