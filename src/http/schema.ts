import { z } from 'zod';
import { isCountryCode } from '../core/countries.ts';
import type { Day } from '../core/day.ts';
import type { Language } from '../core/language.ts';
import { parseDay } from '../core/day.ts';
import type { Warned } from '../core/translating.ts';
import { faultInText, safeUrl } from '../core/text.ts';

/** One line of publishable text. */
export function line(max: number) {
  return z
    .string({ error: 'Must be text.' })
    .max(max, `Has at most ${max} characters.`)
    .superRefine((text, issues) => report(issues, faultInText(text)))
    .transform((text) => text.trim());
}

/** Several lines of publishable text. */
export function prose(max: number) {
  return z
    .string({ error: 'Must be text.' })
    .max(max, `Has at most ${max} characters.`)
    .superRefine((text, issues) =>
      report(issues, faultInText(text.replaceAll('\r\n', '\n'), { lines: true })),
    )
    .transform((text) => text.replaceAll('\r\n', '\n').trim());
}

/** A web address that is safe to link to: http(s), a full host, no user or password. */
export const webAddress = z
  .string({ error: 'Must be a web address.' })
  .trim()
  .max(2_000, 'Has at most 2000 characters.')
  .superRefine((text, issues) => report(issues, faultInAddress(text)))
  .meta({ format: 'uri', example: 'https://vendor.example/dpa' });

/** HTML's own test (WHATWG), because zod's refuses some international domains. */
export const mailAddress = z
  .string({ error: 'Must be an e-mail address.' })
  .max(254, 'Has at most 254 characters.')
  .regex(z.regexes.html5Email, 'Must be an e-mail address, e.g. privacy@vendor.example.')
  .meta({ format: 'email', example: 'privacy@vendor.example' });

export const calendarDay = z
  .string({ error: 'Must be a day as YYYY-MM-DD.' })
  .transform((text, issues): Day => {
    const day = parseDay(text);
    if (day !== undefined) return day;
    issues.addIssue({
      code: 'custom',
      message: 'Must be a day that exists, as YYYY-MM-DD, e.g. 2027-01-04.',
    });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'date', example: '2027-01-04' });

export const countryCode = z
  .string({ error: 'Must be a country code.' })
  .refine(
    isCountryCode,
    'Must be an ISO 3166-1 alpha-2 code in capitals, e.g. DE or GB. EU, EEA and UK are not country codes; use "region" for EU, EEA and worldwide.',
  )
  .meta({ example: 'DE' });

export const slug = z
  .string({ error: 'Must be a slug.' })
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'Must be lower-case letters, digits and single hyphens, e.g. amazon-web-services.',
  )
  .max(60, 'Has at most 60 characters.')
  .meta({ example: 'mistral-ai' });

/** Of something that is made: `new` is where the console makes it. */
export const newSlug = slug.refine(
  (name) => name !== 'new',
  'Can not be "new": there the console makes one. Choose another.',
);

/** By language, what texts say in others than the organisation's first; as staff send it. */
export function translations<T extends z.ZodObject>(texts: T) {
  return z.strictObject(inEachLanguage(texts)).exactOptional().meta(translationsMeta);
}

/** The same as it is published, where members may come later. */
export function shownTranslations<T extends z.ZodObject>(texts: T) {
  return z.object(inEachLanguage(texts)).optional().meta(translationsMeta);
}

const translationsMeta = {
  description:
    'By language, what these texts say in others than the organisation’s first. A text without stands as it is',
};

function inEachLanguage<T extends z.ZodObject>(texts: T) {
  return { en: texts.exactOptional(), de: texts.exactOptional() } as const satisfies Readonly<
    Record<Language, unknown>
  >;
}

/** Each with the place that it is about. */
export const faultList = z.array(z.object({ pointer: z.string(), detail: z.string() })).readonly();

/** What was stored, with what somebody should look at again. */
export function withWarnings<S extends z.ZodRawShape>(stored: z.ZodObject<S>, id: string) {
  const warnings = faultList.exactOptional().meta({
    description:
      'Translations that say something else than their text, which has changed. Absent without any',
  });
  return z.object({ ...stored.shape, warnings }).meta({ id });
}

/** For its answer. */
export function presentWarnings({ warnings }: Warned): Partial<Warned> {
  return warnings.length === 0 ? {} : { warnings };
}

/** A cursor-paged list. `next` is null at the end. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `cursor` to continue; null at the end.' }),
  });
}

/** A cursor that is a number within, and text to those who send it back. */
export const numberCursor = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Must be a cursor that this list gave.')
  .transform(Number);

export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce
    .number({ error: 'Must be a number.' })
    .int()
    .min(1)
    .max(100, 'Is at most 100.')
    .default(50),
});

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) as URI fragment' }),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457: what is wrong, and what to do about it.' });

/** Responses that every staff route can give. */
export function problems(...statuses: readonly number[]) {
  const content = { 'application/problem+json': { schema: problem } };
  const described = Object.fromEntries(
    [401, 403, ...statuses].map((status) => [
      status,
      { description: descriptions[status] ?? 'A problem', content },
    ]),
  );
  return described;
}

const descriptions: Record<number, string> = {
  400: 'The request could not be read',
  401: 'A staff key is needed',
  403: 'The key has another role',
  404: 'There is no such thing, or you may not know of it',
  409: 'Contradicts the present state',
  412: 'Changed by someone else in the meantime',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Some values are not acceptable',
  428: 'If-Match is missing',
};

function faultInAddress(text: string): string | undefined {
  return safeUrl(text) === undefined
    ? 'Must be an http or https address with a full host name and without user or password, e.g. https://vendor.example/dpa.'
    : faultInText(text);
}

function report(issues: z.RefinementCtx, fault: string | undefined): void {
  if (fault !== undefined) issues.addIssue({ code: 'custom', message: fault });
}
