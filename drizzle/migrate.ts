import { resolve } from 'node:path';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { CannotStart } from '../src/platform/cannot-start.ts';
import { createCatchUp } from '../src/platform/remote.ts';

const migrationsFolder = resolve('drizzle');

/**
 * Brings a database to the present schema: all missing migrations in one transaction, or none.
 * Throws when the database was migrated by a newer Annex, because an older one would misread it.
 */
export async function migrate(url: string, authToken?: string): Promise<void> {
  const given = authToken === undefined ? {} : { authToken };
  const client = createClient({ url, ...given, timeout: 10_000 });
  const catchUp = url.startsWith('file:') ? undefined : createCatchUp({ url, ...given });
  try {
    await migrateDatabase(drizzle(client), catchUp);
  } finally {
    client.close();
  }
}

/** What has the present schema is only read, so that a replica is enough while its primary is away. */
async function migrateDatabase(
  db: LibSQLDatabase,
  catchUp: () => Promise<void> = async () => undefined,
): Promise<void> {
  if (await isBehind(db)) await bringUp(db, catchUp);
  if ((await lastApplied(db)) > newestKnown())
    throw new CannotStart(
      'This database was migrated by a newer version of Annex. Start that version, or restore the backup made before it.',
    );
}

async function bringUp(
  db: LibSQLDatabase,
  catchUp: () => Promise<void>,
  isLast = false,
): Promise<void> {
  try {
    await applyMigrations(db, { migrationsFolder });
    await catchUp();
  } catch (error) {
    await catchUp();
    // Another process may have migrated in between; then there is nothing left to do.
    if (!(await isBehind(db))) return;
    // A replica may not have known the table of migrations yet that was made a moment before.
    if (isLast) throw error;
    await bringUp(db, catchUp, true);
  }
}

async function isBehind(db: LibSQLDatabase): Promise<boolean> {
  return (await lastApplied(db)) < newestKnown();
}

async function lastApplied(db: LibSQLDatabase): Promise<number> {
  const tables = await db.all(
    sql`SELECT name FROM sqlite_master WHERE name = '__drizzle_migrations'`,
  );
  if (tables.length === 0) return 0;
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
