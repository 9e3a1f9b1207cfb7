import { parseDay } from '../core/day.ts';
import { useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { differenceWords } from './words/pages.ts';

/** A plain GET form: it works without script, and its result has an address. */
export function Choose({ input: { place, params } }: { input: RenderInput }) {
  const words = useWords(differenceWords).page;
  return (
    <form
      class="filter"
      action={`${place.pages}/diff`}
      method="get"
      role="search"
      aria-label={words.choose}
    >
      <DayField name="from" label={words.fromDay} value={params['from']} />
      <DayField name="to" label={words.toDay} value={params['to']} />
      <div>
        <button class="button plain" type="submit">
          {words.compare}
        </button>
      </div>
    </form>
  );
}

function DayField({
  name,
  label,
  value,
}: {
  name: string;
  label: string;
  value?: string | undefined;
}) {
  return (
    <div>
      <label for={name}>{label}</label>
      <input id={name} name={name} type="date" value={parseDay(value ?? '') ?? ''} />
    </div>
  );
}
