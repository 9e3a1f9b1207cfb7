import { z } from 'zod';

/** A field of a form that may be left empty. */
export function optionalField<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    schema.optional(),
  );
}
