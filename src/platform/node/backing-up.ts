import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createClient } from '@libsql/client';
import { CannotStart } from '../cannot-start.ts';
import { verifyPlace } from './verifying.ts';

/** What a backup is made of, and what it is put back into. */
export type Kept = {
  readonly databaseUrl: string;
  readonly blobDir: string;
  readonly secret: string;
};

const file = 'annex.db';
const blobs = 'blobs';

/**
 * Copies the embedded database and its files into a new directory while Annex runs, and verifies the copy;
 * in words what it found. The directory appears when it is whole. Throws CannotStart.
 */
export async function backUp(
  { databaseUrl, blobDir, secret }: Kept,
  directory: string,
): Promise<string> {
  const path = pathIn(databaseUrl);
  if (!existsSync(path)) throw new CannotStart(`There is no database at ${path} (DATABASE_URL).`);
  if (existsSync(directory))
    throw new CannotStart(`${directory} is there already. Name a directory that is not.`);
  const partial = `${directory}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    await vacuumInto(databaseUrl, join(partial, file));
    // After the database: files never change, so all that it names are there.
    await copyFiles(blobDir, join(partial, blobs));
    const verified = await verifyPlace({ url: `file:${join(partial, file)}` }, secret);
    await rename(partial, directory);
    return verified;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Puts a backup where there is no database yet, and verifies it; in words what it found. What it began is
 * taken away again where it does not verify. Throws CannotStart.
 */
export async function restore(
  { databaseUrl, blobDir, secret }: Kept,
  directory: string,
): Promise<string> {
  const path = pathIn(databaseUrl);
  const source = join(directory, file);
  if (!existsSync(source)) throw new CannotStart(`${directory} is no backup: it has no ${file}.`);
  const inTheWay = [path, `${path}-wal`, `${path}-shm`].find((each) => existsSync(each));
  if (inTheWay !== undefined)
    throw new CannotStart(
      `${inTheWay} is in the way. Stop Annex and move the old database away, with its -wal and -shm.`,
    );
  const partial = `${path}.partial`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await cp(source, partial);
    const verified = await verifyPlace({ url: `file:${partial}` }, secret);
    await copyFiles(join(directory, blobs), blobDir);
    await rename(partial, path);
    return verified;
  } finally {
    for (const rest of ['', '-wal', '-shm']) await rm(`${partial}${rest}`, { force: true });
  }
}

function pathIn(url: string): string {
  if (url.startsWith('file:')) return url.slice('file:'.length);
  throw new CannotStart(
    'DATABASE_URL is a server, which is backed up by its own means. docs/operations.md names them.',
  );
}

/** One moment of the database, without what was deleted, while others read and write. */
async function vacuumInto(url: string, target: string): Promise<void> {
  const client = createClient({ url });
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [target] });
  } catch (error) {
    throw new CannotStart(
      `The database was not copied: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  } finally {
    client.close();
  }
}

/** Half-written ones are left out; what is there already is the same, since no file is ever written twice. */
async function copyFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from) || (await readdir(from)).length === 0) return;
  await cp(from, to, {
    recursive: true,
    force: false,
    filter: (path) => !path.endsWith('.partial'),
  });
}
