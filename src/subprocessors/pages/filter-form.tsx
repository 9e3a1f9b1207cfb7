import { Choice } from '../../http/forms.tsx';
import { addressIn, clockQuery } from '../../publication/addresses.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { categoriesOf, countriesOf } from '../model/filter.ts';

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
      action={`${place.base}${addressIn(snapshot, '/subprocessors').replace(/\?.*/, '')}`}
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
        {(snapshot.past === undefined ? [] : clockQuery(snapshot.past)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
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
