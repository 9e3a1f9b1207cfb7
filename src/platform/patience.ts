import { Refusal } from '../core/errors.ts';
import { isPassing } from '../db/passing.ts';

export const patienceMs = 5_000;
const firstPauseMs = 20;
const longestPauseMs = 200;

/**
 * Tries again while the reason may pass by itself: a busy database, a transaction the server cut off,
 * a lost connection. Throws Refusal('busy') at the deadline (by `performance.now()`), and every other
 * error at once. `recover` puts a client that met a busy database back into a usable state.
 */
export async function patiently<T>(
  attempt: () => Promise<T>,
  recover: () => Promise<void> = async () => undefined,
  deadline = performance.now() + patienceMs,
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
    'The database did not answer in time. Look whether the change is there before you try again, or send an Idempotency-Key.',
    { cause },
  );
}
