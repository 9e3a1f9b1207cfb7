import type { SQL } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { Refusal } from '../core/errors.ts';
import type { Transact, Tx } from '../db/client.ts';

type Settings = {
  /** Puts a client that met a busy database back into a usable state. */
  readonly recover: () => Promise<void>;
  /** Whether transactions of this process wait for each other. */
  readonly oneAtATime: boolean;
  /** What each transaction begins with. */
  readonly prelude?: SQL;
};

type Attempt<T> = () => Promise<T>;

const patienceMs = 5_000;
const firstPauseMs = 20;
const longestPauseMs = 200;

/**
 * Write transactions with bounded patience: a busy database, a transaction the server cut off or a
 * lost connection is tried again for 5 s from the call, waiting in the queue included; then `busy` (503).
 */
export function createTransact(
  db: LibSQLDatabase,
  { recover, oneAtATime, prelude }: Settings,
): Transact {
  const enqueue = oneAtATime ? createQueue() : <T>(attempt: Attempt<T>) => attempt();
  return (work) => {
    const deadline = performance.now() + patienceMs;
    // The brand lives in types only: this is the one place where a Tx is made.
    const attempt = () =>
      db.transaction(
        async (tx) => {
          if (prelude) await tx.run(prelude);
          return work(tx as unknown as Tx);
        },
        { behavior: 'immediate' },
      );
    return enqueue(() => persist(attempt, recover, deadline));
  };
}

async function persist<T>(
  attempt: Attempt<T>,
  recover: Settings['recover'],
  deadline: number,
): Promise<T> {
  let cause: unknown;
  for (let tries = 0; performance.now() < deadline; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error)) throw error;
      cause = error;
      await recover();
    }
    const pauseMs = Math.min(firstPauseMs * 2 ** tries, longestPauseMs);
    // Two processes that met once shall not meet again at every try.
    await new Promise((resume) => setTimeout(resume, pauseMs * (0.5 + Math.random() / 2)));
  }
  throw new Refusal(
    'busy',
    'The database did not answer in time. Nothing was stored that you have not been told of; try again.',
    { cause },
  );
}

function createQueue(): <T>(attempt: Attempt<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (attempt) => {
    const mine = last.then(attempt);
    last = mine.catch(() => undefined);
    return mine;
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
