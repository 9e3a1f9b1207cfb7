import type { InferInsertModel, SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './client.ts';

/** SQLite binds at most 32,766 values in a statement; the widest table here has some twenty columns. */
const rowsPerStatement = 200;

/** Inserts any number of rows in few statements: over HTTP each statement is a round trip. */
export async function insertAll<T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx.insert(table).values(rows.slice(start, start + rowsPerStatement));
  }
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
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx
      .insert(table)
      .values(rows.slice(start, start + rowsPerStatement))
      .onConflictDoUpdate({
        target: key,
        set: set as Partial<Record<keyof typeof table.$inferInsert, SQL>>,
      });
  }
}
