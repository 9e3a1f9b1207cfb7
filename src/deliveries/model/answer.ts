import type { Outcome, Sent } from './delivery.ts';

/** An answer is read up to here, bytes; what follows is worth no time. */
export const maxAnswerBytes = 65_536;
/** From looking the name up to the last byte of the answer, milliseconds. */
export const deadlineMs = 15_000;

/** What went wrong with an answer after its status had come. */
export type Broken = 'timeout' | 'too-large' | 'dropped';

/**
 * What an HTTP answer means. Only 2xx is acceptance; a redirect, which is never followed, counts as 4xx:
 * the address is wrong. Somebody who says 2xx and hangs up has accepted; one whose answer does not
 * end has not, or every delivery would cost the whole deadline.
 */
export function sentOf(
  answer: { readonly status: number; readonly retryAfter?: string; readonly broken?: Broken },
  { durationMs, now }: { readonly durationMs: number; readonly now: Date },
): Sent {
  const { status, retryAfter, broken } = answer;
  const outcome = outcomeOf(status, broken);
  const wait = outcome === 'accepted' ? undefined : readRetryAfter(retryAfter, now);
  return {
    outcome,
    status,
    durationMs,
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(status === 410 && { isFinal: true }),
  };
}

function outcomeOf(status: number, broken: Broken | undefined): Outcome {
  if (status >= 500) return '5xx';
  if (status < 200 || status >= 300) return '4xx';
  return broken === undefined || broken === 'dropped' ? 'accepted' : broken;
}

const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** RFC 9110 section 10.2.3: seconds or a date; undefined for anything else. */
function readRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = httpDate.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
