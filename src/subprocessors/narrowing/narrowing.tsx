import type { Catalogue } from '../../core/language.ts';
import { useWords } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { narrowScriptPath } from './script.ts';

type NarrowingWords = { readonly shown: string; readonly none: string };

/** `{n}` and `{all}` are numbers that the script puts in. */
const narrowingWords: Catalogue<NarrowingWords> = {
  en: { shown: '{n} of {all} entries have this', none: 'No entry has this' },
  de: { shown: '{n} von {all} Einträgen enthalten das', none: 'Kein Eintrag enthält das' },
};

/** Where there is JavaScript, the list follows what is typed, and says how many are left. */
export function Narrowing({ input: { place, params } }: { input: RenderInput }) {
  const { shown, none } = useWords(narrowingWords);
  // Staff preview under a policy without scripts, and what is narrowed already is not the whole list.
  if (place.preview !== undefined || params['q'] !== undefined) return null;
  return (
    <>
      <p class="small narrowed screen" id="narrowed" role="status"></p>
      <script src={`${place.base}${narrowScriptPath}`} defer data-shown={shown} data-none={none} />
    </>
  );
}
