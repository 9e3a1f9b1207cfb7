import { createHash } from 'node:crypto';
import { type Client, createClient, type InValue, type Row } from '@libsql/client';
import { CannotStart } from '../cannot-start.ts';

/** Where a database is. */
export type Place = { readonly url: string; readonly authToken?: string };

export type Copied = { readonly tables: number; readonly rows: number };

/** One request and one answer: sqld answers with at most 10 MB. */
const mostRows = 500;
const mostBytes = 1_000_000;

/** Written last: without it no Annex starts on a copy that was cut off. */
const journal = '__drizzle_migrations';

type Table = { readonly name: string; readonly sql: string; readonly columns: readonly string[] };

/**
 * Copies a database into an empty one, row by row in bounded batches, and reads both again to compare them.
 * Throws CannotStart where the target is not empty, and where they differ, as they do when somebody
 * writes meanwhile.
 */
export async function copyDatabase(from: Place, to: Place): Promise<Copied> {
  const [source, target] = [open(from), open(to)] as const;
  try {
    return await copyAll(source, target);
  } finally {
    source.close();
    target.close();
  }
}

/** Whole numbers of SQLite have 64 bits. */
function open(place: Place): Client {
  return createClient({ ...place, intMode: 'bigint' });
}

async function copyAll(source: Client, target: Client): Promise<Copied> {
  const found = await tablesIn(source);
  const last = found.filter(({ name }) => name === journal);
  const first = found.filter(({ name }) => name !== journal);
  if (last.length === 0)
    throw new CannotStart('DATABASE_URL is no database of Annex: it was never migrated.');
  await refuseUsed(target);
  await target.migrate(found.map(({ sql }) => sql));
  let rows = await copyTables(source, target, first);
  await copySequences(source, target);
  await makeTextIndexes(source, target);
  await target.migrate(await indexesAndTriggersOf(source));
  for (const table of first) await compare(source, target, table);
  rows += await copyTables(source, target, last);
  for (const table of last) await compare(source, target, table);
  return { tables: found.length, rows };
}

async function tablesIn(client: Client): Promise<readonly Table[]> {
  // What an index for full texts keeps (`shadow`) comes with it.
  const { rows } = await client.execute(
    "SELECT name, sql FROM sqlite_master JOIN pragma_table_list USING (name) WHERE schema = 'main' AND pragma_table_list.type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' ORDER BY name",
  );
  const tables: Table[] = [];
  for (const { name, sql } of rows) {
    const columns = await client.execute({
      sql: 'SELECT name FROM pragma_table_info(?)',
      args: [String(name)],
    });
    tables.push({
      name: String(name),
      sql: String(sql),
      columns: columns.rows.map((row) => quoted(String(row['name']))),
    });
  }
  return tables;
}

/** FTS5 (sqlite.org/fts5.html): made anew from the rows that are there by now. */
async function makeTextIndexes(source: Client, target: Client): Promise<void> {
  const { rows } = await source.execute(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'",
  );
  for (const { name, sql } of rows) {
    const index = quoted(String(name));
    await target.migrate([
      String(sql),
      `INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1)`,
      `INSERT INTO ${index} (${index}) VALUES ('rebuild')`,
    ]);
  }
}

async function indexesAndTriggersOf(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name NOT LIKE 'libsql\\_%' ESCAPE '\\'",
  );
  return rows.map(({ sql }) => String(sql));
}

async function refuseUsed(target: Client): Promise<void> {
  const [first] = await tablesIn(target);
  if (first === undefined) return;
  throw new CannotStart(
    'The target is not empty, so nothing was copied. Make a new database; where a copy was cut off before, delete what it left.',
  );
}

async function copyTables(source: Client, target: Client, tables: readonly Table[]) {
  let copied = 0;
  for (const table of tables) {
    const { name, columns } = table;
    const places = columns.map(() => '?').join(', ');
    const sql = `INSERT INTO ${quoted(name)} (${columns.join(', ')}) VALUES (${places})`;
    for await (const rows of pagesOf(source, table)) {
      // Rows that others point to may come later: `migrate` looks at no foreign keys.
      await target.migrate(rows.map((row) => ({ sql, args: valuesOf(row) })));
      copied += rows.length;
    }
  }
  return copied;
}

/** Numbers that were given out and are not in use any more are not given out again. */
async function copySequences(source: Client, target: Client): Promise<void> {
  const { rows } = await source.execute('SELECT name, seq FROM sqlite_sequence');
  await target.migrate([
    'DELETE FROM sqlite_sequence',
    ...rows.map((row) => ({
      sql: 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)',
      args: valuesOf(row),
    })),
  ]);
}

async function compare(source: Client, target: Client, table: Table): Promise<void> {
  const [was, is] = await Promise.all([digestOf(source, table), digestOf(target, table)]);
  if (was === is) return;
  throw new CannotStart(
    `The table ${table.name} is another in the copy. Somebody wrote to the source meanwhile: stop every Annex that uses it, delete the copy and begin again.`,
  );
}

async function digestOf(client: Client, table: Table): Promise<string> {
  const hash = createHash('sha256');
  for await (const rows of pagesOf(client, table))
    for (const row of rows) hash.update(`${JSON.stringify(valuesOf(row).map(asText))}\n`);
  return hash.digest('hex');
}

/** In the order in which rows were written, which is that of the copy too. */
async function* pagesOf(client: Client, { name, columns }: Table): AsyncGenerator<readonly Row[]> {
  const sizes = columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
  let after = -(2n ** 63n);
  for (;;) {
    const { rows: ahead } = await client.execute({
      sql: `SELECT rowid AS place, ${sizes} AS size FROM ${quoted(name)} WHERE rowid > ? ORDER BY rowid LIMIT ${mostRows}`,
      args: [after],
    });
    const until = endOfPage(ahead);
    if (until === undefined) return;
    const { rows } = await client.execute({
      sql: `SELECT ${columns.join(', ')} FROM ${quoted(name)} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`,
      args: [after, until],
    });
    yield rows;
    after = until;
  }
}

/** At least one row, however large. */
function endOfPage(ahead: readonly Row[]): bigint | undefined {
  let [bytes, end]: [number, bigint | undefined] = [0, undefined];
  for (const { place, size } of ahead) {
    bytes += Number(size);
    if (end !== undefined && bytes > mostBytes) break;
    end = BigInt(String(place));
  }
  return end;
}

function valuesOf(row: Row): InValue[] {
  return Array.from({ length: row.length }, (_, index) => row[index] ?? null);
}

function asText(value: InValue): unknown {
  if (value instanceof ArrayBuffer) return { bytes: Buffer.from(value).toString('base64') };
  return typeof value === 'bigint' ? { whole: String(value) } : value;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
