import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { day } from '../support/factories.ts';

const clocks = ['published_entries', 'entry_validity'] as const;

const eventful = toldOnce(async (trust) => {
  await trust.publish({ entries: { mailgun: facts({ name: 'Mailgun' }) } });
  await trust.publish({
    entries: { postmark: facts() },
    replaces: { postmark: 'mailgun' },
    effectiveOn: '2026-12-24',
  });
  await trust.publish({ entries: { other: facts({ name: 'Other', description: 'Else.' }) } });
  await trust.advanceDays(33);
  await trust.publish({
    entries: { other: facts({ name: 'Other', description: 'More.' }) },
    effectiveOn: '2026-11-23',
  });
});

async function forget(trust: World, where = ''): Promise<void> {
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  for (const table of clocks) await client.execute(`DELETE FROM ${table} ${where}`);
  client.close();
}

async function clockRows(trust: World): Promise<readonly unknown[]> {
  const tables = await dumpTables(trust);
  return clocks.map((table) => tables.get(table));
}

it('a database from before there were clocks gets them from its changes, exactly', async () => {
  const { trust } = await eventful();
  const before = await clockRows(trust);
  await forget(trust);
  const early = await trust.get('/trust/versions/1.json');
  expect([early.status, early.text]).toEqual([503, expect.stringContaining('Try again')]);
  await trust.runSchedule();
  expect(await clockRows(trust)).toEqual(before);
  must(await trust.get('/trust/versions/1.json'));
});

it('what is published while the clocks are behind is recorded in its turn', async () => {
  const { trust } = await eventful();
  await forget(trust);
  await trust.publish({ entries: { third: facts({ name: 'Third', description: 'New.' }) } });
  await trust.runSchedule();
  const again = await clockRows(trust);
  await forget(trust);
  await trust.runSchedule();
  expect(await clockRows(trust)).toEqual(again);
  expect(must(await trust.get('/trust/versions/6.json')).body).toMatchObject({ listVersion: 6 });
});

it('clocks that are behind by several changes of an entry, each for an earlier day, get them exactly', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  await trust.advanceDays(30);
  for (const effectiveOn of ['2026-12-20', '2026-12-01', '2026-12-05'])
    await trust.publish({
      entries: { postmark: facts({ description: `Since ${effectiveOn}.` }) },
      effectiveOn,
    });
  const before = await clockRows(trust);
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  await client.execute('DELETE FROM published_entries WHERE list_version > 2');
  await client.execute('DELETE FROM entry_validity WHERE known_from > 2');
  await client.execute(
    'UPDATE entry_validity SET superseded_from = NULL WHERE superseded_from > 2',
  );
  client.close();
  await trust.runSchedule();
  expect(await clockRows(trust)).toEqual(before);
});

it('a clock set back does not make record time decrease, and what was known stays in order', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { mailgun: facts({ name: 'Mailgun' }) } });
  trust.at('2026-11-20T09:00:00Z');
  await trust.publish({
    entries: {
      other: facts({ name: 'Other', description: 'Else.', effectiveFrom: day('2026-11-20') }),
    },
  });
  const { body } = must(await trust.get('/trust/versions.json'));
  expect(body).toMatchObject({
    items: [
      { version: 2, publishedAt: '2026-11-22T09:00:00.000Z' },
      { version: 1, publishedAt: '2026-11-22T09:00:00.000Z' },
    ],
  });
  trust.at('2026-11-23T09:00:00Z');
  expect(
    must(await trust.get('/trust/subprocessors.json?known_at=2026-11-22T09:00:00Z')).body,
  ).toMatchObject({ listVersion: 2 });
});
