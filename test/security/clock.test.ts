import { expect, test } from 'vitest';
import { countAgainst } from '../../src/subscribers/service/limiting.ts';
import { enterAsOwner } from '../console/entering.ts';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { accepted } from '../support/outside.ts';
import { follow } from '../deliveries/recipients.ts';

// A machine that starts with a wrong clock has it put right later.

test('what was counted while the clock ran ahead holds nobody up once it is right', async () => {
  const trust = await startApp();
  const { keys, transact } = trust.deps;
  // Of all together: those of one source are of another key every day.
  const countAt = async (now: Date) =>
    transact((tx) => countAgainst(tx, 'staffTest', '', { keys, now }));
  const right = trust.now();
  const ahead = new Date('2027-11-22T09:00:00Z');
  for (let n = 0; n < 20; n += 1) expect(await countAt(ahead)).toBeUndefined();
  expect(await countAt(ahead)).toBeInstanceOf(Date);
  expect(await countAt(right)).toBeUndefined();
  // Set back by less than a window it is the same window still: nobody gets more by waiting for that.
  expect(await countAt(new Date(ahead.getTime() - 60_000))).toBeInstanceOf(Date);
});

test('a session that was begun while the clock ran ahead is over once it is right', async () => {
  const trust = await startApp();
  const right = trust.now();
  trust.at('2027-11-22T09:00:00Z');
  const tab = await enterAsOwner(trust);
  expect((await tab.open('/trust/console')).page.path).toBe('/trust/console');
  trust.at(right);
  expect((await tab.open('/trust/console')).page.path).toContain('/sign-in');
});

test('what was put off while the clock ran ahead is sent once it is right', async () => {
  const trust = await startApp();
  await follow(trust, { channel: 'email' });
  const right = trust.now();
  trust.at('2027-11-22T09:00:00Z');
  trust.outside.onMail(() => ({ outcome: '4xx', status: 451, durationMs: 1 }));
  await trust.publish({ entries: { postmark: facts() } });
  await trust.drain();
  expect(trust.outside.mailbox).toEqual([]);
  // The ledger's times never decrease, so what was published then stays dated so.
  trust.at(new Date(right.getTime() + 60 * 60_000));
  trust.outside.onMail(() => accepted);
  await trust.drain();
  expect(trust.outside.mailbox).toEqual([]);
  await trust.runSchedule();
  await trust.drain();
  expect(trust.outside.mailbox.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Postmark'),
  ]);
});
