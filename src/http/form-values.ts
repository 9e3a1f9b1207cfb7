import { z } from 'zod';

/** Of a form: what is left empty in these fields was not said. */
export function filledOnly<T extends z.ZodType>(names: readonly string[], schema: T) {
  return z.preprocess(
    (sent) =>
      typeof sent === 'object' && sent !== null
        ? Object.fromEntries(
            Object.entries(sent).filter(
              ([name, value]) =>
                !names.includes(name) || (typeof value === 'string' && value.trim() !== ''),
            ),
          )
        : sent,
    schema,
  );
}
