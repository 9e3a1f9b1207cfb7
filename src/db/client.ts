import type { LibSQLDatabase } from 'drizzle-orm/libsql';

declare const writable: unique symbol;

/** Reading: select only, so that a read cannot write. */
export type Db = Pick<LibSQLDatabase, 'select'> & {
  /** Whether what is asked in one turn of the event loop is read in one transaction. */
  readonly isGathered?: true;
};

/** Writing, inside one transaction. Only `transact` makes one. */
export type Tx = Pick<LibSQLDatabase, 'select' | 'insert' | 'update' | 'delete'> & {
  readonly [writable]: true;
};

/**
 * Runs `work` in one write transaction: all of it is stored or none. May run `work` again after a
 * busy database, so `work` touches nothing but `tx`. Throws what `work` throws, and
 * Refusal('busy') once its patience is over.
 */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
