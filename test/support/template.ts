import { rmSync } from 'node:fs';
import { copyFile, cp, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { migrate } from '../../drizzle/migrate.ts';
import { sha256 } from '../../src/core/hash.ts';

/** Of the database in a directory that was copied. */
export const databaseName = 'annex.db';

/** A migrated, empty database in a directory of its own, or what lies in `from`. To copy it takes some 2 ms. */
export async function copyTemplate(
  from: string | undefined = undefined,
): Promise<{ directory: string; file: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'annex-test-'));
  const file = join(directory, databaseName);
  if (from !== undefined) await cp(from, directory, { recursive: true, filter: isKept });
  else await copyFile(await (template ??= findOrMakeTemplate()), file);
  return { directory, file };
}

/** Not what SQLite removes of itself, at some moment after the last has closed it; nothing is in it then. */
const isKept = (path: string) => !/-(shm|wal)$/.test(path);

/** A database that nobody has open any more, with its files: kept to be copied by the tests of this process. */
export async function keepTemplate(directory: string): Promise<void> {
  await emptyJournal(join(directory, databaseName));
  kept.push(directory);
}

const kept: string[] = [];
process.once('exit', () => {
  for (const directory of kept) rmSync(directory, { recursive: true, force: true });
});

let template: Promise<string> | undefined;

// Named by the migrations it holds, so that test files share it and a new migration makes a new one.
async function findOrMakeTemplate(): Promise<string> {
  const names = (await readdir('drizzle')).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    names.map((name) => readFile(join('drizzle', name), 'utf8')),
  );
  const path = join(tmpdir(), `annex-template-${sha256(migrations.join('\n')).slice(0, 16)}.db`);
  const exists = await readFile(path).then(
    () => true,
    () => false,
  );
  if (!exists) await makeTemplate(path);
  return path;
}

async function makeTemplate(path: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'annex-template-'));
  const draft = join(directory, databaseName);
  await migrate(`file:${draft}`);
  await emptyJournal(draft);
  // Renamed when complete: another test file never copies half a template.
  await rename(draft, path);
  await rm(directory, { recursive: true, force: true });
}

async function emptyJournal(file: string): Promise<void> {
  const client = createClient({ url: `file:${file}` });
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
}
