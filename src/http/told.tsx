import { type Refusal, refusals } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import { useLanguage } from './language.tsx';
import { germanTitles } from './words/refusal-titles-de.ts';
import { inGerman } from './words/refusals-de.ts';

/** Why something was refused, in the language of the page; where there is no other, in English that says so. */
export function Told({ detail }: { readonly detail: string }) {
  const language = useLanguage();
  if (language === 'en') return <>{detail}</>;
  const said = inGerman(detail);
  return said === undefined ? <span lang="en">{detail}</span> : <>{said}</>;
}

/** Several of one field, each once. */
export function AllTold({ details }: { readonly details: readonly string[] }) {
  return (
    <>
      {[...new Set(details)].map((detail, place) => (
        <>
          {place === 0 ? '' : ' '}
          <Told detail={detail} />
        </>
      ))}
    </>
  );
}

/** What a page says that was refused as a whole. */
export function ToldRefusal({ refusal }: { readonly refusal: Refusal }) {
  const said = refusal.errors.length > 0 ? refusal.errors : [refusal];
  return (
    <>
      {said.map(({ detail }) => (
        <p class="lead">
          <Told detail={detail} />
        </p>
      ))}
    </>
  );
}

/** The title of a page that says it, with the status that programs get. */
export function toldTitle({ code }: Refusal, language: Language): string {
  return language === 'de' ? germanTitles[code] : refusals[code].title;
}
