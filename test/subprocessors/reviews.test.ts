import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { day, facts } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { subscribe } from '../support/recipients.ts';

test('reviews that are overdue are told to staff once a week, on the first day that there is', async () => {
  const trust = await startApp();
  await subscribe(trust, { stream: 'staff', address: 'ops@x.example' });
  const alerts = async () =>
    ((await dumpTables(trust)).get('deliveries') ?? [])
      .map((row) => String(row['subject']))
      .filter((subject) => subject.startsWith('alert:reviews'));
  await trust.publish({
    entries: {
      postmark: facts({ nextReviewDue: day('2026-11-24') }),
      aws: facts({ name: 'AWS', nextReviewDue: day('2027-01-01') }),
    },
  });
  // A Tuesday: the day itself is in time.
  trust.at('2026-11-24T09:00:00Z');
  await trust.runSchedule();
  expect(await alerts()).toEqual([]);
  trust.at('2026-11-25T09:00:00Z');
  await trust.runSchedule();
  await trust.runSchedule();
  const other = await trust.anotherProcess();
  await other.runSchedule();
  expect(await alerts()).toEqual(['alert:reviews:2026-11-23']);
  const rows = (await dumpTables(trust)).get('deliveries') ?? [];
  const row = rows.find((each) => String(each['subject']).startsWith('alert:reviews'));
  expect(JSON.parse(String(row?.['cargo']))).toMatchObject({
    alert: { kind: 'reviews-overdue', entries: 1, oldestDue: '2026-11-24' },
  });
  trust.at('2026-11-29T09:00:00Z');
  await trust.runSchedule();
  expect(await alerts()).toHaveLength(1);
  // Nobody was there on Monday.
  trust.at('2026-12-02T09:00:00Z');
  await trust.runSchedule();
  expect((await alerts()).toSorted()).toEqual([
    'alert:reviews:2026-11-23',
    'alert:reviews:2026-11-30',
  ]);
});
