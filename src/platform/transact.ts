import type { SQL } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Transact, Tx } from '../db/client.ts';
import { patienceMs, patiently } from './patience.ts';

type Settings = {
  /** Puts a client that met a busy database back into a usable state. */
  readonly recover?: () => Promise<void>;
  /** Whether transactions of this process wait for each other. */
  readonly oneAtATime: boolean;
  /** What each transaction begins with. */
  readonly prelude?: SQL;
  /** What is waited for after a commit, before whoever asked for it is answered. */
  readonly catchUp?: () => Promise<void>;
};

/** Write transactions with 5 s of patience from the call, the wait in the queue included; then `busy` (503). */
export function createTransact(
  db: LibSQLDatabase,
  { recover, oneAtATime, prelude, catchUp }: Settings,
): Transact {
  const enqueue = oneAtATime ? createQueue() : <T>(work: () => Promise<T>) => work();
  return async (work) => {
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
    const done = await enqueue(() => patiently(attempt, recover, deadline));
    await catchUp?.();
    return done;
  };
}

function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
