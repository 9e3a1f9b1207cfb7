import type { Hook } from '@hono/zod-openapi';
import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { pointerTo, Refusal } from '../core/errors.ts';
import type { StaffEnv } from './env.ts';
import { faultWords } from './fault-words.ts';

z.config({ customError: faultWords });

/** A router for one feature's staff routes; mount small ones rather than chaining many routes. */
export function createRouter(): OpenAPIHono<StaffEnv> {
  return new OpenAPIHono<StaffEnv>({ defaultHook: refuseInvalid });
}

const refuseInvalid: Hook<unknown, StaffEnv, string, unknown> = (result) => {
  if (!result.success)
    throw invalid(result.error.issues, result.target === 'json' ? [] : [result.target]);
};

/** Turns zod's issues into faults with a JSON pointer each. */
export function invalid(
  issues: readonly z.core.$ZodIssue[],
  place: readonly string[] = [],
): Refusal {
  const errors = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: pointerTo(...place, ...issue.path, key),
        detail: 'There is no such field here. Check the spelling in the API reference.',
      }));
    }
    return [{ pointer: pointerTo(...place, ...issue.path), detail: issue.message }];
  });
  return new Refusal('invalid', 'Some values are not acceptable; nothing was stored.', { errors });
}
