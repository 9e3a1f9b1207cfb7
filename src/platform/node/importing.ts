import { createHash } from 'node:crypto';
import { type Client, createClient, type InValue } from '@libsql/client';
import { migrate, newestKnown } from '../../../drizzle/migrate.ts';
import { exportFormat } from '../../data-export/model.ts';
import { CannotStart } from '../cannot-start.ts';
import type { Place } from './copying.ts';

/** One request: sqld takes some megabytes. */
const mostRows = 500;
const mostCharacters = 1_000_000;

const journal = '__drizzle_migrations';

/** At line feeds alone: texts hold other separators (U+2028), at which node:readline would cut. */
export async function* linesOf(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of parts) {
    const lines = `${rest}${part}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

export type Imported = { readonly tables: number; readonly rows: number };

/**
 * Reads an export of everything into an empty database, which gets the schema first. The journal of
 * migrations is written last: no Annex starts on what was cut off. Throws CannotStart where the export is
 * of another version, not whole, or was made while somebody wrote.
 */
export async function importEverything(lines: AsyncIterable<string>, to: Place): Promise<Imported> {
  const read = lines[Symbol.asyncIterator]();
  const first = await read.next();
  const head = first.done ? undefined : objectIn(first.value);
  if (head?.['format'] !== exportFormat)
    throw new CannotStart(`This is no export of everything (${exportFormat}).`);
  if (head['migration'] !== newestKnown())
    throw new CannotStart(
      'The export was made by another version of Annex. Import it with that version, then upgrade.',
    );
  await refuseUsed(to);
  await migrate(to.url, to.authToken);
  const client = createClient({ ...to, intMode: 'bigint' });
  try {
    const kept = await client.execute(`SELECT * FROM ${journal}`);
    await client.execute(`DELETE FROM ${journal}`);
    const imported = await fill(client, String(first.value), read);
    await refuseDangling(client);
    const places = kept.columns.map(() => '?').join(', ');
    const sql = `INSERT INTO ${journal} (${kept.columns.map(quoted).join(', ')}) VALUES (${places})`;
    await client.migrate(
      kept.rows.map((row) => ({ sql, args: kept.columns.map((name) => row[name] ?? null) })),
    );
    return imported;
  } finally {
    client.close();
  }
}

async function refuseUsed(to: Place): Promise<void> {
  const client = createClient(to);
  try {
    const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
    if (rows.length > 0)
      throw new CannotStart(
        'The database is not empty, so nothing was imported. Make a new one; where an import was cut off before, delete what it left.',
      );
  } finally {
    client.close();
  }
}

async function fill(client: Client, head: string, lines: AsyncIterator<string>): Promise<Imported> {
  const hash = createHash('sha256').update(`${head}\n`);
  const writer = createWriter(client);
  let [tables, rows] = [0, 0];
  for (;;) {
    const { done, value: line } = await lines.next();
    if (done) throw cutOff();
    if (line.startsWith('[')) {
      rows += 1;
      await writer.add(line);
    } else {
      const said = objectIn(line);
      if (said['end'] === exportFormat) {
        await writer.flush();
        refuseUnlike(said, { rows, sha256: hash.digest('hex') });
        return { tables, rows };
      }
      tables += 1;
      writer.begin(said);
    }
    hash.update(`${line}\n`);
  }
}

function refuseUnlike(end: Bag, found: { readonly rows: number; readonly sha256: string }): void {
  if (end['rows'] !== found.rows || end['sha256'] !== found.sha256) throw cutOff();
  const { before, after } = bagOf(end['events']);
  if (before !== after)
    throw new CannotStart(
      'Something was recorded while this export was made, so it is of no one moment. Export again when nobody works there, and delete what was imported.',
    );
}

/** Rows that point to what is not there. */
async function refuseDangling(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA foreign_key_check');
  if (rows.length > 0)
    throw new CannotStart(
      `Rows of the table ${String(rows[0]?.['table'])} point to rows that the export lacks. Export again when nobody works there, and delete what was imported.`,
    );
}

/** Rows of one table after the other, in bounded batches: a batch is one transaction. */
function createWriter(client: Client) {
  let sql = '';
  let waiting: { sql: string; args: InValue[] }[] = [];
  let characters = 0;
  const flush = async () => {
    // Rows that others point to may come later: `migrate` looks at no foreign keys.
    if (waiting.length > 0) await client.migrate(waiting);
    [waiting, characters] = [[], 0];
  };
  return {
    flush,
    begin(said: Bag) {
      const { table, columns } = said;
      if (typeof table !== 'string' || !Array.isArray(columns)) throw cutOff();
      const names = columns.map((name) => quoted(String(name)));
      sql = `INSERT INTO ${quoted(table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      // The migrations themselves fill some, and counting begins with the first row.
      waiting.push({ sql: `DELETE FROM ${quoted(table)}`, args: [] });
    },
    async add(line: string) {
      const values: unknown = JSON.parse(line);
      if (!Array.isArray(values) || sql === '') throw cutOff();
      waiting.push({ sql, args: values.map(asValue) });
      characters += line.length;
      if (waiting.length >= mostRows || characters >= mostCharacters) await flush();
    },
  };
}

function asValue(value: unknown): InValue {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value === 'string') return value;
  throw cutOff();
}

type Bag = Readonly<Record<string, unknown>>;

function objectIn(line: string): Bag {
  try {
    const value: unknown = JSON.parse(line);
    return bagOf(value);
  } catch {
    throw cutOff();
  }
}

function bagOf(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function cutOff(): CannotStart {
  return new CannotStart(
    'The export is not whole, or was changed. Fetch it again, and delete what was imported.',
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
