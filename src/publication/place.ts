import type { Language } from '../core/language.ts';
import type { Deps } from '../context.ts';
import { type Organisation, siteLanguage } from '../organisation/model.ts';
import type { Place } from './model.ts';

type Root = { readonly origin: string; readonly base: string };

/** Where what programs read says that it stands: the same in every language, without the demo's banner. */
export function placeOf({ origin, base }: Root): Place {
  return { origin, base, pages: base, language: 'en', demo: false };
}

/**
 * Where pages stand in a language: the site's first one has the plain addresses, `/trust/subprocessors`,
 * the others have theirs in front, `/trust/de/subprocessors`.
 */
export function pagesIn(base: string, organisation: Organisation, language: Language): string {
  return language === siteLanguage(organisation) ? base : `${base}/${language}`;
}

/** Below which the pages stand for whoever asked: in the language that the address names, where it names one. */
export function pagesBase({
  config: { base },
  language,
}: Pick<Deps, 'config' | 'language'>): string {
  return language === undefined ? base : `${base}/${language}`;
}
