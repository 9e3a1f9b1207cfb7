import type { RenderInput } from '../../publication/representation.ts';
import { categoriesOf, countriesOf } from '../model/filter.ts';

type Option = { readonly value: string; readonly text: string };

/** A plain GET form: it works without script, and its result has an address. */
export function FilterForm({ input: { snapshot, place, params } }: { input: RenderInput }) {
  const services = snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }));
  const countries = countriesOf(snapshot.entries).map(({ code, name }) => ({
    value: code,
    text: name,
  }));
  const categories = categoriesOf(snapshot.entries).map((name) => ({ value: name, text: name }));
  return (
    <form
      class="filter"
      action={`${place.base}/subprocessors`}
      method="get"
      role="search"
      aria-label="Filter the register"
    >
      <Choice
        name="service"
        label="Service"
        all="All services"
        options={services}
        chosen={params['service']}
      />
      <Choice
        name="country"
        label="Country"
        all="All countries"
        options={countries}
        chosen={params['country']}
      />
      <Choice
        name="category"
        label="Category"
        all="All categories"
        options={categories}
        chosen={params['category']}
      />
      <div>
        <label for="q">Name or purpose</label>
        <input
          id="q"
          name="q"
          type="search"
          autocomplete="off"
          maxlength={100}
          value={params['q'] ?? ''}
          dir="auto"
        />
      </div>
      <div>
        {params['sort'] === undefined ? null : (
          <input type="hidden" name="sort" value={params['sort']} />
        )}
        <button class="button plain" type="submit">
          Apply
        </button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly options: readonly Option[];
  readonly chosen: string | undefined;
};

function Choice({ name, label, all, options, chosen }: ChoiceProps) {
  // A value from an old link must not look like "all" while it filters.
  const isKnown = !chosen || options.some(({ value }) => value === chosen);
  const shown = isKnown ? options : [...options, { value: chosen, text: chosen }];
  if (shown.length === 0) return null;
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{all}</option>
        {shown.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
