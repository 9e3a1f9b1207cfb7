import { stat } from 'node:fs/promises';
import { createClient } from '@libsql/client';
import { isPassing } from '../../db/passing.ts';
import { CannotStart } from '../cannot-start.ts';

/** Bytes of the database file and its write-ahead log together. */
export type Compacted = { readonly before: number; readonly after: number };

/**
 * Rewrites an embedded database so that nothing of what was deleted is left in its files: what stands in
 * the write-ahead log goes into the file, the file is written anew without free pages (SQLite: VACUUM),
 * and the log is emptied. Throws `CannotStart` while another process writes or reads.
 */
export async function compact(url: string): Promise<Compacted> {
  if (!url.startsWith('file:'))
    throw new CannotStart(
      'Only an embedded file can be compacted (DATABASE_URL=file:…). For a server, copy the database into a new one: npm run copy-database.',
    );
  const path = url.slice('file:'.length);
  const before = await sizeOf(path);
  if (before === 0) throw new CannotStart(`There is no database at ${path}.`);
  // Waits for nobody: whoever is in the way is named at once.
  const client = createClient({ url, timeout: 0 });
  try {
    await client.execute('PRAGMA secure_delete = ON');
    await emptyLog(client);
    await client.execute('VACUUM');
    await emptyLog(client);
  } catch (error) {
    if (isPassing(error)) throw inUse();
    throw error;
  } finally {
    client.close();
  }
  return { before, after: await sizeOf(path) };
}

async function emptyLog(client: ReturnType<typeof createClient>): Promise<void> {
  const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  if (rows[0]?.['busy'] !== 0) throw inUse();
}

function inUse(): CannotStart {
  return new CannotStart(
    'Another process uses this database just now, so nothing is promised about its files. Stop Annex, or try again when it has less to do.',
  );
}

async function sizeOf(path: string): Promise<number> {
  const sizes = await Promise.all(
    [path, `${path}-wal`].map(async (each) => {
      const found = await stat(each).catch(() => undefined);
      return found?.size ?? 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
