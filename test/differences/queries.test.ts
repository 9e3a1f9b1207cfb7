import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { expect, it } from 'vitest';
import { diffJson } from '../../src/differences/documents.ts';
import { startApp } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { testPlace } from '../support/snapshot.ts';

type Asked = { readonly sql: string; readonly args: unknown[] };

it('no query of a difference reads more of a table than the register has entries', async () => {
  const trust = await startApp();
  for (const name of ['One', 'Two', 'Three'])
    await trust.publish({
      entries: { postmark: facts({ name }), aws: facts({ name: `${name} AWS` }) },
    });
  const client = createClient({ url: `file:${trust.file}` });
  const asked: Asked[] = [];
  const logger = { logQuery: (sql: string, args: unknown[]) => void asked.push({ sql, args }) };
  const db = drizzle(client, { logger });
  const { snapshot } = await trust.deps.publication.current(trust.deps);
  const input = { snapshot, place: testPlace, db, now: trust.now() };
  for (const params of [{}, { from: '1', to: '3' }, { from: '2026-11-01', to: '2026-11-22' }])
    await diffJson.render({ ...input, params });

  const scans: string[] = [];
  for (const { sql, args } of asked) {
    const bound = args.map((value) => (value === null ? null : String(value)));
    const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: bound });
    scans.push(
      ...rows.map((row) => String(row['detail'])).filter((step) => step.startsWith('SCAN')),
    );
  }
  client.close();
  expect(asked.length).toBeGreaterThan(10);
  // The entries that are asked for, the register itself and the company's services.
  const small = /^SCAN (wanted VIRTUAL TABLE|subprocessors\b|services\b)/;
  expect(scans.filter((step) => !small.test(step))).toEqual([]);
  expect(scans.some((step) => small.test(step))).toBe(true);
});
