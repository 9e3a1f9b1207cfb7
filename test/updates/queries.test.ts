import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { expect, it } from 'vitest';
import {
  describeUpdates,
  findThread,
  listFeedEvents,
  listThreads,
  listUpdates,
} from '../../src/updates/service.ts';
import { startApp, type World } from '../support/app.ts';
import { news, outage, post, withdraw } from './posting.ts';

const total = 1_500;

it('no query of posts reads a table whole or sorts one, whatever it is narrowed to', async () => {
  const trust = await startApp();
  await post(trust, outage);
  await withdraw(trust, (await post(trust)).id);
  const { steps, asked } = await plansOf(trust, async (db) => {
    await describeUpdates(db);
    await findThread(db, 1);
    await listUpdates(db, undefined, 20);
    for (const topic of [undefined, 'product'] as const)
      for (const service of [undefined, 'website']) {
        await listThreads(db, { topic, service }, { before: 3, limit: 20 });
        for (const block of [undefined, 1])
          await listFeedEvents(db, { topic, service }, { block, entryCount: 3 });
      }
  });
  expect(asked).toBeGreaterThan(20);
  // The newest drafts and threads are read from the end of an index, as far as the limit goes.
  const bounded = /^SCAN (update_drafts USING INDEX|json_each VIRTUAL TABLE|CONSTANT ROW)/;
  expect(steps.filter((step) => step.startsWith('SCAN') && !bounded.test(step))).toEqual([]);
  expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
});

it('what concerns a service is looked for in a thousand at a time, and all of it is found', async () => {
  const trust = await startApp();
  const client = createClient({ url: `file:${trust.file}` });
  const db = drizzle(client);
  // Written past Annex into a copy of what it writes: publishing so many takes a minute.
  const before = await post(trust, { ...news, services: ['website'] });
  const other = JSON.stringify(['qluster-service']);
  await client.batch(
    [
      {
        sql: `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
              INSERT INTO update_threads (number, topic, title, services, opened_at, changed_at, post_count, withdrawn, open)
              SELECT i, topic, title, ?, opened_at, changed_at, 1, 0, 0 FROM n, update_threads`,
        args: [total, other],
      },
      {
        sql: `INSERT INTO update_posts (ordinal, event_id, thread, position, topic, body, published_at)
              SELECT number, 'event-' || number, number, 1, topic, 'x', opened_at FROM update_threads WHERE number > 1`,
        args: [],
      },
    ],
    'write',
  );
  const filter = { service: 'website' };
  const pages: (readonly number[])[] = [];
  for (let cursor: number | null = total + 1; cursor !== null;) {
    const { items, next } = await listThreads(db, filter, { before: cursor, limit: 20 });
    pages.push(items.map(({ number }) => number));
    cursor = next;
  }
  expect(pages).toEqual([[], [before.update]]);
  // A feed leads to it by an archive, though nothing of it is among the newest.
  const archives: number[] = [];
  const found: number[] = [];
  let block: number | undefined;
  do {
    const page = await listFeedEvents(db, filter, { block, entryCount: total });
    found.push(...page.events.map(({ ordinal }) => ordinal));
    block = page.older === 0 ? undefined : page.older;
    if (block !== undefined) archives.push(block);
  } while (block !== undefined);
  expect(found).toEqual([1]);
  expect(archives).toEqual([1]);
  await client.batch(
    ['DELETE FROM update_posts WHERE ordinal > 1', 'DELETE FROM update_threads WHERE number > 1'],
    'write',
  );
  client.close();
});

/** How the database carries out what is asked, one step a line. */
async function plansOf(
  trust: World,
  ask: (db: ReturnType<typeof drizzle>) => Promise<void>,
): Promise<{ steps: readonly string[]; asked: number }> {
  const client = createClient({ url: `file:${trust.file}` });
  const queries: { sql: string; args: unknown[] }[] = [];
  const logger = { logQuery: (sql: string, args: unknown[]) => void queries.push({ sql, args }) };
  await ask(drizzle(client, { logger }));
  const steps: string[] = [];
  for (const { sql, args } of queries) {
    const bound = args.map((value) => (value === null ? null : String(value)));
    const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: bound });
    steps.push(...rows.map((row) => String(row['detail'])));
  }
  client.close();
  return { steps, asked: queries.length };
}
