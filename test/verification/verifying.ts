import { createClient } from '@libsql/client';
import { type Memory, readMemory, writeMemory } from '../../src/verification/model/memory.ts';
import type { Report } from '../../src/verification/model/report.ts';
import type { Fetch } from '../../src/verification/reader.ts';
import { verify } from '../../src/verification/verify.ts';
import type { World } from '../support/app.ts';
import { answerFrom, leafOf, type PaperLog } from './paper-log.ts';

const root = 'http://localhost:8787/trust';

/** The trust centre of a test, over what is HTTP but for the wire. */
export function fetchFrom(world: World): Fetch {
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

/** The database file as somebody with access to it sees it; triggers are dropped first. */
export async function tamper(world: World, ...statements: readonly string[]): Promise<void> {
  const client = createClient({ url: `file:${world.file}`, timeout: 5_000 });
  const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'");
  for (const { name } of rows) await client.execute(`DROP TRIGGER "${String(name)}"`);
  for (const statement of statements) await client.execute(statement);
  client.close();
}

/** The public events of a world as leaves. */
export async function leavesIn(world: World): Promise<readonly Uint8Array[]> {
  const client = createClient({ url: `file:${world.file}`, timeout: 5_000 });
  const { rows } = await client.execute('SELECT * FROM events WHERE public = 1 ORDER BY seq');
  client.close();
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
