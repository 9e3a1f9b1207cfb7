import { canonicalJson, type Json } from './canonical-json.ts';
import { type Fault, pointerTo } from './errors.ts';
import { type Language, languages } from './language.ts';

/** By language, what texts say in others than the organisation's first. */
export type Translations<Texts> = { readonly [L in Language]?: Partial<Texts> };

/** Of what was stored: what a careful person would look at again. */
export type Warned = { readonly warnings: readonly Fault[] };

export type Translatable = { readonly translations?: Translations<object> };

/** As a reader of that language gets it; what is not translated stays as it is. */
export function translated<T extends Translatable>(written: T, language: Language): T {
  const said = written.translations?.[language];
  return said === undefined ? written : { ...written, ...said };
}

/** With those translations only that `other` has not, and none in the language in which the rest is shown. */
export function withoutShared<T extends Translatable>(written: T, other: T, shown: Language): T {
  const translations = Object.fromEntries(
    languages
      .filter((language) => language !== shown)
      .map((language) => {
        const theirs = other.translations?.[language] ?? {};
        const own = Object.entries(written.translations?.[language] ?? {}).filter(
          ([field, said]) => !isSame(textOf(theirs, field), said),
        );
        return [language, Object.fromEntries(own)];
      }),
  );
  return { ...written, translations };
}

/** Whether a text says something in that language. */
export function isTranslated(
  { translations }: Translatable,
  field: string,
  language: Language,
): boolean {
  return Object.hasOwn(translations?.[language] ?? {}, field);
}

/** Everything that is said in other languages, for what finds it by its words. */
export function translationsIn({ translations }: Translatable): readonly string[] {
  return languages
    .flatMap((language) => Object.values(translations?.[language] ?? {}).flat())
    .filter((text) => typeof text === 'string');
}

/** Some of the texts in each language that they are written in, each with the way to it. */
export function textsIn(
  written: Translatable,
  fields: ReadonlySet<string>,
): readonly (readonly [path: readonly string[], text: string])[] {
  const within = (texts: object, path: readonly string[]) =>
    Object.entries(texts).flatMap(([name, text]: [string, unknown]) =>
      fields.has(name) && typeof text === 'string' ? [[[...path, name], text] as const] : [],
    );
  return [
    ...within(written, []),
    ...languages.flatMap((language) =>
      within(written.translations?.[language] ?? {}, ['translations', language]),
    ),
  ];
}

/**
 * Translations that say something false, or of nothing: the text has changed and they have not, or there is no
 * text. `before` is what was stored, if anything was.
 */
export function warningsOfTranslations(
  before: Translatable | undefined,
  after: Translatable,
  within: readonly (string | number)[] = [],
): readonly Fault[] {
  return languages.flatMap((language) =>
    Object.entries(after.translations?.[language] ?? {}).flatMap(([field, said]) => {
      const pointer = pointerTo(...within, 'translations', language, field);
      if (textOf(after, field) === undefined)
        return [{ pointer, detail: 'Translates a text that is not given.' }];
      const isStale =
        before !== undefined &&
        !isSame(textOf(before, field), textOf(after, field)) &&
        isSame(textOf(before.translations?.[language] ?? {}, field), said);
      return isStale
        ? [{ pointer, detail: 'The text has changed and its translation has not: look at both.' }]
        : [];
    }),
  );
}

function textOf(written: object, field: string): Json | undefined {
  return new Map<string, Json>(Object.entries(written)).get(field);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
