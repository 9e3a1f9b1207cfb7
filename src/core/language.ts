/** The languages that Annex speaks: of its public pages and of its letters. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The same words in every language; one that lacks any is an error of types. */
export type Catalogue<Words> = Readonly<Record<Language, Words>>;

/** What each language is called in itself. */
export const languageNames: Catalogue<string> = { en: 'English', de: 'Deutsch' };

/** For staff, whose pages are in English. */
export const englishNames: Readonly<Record<Language, string>> = { en: 'English', de: 'German' };

/** Which of them a tag (BCP 47) means: `de-AT` is `de`. */
export function languageOf(tag: string): Language | undefined {
  const primary = tag.split('-')[0]?.toLowerCase();
  return languages.find((language) => language === primary);
}
