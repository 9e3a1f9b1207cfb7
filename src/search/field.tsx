import { useWords } from '../http/language.tsx';
import type { Place } from '../publication/model.ts';
import { mostCharacters } from './model.ts';
import { searchWords } from './words/pages.ts';

type Props = { readonly place: Place; readonly query?: string; readonly isWrong?: boolean };

/** A plain form: it works without script, and its result has an address. */
export function SearchField({ place, query = '', isWrong = false }: Props) {
  const words = useWords(searchWords);
  return (
    <form class="seek screen" action={`${place.pages}/search`} method="get" role="search">
      <label for="seek">{words.label}</label>
      <div>
        <input
          id="seek"
          name="q"
          type="search"
          autocomplete="off"
          maxlength={mostCharacters}
          value={query.slice(0, mostCharacters)}
          dir="auto"
          aria-describedby={isWrong ? 'seek-hint seek-fault' : 'seek-hint'}
          aria-invalid={isWrong ? 'true' : undefined}
        />
        <button class="button plain" type="submit">
          {words.button}
        </button>
      </div>
      <p class="fine quiet" id="seek-hint">
        {words.hint}
      </p>
    </form>
  );
}
