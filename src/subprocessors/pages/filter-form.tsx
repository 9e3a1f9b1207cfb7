import { Choice } from '../../http/forms.tsx';
import { useContentLang, useLanguage, useWords } from '../../http/language.tsx';
import { addressIn, clockQuery } from '../../publication/addresses.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { categoriesOf, countriesOf } from '../model/filter.ts';
import { registerWords } from '../words/pages.ts';

/** A plain GET form: it works without script, and its result has an address. */
export function FilterForm({ input: { snapshot, place, params } }: { input: RenderInput }) {
  const words = useWords(registerWords).filter;
  const services = snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }));
  const countries = countriesOf(snapshot.entries, useLanguage()).map(({ code, name }) => ({
    value: code,
    text: name,
  }));
  const lang = useContentLang();
  const categories = categoriesOf(snapshot.entries).map((name) => ({
    value: name,
    text: name,
    lang,
  }));
  return (
    <form
      class="filter"
      action={`${place.pages}${addressIn(snapshot, '/subprocessors').replace(/\?.*/, '')}`}
      method="get"
      role="search"
      aria-label={words.label}
    >
      <Choice
        name="service"
        label={words.service}
        all={words.allServices}
        options={services}
        chosen={params['service']}
      />
      <Choice
        name="country"
        label={words.country}
        all={words.allCountries}
        options={countries}
        chosen={params['country']}
      />
      <Choice
        name="category"
        label={words.category}
        all={words.allCategories}
        options={categories}
        chosen={params['category']}
      />
      <div>
        <label for="q">{words.text}</label>
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
          {words.apply}
        </button>
      </div>
    </form>
  );
}
