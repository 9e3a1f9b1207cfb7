/** Words that stand beside each other in the languages of the trust centre's letters. English is always there. */
export type Worded = { readonly en: string; readonly de?: string };

/** What is read of them in a language, and which one it is: English where there is no other. */
export function wordsIn(
  worded: Worded,
  language: string,
): { readonly text: string; readonly language: 'en' | 'de' } {
  if (language === 'de' && worded.de !== undefined) return { text: worded.de, language };
  return { text: worded.en, language: 'en' };
}
