import type { Ctx, System } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import type { Recorded } from '../store/recording.ts';
import { recordDeliveries } from '../store/recording.ts';

/** Written down together: few statements for many. The next claim takes its 500 along before. */
const mostTogether = 1_000;
/** And soon: what a crash loses is sent again. */
const soonMs = 250;

/** Keeps what became of deliveries until it is written down: with the next claim, after a quarter of a second at the latest. */
export type Book = {
  add(row: Recorded): void;
  isEmpty(): boolean;
  /** Writes down what is there. Throws where the database does not take it; it is kept then. */
  flush(): Promise<void>;
  /** The same and `work` behind it in one transaction: each commit waits for the disk. */
  flushWith<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

export function createBook(ctx: Ctx<System>): Book {
  let rows: Recorded[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    clearTimeout(timer);
    timer = undefined;
    const batch = rows;
    rows = [];
    try {
      return await operate(ctx, async (tx) => {
        if (batch.length > 0) await recordDeliveries(tx, batch, ctx.deps.clock());
        return work(tx);
      });
    } catch (error) {
      rows = [...batch, ...rows];
      throw error;
    }
  }

  // One after the other. Whoever asked last hears of a failure; the next flush tries again.
  function afterLast<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.catch(() => undefined).then(work);
    last = mine;
    return mine;
  }

  const flush = () =>
    afterLast(async () => {
      if (rows.length > 0) await write(async () => undefined);
    });
  const flushQuietly = () => void flush().catch(() => undefined);
  return {
    add(row) {
      rows.push(row);
      if (rows.length >= mostTogether) flushQuietly();
      else timer ??= setTimeout(flushQuietly, soonMs);
    },
    isEmpty: () => rows.length === 0,
    flush,
    flushWith: (work) => afterLast(() => write(work)),
  };
}
