import { allCountryCodes, countryName } from '../../core/countries.ts';
import { type FormState, LineField, SelectField, TextField } from '../../http/form-fields.tsx';
import type { deskWords } from '../words.ts';

type Props = { readonly form: FormState; readonly before: string; readonly law?: string };

/** What the fields of an address and of a desk are called where several stand in one form. */
export function contactLabels(before: string, title: string): Readonly<Record<string, string>> {
  const labels = {
    name: 'name',
    email: 'mail address',
    url: 'page',
    address_lines: 'street',
    address_postalCode: 'postal code',
    address_locality: 'place',
    address_country: 'country',
  };
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([name]) => before !== '' || name.startsWith('address'))
      .map(([name, label]) => [`${before}${name}`, `${title}: ${label}`]),
  );
}

export function AddressFields({ form, before, law }: Props) {
  const name = (part: string) => `${before}address_${part}`;
  return (
    <>
      <TextField
        form={form}
        name={name('lines')}
        label="Street and number"
        rows={2}
        max={1_200}
        optional
        hint="Each line as on an envelope."
        {...(law !== undefined && { law })}
      />
      <LineField
        form={form}
        name={name('postalCode')}
        label="Postal code"
        max={20}
        autocomplete="postal-code"
        optional
      />
      <LineField
        form={form}
        name={name('locality')}
        label="Place"
        max={100}
        autocomplete="address-level2"
        optional
      />
      <SelectField
        form={form}
        name={name('country')}
        label="Country"
        options={countryOptions()}
        optional
      />
    </>
  );
}

export function DeskFields({
  form,
  words: { desk, title, law, hint },
}: {
  readonly form: FormState;
  readonly words: (typeof deskWords)[number];
}) {
  const before = `${desk}_`;
  return (
    <div class="block" role="group" aria-labelledby={desk}>
      <h2 id={desk}>{title}</h2>
      <p class="fine quiet">{[hint, `Asked for by ${law}.`].filter(Boolean).join(' ')}</p>
      <LineField form={form} name={`${before}name`} label="Name" autocomplete="off" optional />
      <LineField
        form={form}
        name={`${before}email`}
        label="Mail address"
        type="email"
        max={254}
        autocomplete="off"
        optional
      />
      <LineField
        form={form}
        name={`${before}url`}
        label="Page"
        max={2_000}
        autocomplete="off"
        optional
        hint="Where they can be reached or are described, with https:// in front."
      />
      {desk === 'securityContact' ? <SecurityFields form={form} /> : null}
      <AddressFields form={form} before={before} />
    </div>
  );
}

function SecurityFields({ form }: { form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="securityContact_policyUrl"
        label="Page with the disclosure policy"
        max={2_000}
        autocomplete="off"
        optional
      />
      <LineField
        form={form}
        name="securityContact_encryptionUrl"
        label="Page with the key for encrypted mail"
        max={2_000}
        autocomplete="off"
        optional
      />
    </>
  );
}

function countryOptions() {
  const named = allCountryCodes()
    .map((value) => ({ value, text: countryName(value) }))
    .toSorted((a, b) => a.text.localeCompare(b.text));
  return [{ value: '', text: 'Not stated' }, ...named];
}

/** Those that the platform knows, and what is stored, which may be an older name. */
export function zoneOptions(stored: string | undefined) {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (stored !== undefined) zones.add(stored);
  return [...zones].toSorted().map((value) => ({ value, text: value }));
}
