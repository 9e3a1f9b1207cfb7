import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What is wrong with a value, in words for the person who sent it, where the field has none of its own. */
export function faultWords(issue: z.core.$ZodRawIssue): string | undefined {
  const quantity = (amount: number | bigint) =>
    issue.origin === 'array' ? `${amount} items` : amount;
  if (issue.code === 'invalid_type') {
    const kind = kinds[issue.expected];
    return kind === undefined ? undefined : `Must be ${kind}.`;
  }
  if (issue.code === 'too_big') return `Is at most ${quantity(issue.maximum)}.`;
  if (issue.code === 'too_small') return `Is at least ${quantity(issue.minimum)}.`;
  if (issue.code === 'invalid_value') return `Must be one of ${issue.values.join(', ')}.`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message;
  return undefined;
}
