import { Choice } from '../../http/forms.tsx';
import { useWords } from '../../http/language.tsx';
import { clockQuery } from '../../publication/addresses.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { registerWords } from '../words/pages.ts';

type Props = {
  readonly input: RenderInput;
  /** Of the drawing that it narrows, below where the pages stand. */
  readonly path: string;
  readonly label: string;
};

/** One list, of services: a plain GET form, which keeps the past that is shown. */
export function ServiceFilter({ input: { snapshot, place, params }, path, label }: Props) {
  const words = useWords(registerWords).filter;
  if (snapshot.services.length === 0) return null;
  return (
    <form class="filter" action={`${place.pages}${path}`} method="get" aria-label={label}>
      <Choice
        name="service"
        label={words.service}
        all={words.allServices}
        options={snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={params['service']}
      />
      <div>
        {(snapshot.past === undefined ? [] : clockQuery(snapshot.past)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="button plain" type="submit">
          {words.apply}
        </button>
      </div>
    </form>
  );
}
