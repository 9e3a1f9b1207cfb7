import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, type InStatement, type InValue } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from 'drizzle-orm/libsql/migrator';

type Journal = { readonly entries: readonly { readonly tag: string; readonly when: number }[] };

const journal: Journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8'));

/** Each schema that was released, by the name of its last migration, oldest first. */
export const levels = journal.entries.map(({ tag }) => tag);

/** The migrations up to a level, as Annex of that time had them; `extra` comes after them. */
export async function copyMigrations(to: string, level: number, extra?: string): Promise<void> {
  await cp('drizzle', to, { recursive: true });
  const kept = journal.entries.slice(0, level + 1);
  const added = {
    idx: kept.length,
    version: '6',
    when: 9_000_000_000_000,
    tag: '9999_extra',
    breakpoints: true,
  };
  const entries = extra === undefined ? kept : [...kept, added];
  if (extra !== undefined) await writeFile(join(to, '9999_extra.sql'), extra);
  await writeFile(join(to, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
}

/** Empty databases of every level, each in a file of its own. */
export async function makeLevels(directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const migrationsFolder = await mkdtemp(join(tmpdir(), 'annex-migrations-'));
  const files: string[] = [];
  for (const [level, tag] of levels.entries()) {
    const file = join(directory, `${tag}.db`);
    const before = files.at(-1);
    if (before !== undefined) await writeFile(file, await readFile(before));
    await copyMigrations(migrationsFolder, level);
    await withClient(file, async (client) => migrate(drizzle(client), { migrationsFolder }));
    files.push(file);
  }
  await rm(migrationsFolder, { recursive: true, force: true });
  return files;
}

export async function withClient<T>(
  file: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = createClient({ url: `file:${file}`, timeout: 5_000 });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** Tables that hold rows of ours, not those in which SQLite and the migrations keep their own. */
async function listTables(client: Client): Promise<readonly string[]> {
  const { rows } = await client.execute(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_drizzle%' ESCAPE '\\'
     AND name NOT LIKE 'search\\_index\\_%' ESCAPE '\\' ORDER BY name`,
  );
  return rows.map(({ name }) => String(name));
}

type Column = { readonly name: string; readonly type: string; readonly isOptional: boolean };

async function listColumns(client: Client, table: string): Promise<readonly Column[]> {
  const { rows } = await client.execute(`PRAGMA table_info("${table}")`);
  return rows.map((row) => ({
    name: String(row['name']),
    type: String(row['type']).toLowerCase(),
    isOptional: Number(row['notnull']) === 0 && Number(row['pk']) === 0,
  }));
}

export type Dump = ReadonlyMap<string, readonly string[]>;

/** Every row of every table, of the columns that `like` has where that is given. */
export async function dump(client: Client, like?: Client): Promise<Dump> {
  const found = new Map<string, readonly string[]>();
  for (const table of await listTables(like ?? client)) {
    const columns = await listColumns(like ?? client, table);
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const { rows } = await client.execute(`SELECT ${names} FROM "${table}" ORDER BY rowid`);
    found.set(
      table,
      rows.map((row) => JSON.stringify(Object.values(row), readable)),
    );
  }
  // The next ids; a table of them is made with the first that counts up.
  const isCounting = await (like ?? client).execute(
    "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'",
  );
  if (isCounting.rows.length === 0) return found;
  const { rows } = await client.execute('SELECT name, seq FROM sqlite_sequence ORDER BY name');
  return found.set(
    'sqlite_sequence',
    rows.map((row) => JSON.stringify(Object.values(row))),
  );
}

const readable = (_key: string, value: unknown): unknown =>
  value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value;

/**
 * Three rows for each table, whatever it is for: everything filled in, only what must be, and long
 * text in many scripts. References lead to the row of the same number.
 */
export async function fill(client: Client): Promise<void> {
  const statements: InStatement[] = [];
  for (const table of await inOrder(client)) {
    const references = await listReferences(client, table);
    const columns = await listColumns(client, table);
    for (const number of [1, 2, 3]) {
      const given = columns.filter(({ isOptional }) => number !== 2 || !isOptional);
      const row = given.map(({ name, type }) => {
        const target = references.find(({ from }) => from === name);
        return [name, valueOf(type, target?.to ?? name, number)] as const;
      });
      statements.push(insertionOf(table, row));
    }
  }
  await client.batch(statements, 'write');
}

function valueOf(type: string, column: string, number: number): InValue {
  if (type === 'integer') return number;
  if (type === 'real' || type === 'numeric') return number + 0.5;
  if (type === 'blob') return new Uint8Array([number, 0, 255]);
  return number === 3
    ? `${column} 'three' "ä" \u{1F600} ${'long '.repeat(2_000)}`
    : `${column} ${number}`;
}

type Reference = { readonly from: string; readonly table: string; readonly to: string };

async function listReferences(client: Client, table: string): Promise<readonly Reference[]> {
  const { rows } = await client.execute(`PRAGMA foreign_key_list("${table}")`);
  return rows.map((row) => ({
    from: String(row['from']),
    table: String(row['table']),
    to: String(row['to']),
  }));
}

/** What is referred to comes before what refers to it. */
async function inOrder(client: Client): Promise<readonly string[]> {
  const left = new Set(await listTables(client));
  const order: string[] = [];
  while (left.size > 0) {
    const before = left.size;
    for (const table of left) {
      const references = await listReferences(client, table);
      if (references.some((each) => each.table !== table && left.has(each.table))) continue;
      order.push(table);
      left.delete(table);
    }
    if (left.size === before)
      throw new Error(`tables refer to each other: ${[...left].join(', ')}`);
  }
  return order;
}

function insertionOf(table: string, row: readonly (readonly [string, InValue])[]): InStatement {
  const names = row.map(([name]) => `"${name}"`).join(', ');
  const marks = row.map(() => '?').join(', ');
  const args = row.map(([, value]) => value);
  return { sql: `INSERT INTO "${table}" (${names}) VALUES (${marks})`, args };
}

/** What an older Annex would hold of it: its tables, its columns. */
export async function copyRows(from: Client, to: Client): Promise<void> {
  const statements: InStatement[] = [];
  for (const table of await inOrder(to)) {
    const names = (await listColumns(to, table)).map(({ name }) => name);
    const listed = names.map((name) => `"${name}"`).join(', ');
    const { rows } = await from.execute(`SELECT ${listed} FROM "${table}" ORDER BY rowid`);
    for (const row of rows)
      statements.push(
        insertionOf(
          table,
          names.map((name) => [name, row[name] ?? null]),
        ),
      );
  }
  await to.batch(statements, 'write');
}

/** Tables, indexes, triggers and migrations, as text. */
export async function describeSchema(client: Client): Promise<readonly string[]> {
  const schema = await client.execute('SELECT type, name, sql FROM sqlite_master ORDER BY name');
  const applied = await client.execute('SELECT hash FROM __drizzle_migrations ORDER BY created_at');
  return [...schema.rows, ...applied.rows].map((row) => Object.values(row).join(' '));
}
