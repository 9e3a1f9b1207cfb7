import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { Refusal } from '../core/errors.ts';
import type { Transact, Tx } from '../db/client.ts';

type Settings = {
  /** Puts a client that met a busy database back into a usable state. */
  readonly recover: () => Promise<void>;
};

const attempts = 6;
const firstPauseMs = 25;

/**
 * Write transactions with bounded patience: a busy database, a transaction the server cut off or a
 * lost connection is tried again, up to about 1.5 s of pauses; then `busy` (503).
 */
export function createTransact(db: LibSQLDatabase, { recover }: Settings): Transact {
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // The brand lives in types only: this is the one place where a Tx is made.
        return await db.transaction(async (tx) => work(tx as unknown as Tx), {
          behavior: 'immediate',
        });
      } catch (error) {
        if (!isPassing(error)) throw error;
        await recover();
        if (attempt === attempts)
          throw new Refusal(
            'busy',
            'The database did not answer in time. Nothing was stored that you have not been told of; try again.',
            { cause: error },
          );
        await new Promise((resume) => setTimeout(resume, firstPauseMs * 2 ** attempt));
      }
    }
  };
}

const passing =
  /^(SQLITE_BUSY|SQLITE_LOCKED|TRANSACTION_TIMEOUT|TRANSACTION_CLOSED|TRANSACTION_ACTIVE|SERVER_ERROR|ECONNRESET|ECONNREFUSED|EPIPE|UND_ERR)/;

/** Whether an error may pass by itself; drizzle and fetch wrap what happened, so causes are followed. */
function isPassing(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each instanceof Refusal) return false;
    if ('code' in each && passing.test(String(each.code))) return true;
    if (each.message === 'fetch failed') return true;
  }
  return false;
}
