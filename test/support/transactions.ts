import type { Deps } from '../../src/context.ts';

type Meet = (nth: number) => Promise<void> | void;

/** The same, with something that happens before or after each transaction, the first being 1; it may throw. */
export function meetingTransactions(
  deps: Deps,
  { before, after }: { readonly before?: Meet; readonly after?: Meet },
): Deps {
  let nth = 0;
  return {
    ...deps,
    async transact(work) {
      const own = (nth += 1);
      await before?.(own);
      const done = await deps.transact(work);
      await after?.(own);
      return done;
    },
  };
}
