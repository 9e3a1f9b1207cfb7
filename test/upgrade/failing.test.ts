import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { StaffMember } from '../platform/staff.ts';
import { Processes, type Running } from '../support/processes.ts';
import { startSqld } from '../support/sqld.ts';
import { copyMigrations, describeSchema, dump, levels, withClient } from './levels.ts';

// A newer Annex is tried while the present one runs. Its migration does much before it fails.

const broken = `CREATE TABLE newer (id integer PRIMARY KEY);--> statement-breakpoint
ALTER TABLE subprocessors ADD newer text;--> statement-breakpoint
UPDATE organisation SET version = version + 1;--> statement-breakpoint
DROP INDEX deliveries_due;--> statement-breakpoint
SELECT there_is_no_such_function();`;

const slow = `CREATE TABLE newer (id integer PRIMARY KEY, text text);--> statement-breakpoint
ALTER TABLE subprocessors ADD newer text;--> statement-breakpoint
INSERT INTO newer WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT i, hex(randomblob(50)) FROM n;`;

const whole = `CREATE TABLE newer (id integer PRIMARY KEY);--> statement-breakpoint
ALTER TABLE subprocessors ADD newer text;`;

const command = resolve('drizzle/apply.ts');
const processes = new Processes();
let annex: Running;
let file: string;
let published = 0;

beforeAll(async () => {
  const home = await processes.makeHome();
  file = join(home, 'data/annex.db');
  annex = await processes.start(home);
  await staff().promiseNothing();
  await publish();
});

afterAll(() => processes.end());

describe('a migration', () => {
  it('that fails at its last statement changes nothing, and the present version goes on', async () => {
    const before = await readAll();
    const { code, output } = await tryNewer(broken, `file:${file}`);
    expect(output).toContain('there_is_no_such_function');
    expect(code).toBe(1);
    expect(await readAll()).toEqual(before);
    await publish();
  });

  it('that is killed in the middle changes nothing, and the present version goes on', async () => {
    const before = await readAll();
    const { child } = await spawnNewer(slow, `file:${file}`);
    // It is under way as soon as what it writes no longer fits in memory.
    while ((await sizeOf(`${file}-wal`)) < 20_000_000) {
      expect(child.exitCode).toBeNull();
      await sleep(5);
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readAll()).toEqual(before);
    await publish();
  });

  it('that fails on a server changes nothing either', async () => {
    const sqld = await startSqld();
    try {
      await migrate(sqld.url);
      const client = createClient({ url: sqld.url });
      const before = await describeSchema(client);
      const { code, output } = await tryNewer(broken, sqld.url);
      expect([code, output]).toEqual([1, expect.stringContaining('there_is_no_such_function')]);
      expect(await describeSchema(client)).toEqual(before);
      client.close();
    } finally {
      await sqld.stop();
    }
  });

  it('that is mended is applied, beside the present version, which goes on until it is stopped', async () => {
    expect(await tryNewer(whole, `file:${file}`)).toMatchObject({ code: 0 });
    expect(await withClient(file, describeSchema)).toContainEqual(
      expect.stringContaining('table newer'),
    );
    await publish();
    expect(await annex.stop()).toBe(0);
  });
});

function staff(): StaffMember {
  return new StaffMember((path, init) => fetch(`${annex.origin}${path}`, init));
}

async function publish(): Promise<void> {
  published += 1;
  const slug = `entry-${published}`;
  const facts = {
    name: slug,
    kind: 'third-party',
    description: 'Hosts.',
    contract: { signedOn: '2026-01-15' },
  };
  await staff().publish({ reason: 'It is new.' }, { [slug]: { facts } });
  expect(await (await fetch(`${annex.origin}/trust/subprocessors.csv`)).text()).toContain(slug);
}

async function readAll(): Promise<unknown> {
  return withClient(file, async (client) => [await describeSchema(client), await dump(client)]);
}

/** Migrates as a newer Annex would, whose migrations are the present ones and one more. */
async function spawnNewer(extra: string, url: string) {
  const home = await processes.makeHome();
  await rm(join(home, 'drizzle'));
  await copyMigrations(join(home, 'drizzle'), levels.length - 1, extra);
  return processes.spawn(home, { DATABASE_URL: url }, command);
}

async function tryNewer(extra: string, url: string) {
  const { child, output } = await spawnNewer(extra, url);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, output: output() };
}

async function sizeOf(path: string): Promise<number> {
  return existsSync(path) ? (await stat(path)).size : 0;
}
