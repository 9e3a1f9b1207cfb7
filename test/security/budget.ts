import fc from 'fast-check';

/**
 * `npm run fuzz -- --minutes 10` gives each property its part of that time; otherwise it is drawn as
 * often as `check` has time for. The seed is that of `test/support/chance.ts`.
 */
const shareMs = Number(process.env['FUZZ_SHARE_MS'] ?? '0');

const isLong = shareMs > 0;
/** Of a test with at most two properties in it. */
export const patience = { timeout: 2 * shareMs + 60_000 };

export function often(usually: number): fc.Parameters<unknown> {
  if (!isLong) return { numRuns: usually };
  return {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: shareMs,
    markInterruptAsFailure: false,
  };
}

/** Numbers from 0 on: as many as usual, or until the time is over. */
export function* rounds(usually: number): Generator<number> {
  const began = performance.now();
  for (let round = 0; round < usually || performance.now() - began < shareMs; round += 1)
    yield round;
}

/** The seed of this run, from which everything is drawn. */
export function seedOfRun(): number {
  return fc.readConfigureGlobal().seed ?? Math.floor(Math.random() * 2 ** 31);
}
