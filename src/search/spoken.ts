import { type Language, languages } from '../core/language.ts';
import { isTranslated, type Translatable } from '../core/translating.ts';
import { type Findable, marks } from './model.ts';

/** Something that can be found, and what pages say of it. */
export type Spoken = Pick<Findable, 'kind' | 'key'> & {
  /** Whether they say it in a language, whole; what is translated by half is shown as it is written. */
  isSaid(language: Language): boolean;
  say(language: Language): Pick<Findable, 'title' | 'body' | 'words'>;
};

export function isTranslatedIn(written: Translatable, texts: readonly string[]) {
  const given = texts.filter((text) => Object.hasOwn(written, text));
  return (language: Language) =>
    given.length > 0 && given.every((text) => isTranslated(written, text, language));
}

/** One for each language where it is said in more than the first; else one for all. */
export function inEachLanguage(
  { kind, key, isSaid, say }: Spoken,
  first: Language,
): readonly Findable[] {
  const said = (language: Language) => language === first || isSaid(language);
  if (languages.every((language) => language === first || !isSaid(language)))
    return [{ kind, key, ...say(first) }];
  return languages.map((language) => {
    const spoken = say(said(language) ? language : first);
    const others = languages.filter((other) => other !== language && said(other));
    const words = [spoken.words, ...others.map((other) => say(other).title)].join(' ');
    return { kind, key, ...spoken, words, language };
  });
}

/** As one line; what does not end like a sentence is ended. */
export function sentences(parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => (part ?? '').replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => (/[.!?…:;]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

/** The index puts characters of its own around what was looked for. */
export function withoutMarks(found: Findable): Findable {
  const clean = (text: string) => text.replaceAll(marks.open, '').replaceAll(marks.close, '');
  return {
    ...found,
    title: clean(found.title),
    body: clean(found.body),
    words: clean(found.words),
  };
}
