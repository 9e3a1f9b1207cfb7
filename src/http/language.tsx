import { createContext, useContext } from 'hono/jsx';
import type { Catalogue, Language } from '../core/language.ts';
import { isTranslated, type Translatable } from '../core/translating.ts';

type Spoken = {
  readonly language: Language;
  /** BCP 47, of what the organisation writes; absent where it is the page's language too. */
  readonly content?: string;
};

/** In which a page is written; the console, where nobody provides it, is in English. */
export const PageLanguage = createContext<Spoken>({ language: 'en' });

/** The language of the page that is being written; only within components. */
export function useLanguage(): Language {
  return useContext(PageLanguage).language;
}

/** The words of a feature's pages in the language of the page; only within components. */
export function useWords<Words>(catalogue: Catalogue<Words>): Words {
  return catalogue[useLanguage()];
}

/**
 * For the `lang` of an element with a text of the organisation, which has no translation: undefined
 * where the page is in that language (WCAG 2.2, 3.1.2). Only within components.
 */
export function useContentLang(): string | undefined {
  return useContext(PageLanguage).content;
}

/**
 * The same for one text of something that may be translated: undefined also where it is, into the page's language.
 * Only within components.
 */
export function useTextLang<T extends Translatable>(
  written: T,
  field: keyof T & string,
): string | undefined {
  const { language, content } = useContext(PageLanguage);
  return isTranslated(written, field, language) ? undefined : content;
}
