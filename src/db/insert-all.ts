import type { InferInsertModel, SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './client.ts';

/** What SQLite binds in one statement at most (SQLITE_MAX_VARIABLE_NUMBER). */
const mostValues = 32_766;
/** Half a megabyte or so. */
const mostRows = 1_000;

/** Inserts any number of rows in few statements: over HTTP each statement is a round trip. */
export async function insertAll<T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  for (const some of partsOf(rows, table)) await tx.insert(table).values(some);
}

/** The same, replacing the rows whose key stands there already. */
export async function upsertAll<T extends SQLiteTable>(
  tx: Tx,
  table: T,
  key: SQLiteColumn,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => [
      name,
      sql.raw(`excluded."${column.name}"`),
    ]),
  );
  for (const some of partsOf(rows, table))
    await tx
      .insert(table)
      .values(some)
      .onConflictDoUpdate({
        target: key,
        set: set as Partial<Record<keyof typeof table.$inferInsert, SQL>>,
      });
}

function partsOf<Row>(rows: readonly Row[], table: SQLiteTable): readonly Row[][] {
  const columns = Object.keys(getTableColumns(table)).length;
  const size = Math.min(mostRows, Math.floor(mostValues / columns));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
