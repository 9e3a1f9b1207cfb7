import { z } from 'zod';
import { flatten, nest } from './flat-form.ts';

/**
 * Facts as a form sends them: a field left empty says nothing, where nothing need be said. Translations come as
 * `translations_de_title`.
 */
export function fromForm<T extends z.ZodObject>(facts: T) {
  return z.preprocess((sent) => {
    const entries: [string, string][] = Object.entries(Object(sent));
    const isOther = ([name]: readonly [string, string]) => name.startsWith('translations_');
    return {
      ...Object.fromEntries(
        entries.filter(
          (entry) =>
            !isOther(entry) &&
            (entry[1] !== '' || facts.shape[entry[0]]?._zod.optin !== 'optional'),
        ),
      ),
      ...nest(Object.fromEntries(entries.filter(isOther))),
    };
  }, facts);
}

/** A box that may be ticked. */
export const box = z
  .literal('yes')
  .optional()
  .transform((said) => said === 'yes');

/** A whole number as it is typed. */
export function typedNumber<T extends z.ZodType<unknown, number>>(number: T) {
  return z
    .string({ error: 'Must be a whole number.' })
    .trim()
    .regex(/^\d{1,7}$/, 'Must be a whole number.')
    .transform(Number)
    .pipe(number);
}

/** Several in one field, with commas or spaces between them. */
export function typedList<T extends z.ZodType<unknown, string[]>>(list: T) {
  return z
    .string({ error: 'Must be text.' })
    .transform((text) => text.split(/[\s,;]+/).filter((part) => part !== ''))
    .pipe(list);
}

/** The same the other way: each of these facts as it stands in its field, and the translations. */
export function toEntries(
  facts: object,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const stated = new Map<string, unknown>(Object.entries(facts));
  return {
    ...Object.fromEntries(names.map((name) => [name, inField(stated.get(name))])),
    ...flatten({ translations: stated.get('translations') }),
  };
}

function inField(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : '';
  return value === undefined ? '' : String(value);
}
