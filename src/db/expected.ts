import { Refusal } from '../core/errors.ts';

/** The version a writer has seen (If-Match), `any` for `If-Match: *` and for Annex itself. */
export type Expected = number | 'any';

/** Refuses `stale` (412) when the stored version is another. Called inside the transaction that writes. */
export function checkExpected(expected: Expected, stored: number): void {
  if (expected !== 'any' && expected !== stored) {
    throw new Refusal(
      'stale',
      `You changed version ${expected}, but version ${stored} is stored now. Read it again, apply your change and send its ETag as If-Match.`,
    );
  }
}
