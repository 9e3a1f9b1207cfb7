import { createHash } from 'node:crypto';
import { type Client, createClient, type InValue, LibsqlError } from '@libsql/client';
import { migrate, newestKnown } from '../../../drizzle/migrate.ts';
import { exportFormat, formerFormat } from '../../data-export/model.ts';
import type { BlobStore } from '../../files/ports.ts';
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

export type Imported = {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Files that were lost already where it was exported. */
  readonly lost: number;
};

/**
 * Reads an export of everything into an empty database, which gets the schema first, and its files into a store. The journal of
 * migrations is written last: no Annex starts on what was cut off. Throws CannotStart where the export is
 * of another version, not whole, or was made while somebody wrote.
 */
export async function importEverything(
  lines: AsyncIterable<string>,
  to: Place,
  files: BlobStore,
): Promise<Imported> {
  const read = lines[Symbol.asyncIterator]();
  const first = await read.next();
  const head = first.done ? undefined : objectIn(first.value);
  if (head?.['format'] !== exportFormat && head?.['format'] !== formerFormat)
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
    const imported = await fill({ client, files }, String(first.value), read);
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

type Target = { readonly client: Client; readonly files: BlobStore };

async function fill(
  { client, files }: Target,
  head: string,
  lines: AsyncIterator<string>,
): Promise<Imported> {
  const read = readHashed(head, lines);
  const writer = createWriter(client);
  const found = { tables: 0, rows: 0, files: 0, lost: 0 };
  for (;;) {
    const line = await read.next();
    if (line === undefined) throw cutOff();
    if (line.startsWith('[')) {
      found.rows += 1;
      await writer.add(line);
      continue;
    }
    const said = objectIn(line);
    if (said['end'] === exportFormat || said['end'] === formerFormat) {
      await writer.flush();
      refuseUnlike(said, { ...found, sha256: read.before() });
      return found;
    }
    if (said['file'] === undefined) {
      found.tables += 1;
      writer.begin(said);
    } else if (said['isLost'] === true) found.lost += 1;
    else {
      found.files += 1;
      await keepFile(files, said, read);
    }
  }
}

/** Lines one by one, the next of which can be looked at first, and the hash of all before the last one read. */
function readHashed(head: string, lines: AsyncIterator<string>) {
  const hash = createHash('sha256').update(`${head}\n`);
  let before = '';
  let ahead: string | undefined;
  const look = async () => {
    if (ahead !== undefined) return ahead;
    const { done, value } = await lines.next();
    ahead = done ? undefined : value;
    return ahead;
  };
  return {
    look,
    async next(): Promise<string | undefined> {
      const line = await look();
      ahead = undefined;
      if (line !== undefined) {
        before = hash.copy().digest('hex');
        hash.update(`${line}\n`);
      }
      return line;
    },
    before: () => before,
  };
}

type Read = ReturnType<typeof readHashed>;

/** Stores a file as its pieces are read, once all of them are what was exported. */
async function keepFile(files: BlobStore, said: Bag, read: Read): Promise<void> {
  const { file, size, sha256 } = said;
  if (typeof file !== 'string' || typeof size !== 'number') throw cutOff();
  const hash = createHash('sha256');
  const pieces = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if ((await read.look())?.startsWith('"')) {
        const bytes = Buffer.from(String(parsed((await read.next()) ?? '')), 'base64');
        hash.update(bytes);
        controller.enqueue(bytes);
      } else if (hash.digest('hex') === sha256) controller.close();
      else throw cutOff();
    },
  });
  try {
    await files.write(file, pieces, size);
  } catch (error) {
    // A key that leads elsewhere, a file that is shorter or longer: whoever wrote that was no Annex.
    if (error instanceof TypeError) throw cutOff();
    throw error;
  }
}

type Found = Pick<Imported, 'rows' | 'files' | 'lost'> & { readonly sha256: string };

function refuseUnlike(end: Bag, found: Found): void {
  const files = bagOf(end['files'] ?? { whole: 0, lost: 0 });
  const isLike =
    end['rows'] === found.rows &&
    end['sha256'] === found.sha256 &&
    files['whole'] === found.files &&
    files['lost'] === found.lost;
  if (!isLike) throw cutOff();
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
    if (waiting.length > 0) await client.migrate(waiting).catch(asCutOff);
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
      const values = parsed(line);
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

const objectIn = (line: string): Bag => bagOf(parsed(line));

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw cutOff();
  }
}

function bagOf(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A table, a column or a value that the schema does not know: whoever wrote that was no Annex. */
function asCutOff(error: unknown): never {
  const isOfContent =
    error instanceof LibsqlError && /^SQLITE_(ERROR|CONSTRAINT|MISMATCH|RANGE)/.test(error.code);
  throw isOfContent ? cutOff() : error;
}

function cutOff(): CannotStart {
  return new CannotStart(
    'The export is not whole, or was changed. Fetch it again, and delete what was imported.',
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
