import type { z } from 'zod';
import type { Fault } from '../core/errors.ts';
import { pointerTo } from '../core/errors.ts';
import { contactPersonSchema, factsSchema } from '../subprocessors/schema/facts.ts';

export type Verdict<T> = { readonly value?: T; readonly faults: readonly Fault[] };

/** The same rules that hold for an entry put into a batch by hand. */
export const judgeFacts = (facts: unknown) => judge(factsSchema, facts);

export const judgePerson = (person: unknown) => judge(contactPersonSchema, person);

function judge<T extends z.ZodType>(schema: T, value: unknown): Verdict<z.output<T>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, faults: [] };
  return {
    faults: parsed.error.issues.flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const what = keys.length > 0 ? 'There is no such field here.' : wordsOn(issue, value);
      return (keys.length > 0 ? keys : [undefined]).map((key) => ({
        pointer: pointerTo(...issue.path, ...(key === undefined ? [] : [key])),
        detail: what,
      }));
    }),
  };
}

function wordsOn({ path, message }: z.core.$ZodIssue, value: unknown): string {
  const [name, ...deeper] = path;
  const isMissing = value instanceof Object && deeper.length === 0 && !(String(name) in value);
  return isMissing && name !== undefined ? 'Is missing.' : message;
}
