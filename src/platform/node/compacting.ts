import { existsSync, statSync } from 'node:fs';
import { type Client, createClient } from '@libsql/client';
import { isPassing } from '../../db/passing.ts';
import { CannotStart } from '../cannot-start.ts';

/** Bytes. */
export type Sizes = { readonly file: number; readonly log: number };

export type Compacted = { readonly path: string; readonly before: Sizes; readonly after: Sizes };

/**
 * Writes an embedded database anew, with nothing but what it holds, and empties its write-ahead log. `waitMs`
 * is how long others may keep it waiting. Throws CannotStart where it is no file, or is in use.
 */
export async function compact(url: string, waitMs: number): Promise<Compacted> {
  const path = pathIn(url);
  const before = sizesOf(path);
  const client = createClient({ url, timeout: waitMs });
  try {
    await rewrite(client, path);
    await emptyLog(client, path);
  } finally {
    client.close();
  }
  return { path, before, after: sizesOf(path) };
}

function pathIn(url: string): string {
  if (!url.startsWith('file:'))
    throw new CannotStart(
      'DATABASE_URL is a server, which keeps its files itself. docs/operations.md says how erased data leaves it: npm run copy-database.',
    );
  const path = url.slice('file:'.length);
  if (!existsSync(path)) throw new CannotStart(`There is no database at ${path} (DATABASE_URL).`);
  return path;
}

async function rewrite(client: Client, path: string): Promise<void> {
  try {
    await client.execute('VACUUM');
  } catch (error) {
    if (isPassing(error))
      throw new CannotStart(
        `Another process writes to ${path}, or reads a whole backup of it. Nothing was changed. Stop Annex and run this again.`,
        { cause: error },
      );
    // Mostly a full disk: it takes up to twice the size of the file.
    throw new CannotStart(
      `${path} was not compacted, and is as it was: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** Whoever still reads what stood there before keeps the log from being emptied; SQLite says so in a row, not in an error. */
async function emptyLog(client: Client, path: string): Promise<void> {
  const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  if (rows[0]?.['busy'] !== 0)
    throw new CannotStart(
      `${path} was written anew, but another process still reads what stood there before, so erased data may stand in ${path} and its write-ahead log. Stop Annex and run this again.`,
    );
}

function sizesOf(path: string): Sizes {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return { file: sizeOf(path), log: sizeOf(`${path}-wal`) };
}
