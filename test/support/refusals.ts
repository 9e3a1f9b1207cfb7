import { expect } from 'vitest';
import type { World } from './app.ts';
import { pick, pickList, type Reply } from './client.ts';
import { dumpTables } from './invariants.ts';

type Expected = {
  readonly status: number;
  /** The reason in the `type` of the problem, by its name in src/core/errors.ts. */
  readonly code?: string;
  /** JSON pointers of the faults, in any order. */
  readonly pointers?: readonly string[];
};

/** Does it and expects a problem that helps; not one row of any table may be other than before. */
export async function refuses(
  trust: World,
  act: () => Promise<Reply>,
  { status, code, pointers }: Expected,
): Promise<Reply> {
  // The keys are made now, or their making would look like a trace.
  for (const who of ['viewer', 'editor', 'owner'] as const) await trust.as(who).get('/services');
  const before = await dumpFacts(trust);
  const reply = await act();
  expect({ status: reply.status, body: reply.status === status ? '' : reply.text }).toEqual({
    status,
    body: '',
  });
  expectProblem(reply);
  if (code !== undefined) expect(pick(reply.body, 'type')).toMatch(new RegExp(`#problem-${code}$`));
  if (pointers !== undefined)
    expect(
      pickList(reply.body, 'errors')
        .map((error) => pick(error, 'pointer'))
        .sort(),
    ).toEqual(pointers.toSorted());
  expect(await dumpFacts(trust)).toEqual(before);
  return reply;
}

/** That a key was in use is noted, refused or not. */
async function dumpFacts(trust: World) {
  const tables = new Map(await dumpTables(trust));
  tables.delete('staff_sign_ins');
  return tables;
}

/** RFC 9457, with words in it: a title, a detail, and a sentence for each fault. */
function expectProblem(reply: Reply): void {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect(pick(reply.body, 'status')).toBe(reply.status);
  expect(pick(reply.body, 'type')).toMatch(/^http:\/\/localhost:8787\/trust\/docs\/api#problem-/);
  expect(pick(reply.body, 'title')).toMatch(/\w+ \w+/);
  expect(pick(reply.body, 'detail')).toMatch(sentence);
  for (const error of pick(reply.body, 'errors') === undefined
    ? []
    : pickList(reply.body, 'errors')) {
    expect(pick(error, 'pointer')).toMatch(/^#(\/|$)/);
    expect(pick(error, 'detail')).toMatch(sentence);
  }
}

/** Words of ours; a validator's "Invalid input: expected string, received number" helps nobody. */
const sentence = /^(?!Invalid |Too |Unrecognized )(\S+ ){2}.*\.$/s;
