import type { Context } from 'hono';
import { Refusal } from '../core/errors.ts';
import type { Expected } from '../db/expected.ts';

/** The entity tag of a row of the staff API: its version. */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

/** What If-Match says (RFC 9110 section 13.1.1); undefined without the header. */
export function readExpected(c: Context): Expected | undefined {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined) return undefined;
  if (header === '*') return 'any';
  const version = /^"v(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined)
    throw new Refusal('stale', 'If-Match takes the ETag that you read, e.g. "v3", or *.');
  return Number(version);
}

/** The same where a write without it could undo somebody else's (428, RFC 6585 section 3). */
export function requireExpected(c: Context): Expected {
  const expected = readExpected(c);
  if (expected === undefined)
    throw new Refusal(
      'precondition_required',
      "Read it first and send its ETag as If-Match, so that nobody else's edit is lost.",
    );
  return expected;
}
