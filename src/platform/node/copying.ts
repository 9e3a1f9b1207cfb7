import { createHash } from 'node:crypto';
import { type Client, type Config, createClient, type InValue, type Row } from '@libsql/client';
import { asc, eq, gt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import { leafHash } from '../../core/merkle.ts';
import { leafOf } from '../../db/leaf.ts';
import { events } from '../../db/ledger.ts';
import { logLeaves, logState } from '../../db/log-table.ts';
import { CannotStart } from '../cannot-start.ts';

export type Copy = { readonly tables: number; readonly rows: number; readonly leaves: number };

/** Rows of one statement batch: bounded memory, and within what servers take at once. */
const perBatch = 200;

type Part = { readonly type: string; readonly name: string; readonly sql: string };

/**
 * Copies a database into an empty one, table by table with its place of migration, its indexes and
 * triggers, compares every row and verifies the log in the copy. Nothing may write meanwhile: both are
 * compared at the end, and a difference throws `CannotStart`, as does a target that is not empty.
 */
export async function copyDatabase(from: Config, to: Config): Promise<Copy> {
  const source = createClient(from);
  const target = createClient(to);
  try {
    const parts = await partsOf(source);
    if (!parts.some(({ name }) => name === 'events'))
      throw new CannotStart('This is no database of Annex: look at DATABASE_URL.');
    if ((await partsOf(target)).length > 0)
      throw new CannotStart('The new database is not empty. Make a fresh one and name that.');
    const tables = parts.filter(({ type }) => type === 'table');
    await target.migrate(tables.map(({ sql }) => sql));
    for (const { name } of tables) await copyRows(source, target, name);
    await copySequences(source, target);
    await target.migrate(parts.filter(({ type }) => type !== 'table').map(({ sql }) => sql));
    const rows = await compare(source, target, tables);
    return { tables: tables.length, rows, leaves: await verifyLeaves(target) };
  } finally {
    source.close();
    target.close();
  }
}

/** Tables, indexes and triggers as they were made; not what SQLite and servers keep for themselves. */
async function partsOf(client: Client): Promise<readonly Part[]> {
  const { rows } = await client.execute(
    String.raw`SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL
      AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'libsql\_%' ESCAPE '\'
      ORDER BY type = 'trigger', rowid`,
  );
  return rows.map((row) => ({
    type: String(row['type']),
    name: String(row['name']),
    sql: String(row['sql']),
  }));
}

async function copyRows(source: Client, target: Client, table: string): Promise<void> {
  for await (const { columns, rows } of pagesOf(source, table)) {
    const names = columns.map(quoted).join(', ');
    const places = columns.map(() => '?').join(', ');
    const sql = `INSERT INTO ${quoted(table)} (${names}) VALUES (${places})`;
    // Tables come in the order in which they were made, not in that of their references.
    await target.migrate(rows.map((row) => ({ sql, args: valuesOf(row, columns.length) })));
  }
}

/** Whole rows with their rowid, which is what some of them are ordered by. */
async function* pagesOf(client: Client, table: string) {
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const { columns, rows } = await client.execute({
      sql: `SELECT _rowid_ AS _rowid_, * FROM ${quoted(table)} WHERE _rowid_ > ? ORDER BY _rowid_ LIMIT ?`,
      args: [after, perBatch],
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield { columns: ['_rowid_', ...columns.slice(1)], rows };
    after = Number(last[0]);
  }
}

/** Numbers that were given to rows that are gone since are not given again. */
async function copySequences(source: Client, target: Client): Promise<void> {
  const { rows } = await source.execute('SELECT name, seq FROM sqlite_sequence');
  for (const row of rows) {
    const [name = null, seq = null] = [row['name'], row['seq']];
    await target.batch(
      [
        { sql: 'DELETE FROM sqlite_sequence WHERE name = ?', args: [name] },
        { sql: 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', args: [name, seq] },
      ],
      'write',
    );
  }
}

async function compare(source: Client, target: Client, tables: readonly Part[]): Promise<number> {
  let rows = 0;
  for (const { name } of tables) {
    const [theirs, ours] = [await digestOf(source, name), await digestOf(target, name)];
    if (theirs.digest !== ours.digest)
      throw new CannotStart(
        `The copy of ${name} is not what stands in it now. Stop Annex everywhere, make another fresh database and begin again.`,
      );
    rows += ours.rows;
  }
  return rows;
}

async function digestOf(client: Client, table: string) {
  const hash = createHash('sha256');
  let count = 0;
  for await (const { columns, rows } of pagesOf(client, table))
    for (const row of rows) {
      hash.update(JSON.stringify(valuesOf(row, columns.length), writeValue));
      count += 1;
    }
  return { digest: hash.digest('hex'), rows: count };
}

/** Refuses a log whose leaves are not those of its events. How many there are. */
async function verifyLeaves(client: Client): Promise<number> {
  let next = 0;
  for await (const { leaf, event } of leavesOf(client)) {
    if (leaf.index !== next || leafHash(leafOf(event)) !== leaf.hash)
      throw new CannotStart(`Entry ${next} of the log does not verify in the copy.`);
    next += 1;
  }
  const [state] = await drizzle(client).select({ size: logState.size }).from(logState);
  const size = state?.size ?? 0;
  if (next !== size)
    throw new CannotStart(`The log in the copy has ${next} entries where it says ${size}.`);
  return next;
}

async function* leavesOf(client: Client) {
  for (let after = -1; ;) {
    const found = await drizzle(client)
      .select({ leaf: logLeaves, event: events })
      .from(logLeaves)
      .innerJoin(events, eq(events.seq, logLeaves.seq))
      .where(gt(logLeaves.index, after))
      .orderBy(asc(logLeaves.index))
      .limit(perBatch);
    const last = found.at(-1);
    if (last === undefined) return;
    yield* found;
    after = last.leaf.index;
  }
}

function valuesOf(row: Row, length: number): InValue[] {
  return Array.from({ length }, (_, index) => row[index] ?? null);
}

function writeValue(_key: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('base64');
  return typeof value === 'bigint' ? String(value) : value;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
