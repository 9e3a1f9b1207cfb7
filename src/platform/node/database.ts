import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import type { Db, Transact } from '../../db/client.ts';
import { patiently } from '../patience.ts';
import { createCatchUp, fetchInTime } from '../remote.ts';
import { createTransact } from '../transact.ts';

export type Database = {
  readonly db: Db;
  readonly transact: Transact;
  /** Empties SQLite's write-ahead log, which keeps what was deleted until it is overwritten. Skipped while in use. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

type Access = { readonly url: string; readonly authToken?: string };

/** Opens an embedded file or a remote libSQL. */
export async function openDatabase(url: string, authToken?: string): Promise<Database> {
  const access = { url, ...(authToken !== undefined && { authToken }) };
  return url.startsWith('file:') ? openFile(access) : openRemote(access);
}

/** How long an embedded file may hold up the event loop, waiting for another process. */
const lockWaitMs = 20;

// Zeroes over what is deleted: an erased person shall not be left in the file (Article 17 GDPR). It
// belongs to a connection, and the client opens new ones as it likes.
const overwriteDeleted = sql`PRAGMA secure_delete = ON`;

/**
 * An embedded file has one writer: overlapping transactions of one process fail and spoil their
 * connections, so they wait in a queue here (docs/decisions/004-one-queued-writer.md). They have a
 * client of their own, because after a busy database it is opened anew and readers must not notice. The
 * readers' has one connection: SQLite answers before it returns, so more would read nothing sooner, and each
 * learns the schema first, 3 ms, and keeps open files and memory.
 */
async function openFile(access: Access): Promise<Database> {
  mkdirSync(dirname(access.url.slice('file:'.length)), { recursive: true });
  const reader = createClient({ ...access, timeout: 5_000, concurrency: 1 });
  // SQLite does not wait by itself here when another process opens the same new file.
  await patiently(
    () => reader.execute('PRAGMA journal_mode = WAL'),
    async () => reader.reconnect(),
  );
  const writer = createClient({ ...access, timeout: lockWaitMs });
  const recover = async () => writer.reconnect();
  const transact = createTransact(drizzle(writer), {
    recover,
    oneAtATime: true,
    prelude: overwriteDeleted,
  });
  // On a connection that waits for nobody: this happens beside readers and writers.
  const settle = async () => {
    const passer = createClient({ ...access, timeout: 0 });
    await passer.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    passer.close();
  };
  return {
    db: drizzle(reader),
    transact,
    settle,
    async close() {
      writer.close();
      reader.close();
      // So that a copy of the one file of a stopped Annex is a whole backup.
      await settle();
    },
  };
}

function openRemote(access: Access): Database {
  const client = createClient({ ...access, fetch: fetchInTime });
  const db = drizzle(client);
  const transact = createTransact(db, { oneAtATime: false, catchUp: createCatchUp(access) });
  return { db, transact, settle: async () => undefined, close: async () => client.close() };
}
