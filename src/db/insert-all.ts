import type { InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './client.ts';

/** SQLite binds at most 32,766 values in a statement; the widest table here has some twenty columns. */
const rowsPerStatement = 200;

/** Inserts any number of rows in few statements: over HTTP each statement is a round trip. */
export async function insertAll<T extends SQLiteTable>(tx: Tx, table: T, rows: readonly InferInsertModel<T>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx.insert(table).values(rows.slice(start, start + rowsPerStatement));
  }
}
