import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { events } from '../db/ledger.ts';
import type { TableHead } from './model.ts';

const mostRows = 500;

/** Every table there is, and the numbers that were given out in those that count up. */
export async function selectTables(db: Db): Promise<readonly TableHead[]> {
  const named = await db
    .select({ name: sql<string>`name` })
    // Not `sqlite_master`, which calls the index of the search a table too, and each of its parts.
    .from(sql`pragma_table_list`)
    .where(
      sql`schema = 'main' AND type = 'table' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' AND (name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR name = 'sqlite_sequence')`,
    )
    .orderBy(sql`name`);
  const tables: TableHead[] = [];
  for (const { name } of named) {
    const columns = await db
      .select({ name: sql<string>`name` })
      .from(sql`pragma_table_info(${name})`);
    tables.push({ table: name, columns: columns.map((column) => column.name) });
  }
  return tables;
}

/** Places of the next rows, with their sizes in bytes. */
export async function selectAhead(db: Db, { table, columns }: TableHead, after: number) {
  const sizes = columns.map((name) => sql`coalesce(octet_length(${sql.identifier(name)}), 0)`);
  return db
    .select({ place: sql<number>`rowid`, size: sql<number>`${sql.join(sizes, sql` + `)}` })
    .from(sql`${sql.identifier(table)}`)
    .where(sql`rowid > ${after}`)
    .orderBy(sql`rowid`)
    .limit(mostRows);
}

/** Rows as JSON arrays, in the order of their places. */
export async function selectRows(
  db: Db,
  { table, columns }: TableHead,
  after: number,
  until: number,
): Promise<readonly string[]> {
  const values = sql.join(
    columns.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const rows = await db
    .select({ json: sql<string>`json_array(${values})` })
    .from(sql`${sql.identifier(table)}`)
    .where(sql`rowid > ${after} AND rowid <= ${until}`)
    .orderBy(sql`rowid`);
  return rows.map(({ json }) => json);
}

/** When the last migration was made, by the journal. */
export async function selectMigration(db: Db): Promise<number> {
  const [row] = await db
    .select({ at: sql<number>`max(created_at)` })
    .from(sql`__drizzle_migrations`);
  return Number(row?.at ?? 0);
}

export async function selectLastEvent(db: Db): Promise<number> {
  const [row] = await db.select({ seq: sql<number>`coalesce(max(${events.seq}), 0)` }).from(events);
  return row?.seq ?? 0;
}

type Named = { readonly id: string; readonly size: number; readonly sha256: string };

/** Files that the rows of a table name, by id; of those that were erased the hash is empty. */
export async function selectFiles(db: Db, table: string, after: string): Promise<readonly Named[]> {
  return db
    .select({ id: sql<string>`id`, size: sql<number>`size`, sha256: sql<string>`sha256` })
    .from(sql`${sql.identifier(table)}`)
    .where(sql`id > ${after} AND sha256 <> ''`)
    .orderBy(sql`id`)
    .limit(mostRows);
}
