import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@libsql/client';
import { createClient } from '@libsql/client';
import { afterAll, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { Processes } from '../support/processes.ts';
import { startSqld } from '../support/sqld.ts';

const processes = new Processes();
const command = resolve('drizzle/apply.ts');

afterAll(() => processes.end());

it('migrating a second time changes nothing, by hand or at the start', async () => {
  const { home, url } = await makeDatabase();
  await migrate(url);
  const fresh = await describeSchema(url);
  await migrate(url);
  const annex = await processes.start(home, { DATABASE_URL: url });
  await annex.stop();
  expect(await describeSchema(url)).toEqual(fresh);
});

it('two that migrate at once make one schema, on a file', async () => {
  const { home, url } = await makeDatabase();
  const settings = { DATABASE_URL: url };
  const both = [processes.spawn(home, settings, command), processes.spawn(home, settings, command)];
  const codes = (await Promise.all(both)).map(async ({ child, output }) => {
    await once(child, 'exit');
    return `${child.exitCode} ${output()}`;
  });
  expect(await Promise.all(codes)).toEqual(
    Array(2).fill('0 The database has the present schema.\n'),
  );
  expect(await describeSchema(url)).toEqual(await describeFresh());
});

it('two that migrate at once make one schema, on sqld', async () => {
  const sqld = await startSqld();
  try {
    await Promise.all([migrate(sqld.url), migrate(sqld.url)]);
    expect(await describeSchema(sqld.url)).toEqual(await describeFresh());
  } finally {
    await sqld.stop();
  }
});

it('a migration that is killed is made whole by the next', async () => {
  const fresh = await describeFresh();
  for (let kill = 0; kill < 6; kill += 1) {
    const { home, url, file } = await makeDatabase();
    const { child, output } = await processes.spawn(home, { DATABASE_URL: url }, command);
    while (!existsSync(file) && child.exitCode === null) await sleep(1);
    await sleep(kill * 3);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(output()).not.toContain('Error');
    await migrate(url);
    expect(await describeSchema(url)).toEqual(fresh);
  }
});

it('a schema from a newer version is refused in one sentence, and left as it is', async () => {
  const { home, url } = await makeDatabase();
  await migrate(url);
  await withClient(url, (client) =>
    client.execute(
      "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)",
    ),
  );
  const before = await describeSchema(url);
  const { code, output } = await processes.run(home, { DATABASE_URL: url, PORT: '0' });
  expect(code).toBe(1);
  expect(output).toBe(
    'This database was migrated by a newer version of Annex. Start that version, or restore the backup made before it.\n',
  );
  expect(await describeSchema(url)).toEqual(before);
});

it('the database itself refuses to change or remove an event', async () => {
  const { url } = await makeDatabase();
  await migrate(url);
  await withClient(url, async (client) => {
    await client.execute(
      "INSERT INTO events VALUES (1, 'e', 'c', 0, 'system:test', 'x.done', 'x:1', '{}', 1)",
    );
    for (const statement of ['UPDATE events SET actor = 1', 'DELETE FROM events'])
      await expect(client.execute(statement)).rejects.toThrow('events are append-only');
    expect((await client.execute('SELECT actor FROM events')).rows[0]?.['actor']).toBe(
      'system:test',
    );
  });
});

async function makeDatabase() {
  const home = await processes.makeHome();
  const file = `${home}/annex.db`;
  return { home, file, url: `file:${file}` };
}

async function describeFresh(): Promise<unknown> {
  const { url } = await makeDatabase();
  await migrate(url);
  return describeSchema(url);
}

async function describeSchema(url: string): Promise<unknown> {
  return withClient(url, async (client) => {
    const schema = await client.execute('SELECT type, name, sql FROM sqlite_master ORDER BY name');
    const applied = await client.execute(
      'SELECT hash FROM __drizzle_migrations ORDER BY created_at',
    );
    expect(schema.rows.length).toBeGreaterThan(20);
    return [...schema.rows, ...applied.rows].map((row) => Object.values(row).join(' '));
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url, timeout: 5_000 });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
