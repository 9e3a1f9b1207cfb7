import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Row } from '@libsql/client';
import { onTestFinished } from 'vitest';
import type { Deps } from '../../src/context.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createPublicationCache } from '../../src/publication/service.ts';
import { runSchedule } from '../../src/schedule.ts';

import { type Memory, readMemory, writeMemory } from '../../src/verification/model/memory.ts';
import type { Report } from '../../src/verification/model/report.ts';
import type { Fetch } from '../../src/verification/reader.ts';
import { verify } from '../../src/verification/verify.ts';
import type { World } from '../support/app.ts';
import { countingIds } from '../support/factories.ts';
import { answerFrom, leafOf, type PaperLog } from './paper-log.ts';

const root = 'http://localhost:8787/trust';

/** The trust centre of a test, over what is HTTP but for the wire. */
function fetchFrom(world: World): Fetch {
  return (url, init) => world.fetch(url.slice('http://localhost:8787'.length), init);
}

export async function verifyWorld(
  world: World,
  { fetch = fetchFrom(world), memory }: { fetch?: Fetch; memory?: Memory } = {},
): Promise<{ report: Report; memory?: Memory }> {
  const options = { url: root, fetch, settleMs: 0, ...(memory && { memory }) };
  const { report, memory: found } = await verify(options);
  if (found === undefined) return { report };
  // As the program does: what is remembered has been a file in between.
  const kept = writeMemory({ ...found, verifiedAt: world.now().toISOString() });
  const read = await readMemory(kept);
  if (read === undefined) throw new Error(`what was remembered cannot be read: ${kept}`);
  return { report, memory: read };
}

/** Everything that does not agree, one finding a line. */
export function faultsOf({ checks }: Report): readonly string[] {
  return checks.flatMap(({ faults }) => faults);
}

/** A copy of a world's database as somebody with access to the file left it, served by Annex. */
export type Copy = {
  readonly fetch: Fetch;
  /** What the product does by itself every half minute. */
  runSchedule(): Promise<void>;
  /** Publishes as the world would, in this copy. */
  readonly deps: Deps;
  run(...statements: readonly string[]): Promise<readonly Row[]>;
};

/**
 * Copies the database, so that the world's own stays as it was: after the test its invariants are
 * asked for. Triggers are dropped, which keep Annex itself from what is done here.
 */
export async function copyOf(world: World, ...statements: readonly string[]): Promise<Copy> {
  const directory = await mkdtemp(join(tmpdir(), 'annex-copy-'));
  const url = `file:${join(directory, 'annex.db')}`;
  await execute(`file:${world.file}`, `VACUUM INTO '${url.slice('file:'.length)}'`);
  const triggers = await execute(url, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
  const drops = triggers.map(({ name }) => `DROP TRIGGER "${String(name)}"`);
  await execute(url, ...drops, ...statements);
  const database = await openDatabase(url);
  const settings = { maxBytes: 1e7, believedMs: 0, shareWork: true };
  const deps = {
    ...world.deps,
    db: database.db,
    transact: database.transact,
    publication: createPublicationCache(settings),
    ids: countingIds(5_000_000),
  };
  onTestFinished(async () => {
    await database.close();
    await rm(directory, { recursive: true });
  });
  return {
    deps,
    fetch: async (address, init) => world.app.fetch(new Request(address, init), { deps }),
    runSchedule: () => runSchedule(deps),
    run: (...more) => execute(url, ...more),
  };
}

async function execute(url: string, ...statements: readonly string[]): Promise<readonly Row[]> {
  const client = createClient({ url, timeout: 5_000 });
  try {
    let rows: readonly Row[] = [];
    for (const statement of statements) ({ rows } = await client.execute(statement));
    return rows;
  } finally {
    client.close();
  }
}

/** The public events of a world as leaves. */
export async function leavesIn(world: World): Promise<readonly Uint8Array[]> {
  const rows = await execute(
    `file:${world.file}`,
    'SELECT * FROM events WHERE public = 1 ORDER BY seq',
  );
  return rows.map((row) =>
    leafOf({
      id: String(row['id']),
      at: new Date(Number(row['at'])),
      action: String(row['action']),
      subject: String(row['subject']),
      data: JSON.parse(String(row['data'])),
    }),
  );
}

/** A trust centre whose log is another than its own. */
export function withLog(world: World, log: PaperLog): Fetch {
  const rest = fetchFrom(world);
  return async (url, init) => {
    const [, path] = /^http:\/\/localhost:8787\/trust\/log(\/.*)$/.exec(url) ?? [];
    if (path === undefined) return rest(url, init);
    const body = await answerFrom(log, path);
    return body === undefined
      ? new Response('nothing here', { status: 404 })
      : new Response(new Uint8Array(body));
  };
}
