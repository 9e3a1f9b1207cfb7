import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Client } from '@libsql/client';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import type { Db, Transact } from '../../db/client.ts';
import { createTransact } from '../transact.ts';

export type Database = {
  readonly db: Db;
  readonly transact: Transact;
  readonly client: Client;
  close(): void;
};

/**
 * Opens an embedded file or a remote libSQL. An embedded file has one writer: overlapping
 * transactions of one process fail and spoil their connections, so they wait in a queue here, and a
 * second process is waited for (timeout) instead of refused (docs/decisions/004-one-queued-writer.md).
 */
export async function openDatabase(url: string, authToken?: string): Promise<Database> {
  const isFile = url.startsWith('file:');
  if (isFile) mkdirSync(dirname(url.slice('file:'.length)), { recursive: true });
  const client = createClient({
    url,
    ...(authToken !== undefined && { authToken }),
    timeout: 5_000,
  });
  if (isFile) await client.execute('PRAGMA journal_mode = WAL');
  const database = drizzle(client);
  const recover = async () => {
    if (isFile) client.reconnect();
  };
  const transact = createTransact(database, { recover });
  return {
    db: database,
    transact: isFile ? oneAtATime(transact) : transact,
    client,
    close: () => client.close(),
  };
}

function oneAtATime(transact: Transact): Transact {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => transact(work));
    last = mine.catch(() => undefined);
    return mine;
  };
}
