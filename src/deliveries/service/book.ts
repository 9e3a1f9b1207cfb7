import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import type { Recorded } from '../store/recording.ts';
import { recordDeliveries } from '../store/recording.ts';

/** Written down together: few statements for many. */
const mostTogether = 500;
/** And soon: what a crash loses is sent again. */
const soonMs = 250;

/** Keeps what became of deliveries until it is written down, 500 at once or after a quarter of a second. */
export type Book = {
  add(row: Recorded): void;
  isEmpty(): boolean;
  /** Writes down what is there. Throws where the database does not take it; it is kept then. */
  flush(): Promise<void>;
};

export function createBook(ctx: Ctx<System>): Book {
  let rows: Recorded[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (rows.length === 0) return;
    const batch = rows;
    rows = [];
    try {
      await operate(ctx, async (tx) => recordDeliveries(tx, batch, ctx.deps.clock()));
    } catch (error) {
      rows = [...batch, ...rows];
      throw error;
    }
  }

  // One after the other. Whoever asked last hears of a failure; the next flush tries again.
  function flush(): Promise<void> {
    last = last.catch(() => undefined).then(write);
    return last;
  }

  const flushQuietly = () => void flush().catch(() => undefined);
  return {
    add(row) {
      rows.push(row);
      if (rows.length >= mostTogether) flushQuietly();
      else timer ??= setTimeout(flushQuietly, soonMs);
    },
    isEmpty: () => rows.length === 0,
    flush,
  };
}
