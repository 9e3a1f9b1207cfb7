import { resolve } from 'node:path';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { CannotStart } from '../src/platform/cannot-start.ts';

const migrationsFolder = resolve('drizzle');

/**
 * Brings a database to the present schema: all missing migrations in one transaction, or none.
 * Throws when the database was migrated by a newer Annex, because an older one would misread it.
 */
export async function migrate(url: string, authToken?: string): Promise<void> {
  const client = createClient({
    url,
    ...(authToken !== undefined && { authToken }),
    timeout: 10_000,
  });
  try {
    await migrateDatabase(drizzle(client));
  } finally {
    client.close();
  }
}

async function migrateDatabase(db: LibSQLDatabase): Promise<void> {
  try {
    await applyMigrations(db, { migrationsFolder });
  } catch (error) {
    // Another process may have migrated in between; then there is nothing left to do the second time.
    if (await isBehind(db)) throw error;
  }
  const last = await lastApplied(db);
  const newest = newestKnown();
  if (last > newest)
    throw new CannotStart(
      'This database was migrated by a newer version of Annex. Start that version, or restore the backup made before it.',
    );
}

async function isBehind(db: LibSQLDatabase): Promise<boolean> {
  return (await lastApplied(db)) < newestKnown();
}

async function lastApplied(db: LibSQLDatabase): Promise<number> {
  const [row] = await db.all<{ at: number | null }>(
    sql`SELECT max(created_at) AS at FROM __drizzle_migrations`,
  );
  return row?.at ?? 0;
}

/** The last migration of this version, as the journal stamps it. */
export function newestKnown(): number {
  return Math.max(
    ...readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis),
  );
}
