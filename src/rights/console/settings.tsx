import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { allCountryCodes, countryName } from '../../core/countries.ts';
import { pointerTo, Refusal } from '../../core/errors.ts';
import { readAs } from '../../http/exchange.ts';
import { type FormState, LineField, SelectField, TextField } from '../../http/form-fields.tsx';
import { settingsInput } from '../schema/staff.ts';
import { getSettings, replaceSettings } from '../service/publishing.ts';

/** By which ways one can ask beside the form. */
export const settingForms = new Hono<ConsoleEnv>();

const labels = {
  email: 'E-mail',
  phone: 'Phone',
  lines: 'Postal address',
  postalCode: 'Postal code',
  locality: 'Town',
  country: 'Country',
} as const;

const text = z.string().trim().default('');
const said = z.object({
  email: text,
  phone: text,
  lines: text,
  postalCode: text,
  locality: text,
  country: text,
});

formPage(settingForms, {
  path: '/privacy-requests/methods',
  guards: [needs('replaceRightsSettings')],
  schema: said,
  labels,
  async stored(c) {
    const { settings, version } = await getSettings(c.env.deps.db);
    const { email = '', phone = '', postalAddress = {} } = settings;
    const { lines = [], postalCode = '', locality = '', country = '' } = postalAddress;
    const entries = { email, phone, lines: lines.join('\n'), postalCode, locality, country };
    return { version, entries };
  },
  view: () => ({ title: 'Ways to ask', current: 'rights' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Ways to ask" crumb={crumbOf(c)}>
        <ul class="said">
          <li>They stand on the public page of privacy requests, beside the form, at once.</li>
          <li>
            What is left empty is taken from the profile of the organisation: the mailbox and the
            address of its data protection officer.
          </li>
          <li>A change is a public event of the transparency log, which names the ways only.</li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Publish these ways" cancel={crumbOf(c).href}>
        <LineField
          form={drawn.form}
          name="email"
          label={labels.email}
          type="email"
          max={300}
          autocomplete="off"
          optional
        />
        <LineField
          form={drawn.form}
          name="phone"
          label={labels.phone}
          max={50}
          autocomplete="off"
          optional
          hint="Californians are to be offered two ways or more."
          law="11 CCR § 7020"
        />
        <PostFields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, sent, version) {
    const wanted = settingsOf(sent);
    await replaceSettings(c.get('visit').ctx, wanted, version);
    return '/privacy-requests?done=methods';
  },
});

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/privacy-requests`,
  label: 'Privacy requests',
});

function PostFields({ form }: { readonly form: FormState }) {
  const countries = allCountryCodes()
    .map((value) => ({ value, text: countryName(value) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1));
  return (
    <>
      <TextField
        form={form}
        name="lines"
        label={labels.lines}
        max={1_500}
        rows={3}
        optional
        hint="Street and number, or a box; one line each."
      />
      <LineField
        form={form}
        name="postalCode"
        label={labels.postalCode}
        max={20}
        autocomplete="off"
        optional
      />
      <LineField form={form} name="locality" label={labels.locality} autocomplete="off" optional />
      <SelectField
        form={form}
        name="country"
        label={labels.country}
        optional
        options={[{ value: '', text: 'None' }, ...countries]}
      />
    </>
  );
}

function settingsOf({ email, phone, lines: written, ...rest }: z.output<typeof said>) {
  const lines = written.split('\n').filter((line) => line.trim() !== '');
  const place = Object.entries(rest).filter(([, value]) => value !== '');
  const post = { ...(lines.length > 0 && { lines }), ...Object.fromEntries(place) };
  try {
    return readAs(settingsInput, {
      ...(email !== '' && { email }),
      ...(phone !== '' && { phone }),
      ...(Object.keys(post).length > 0 && { postalAddress: post }),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // A form has no members within members.
    const errors = error.errors.map(({ pointer, detail }) => {
      const [, name = ''] = /^#\/postalAddress\/(\w+)/.exec(pointer) ?? [];
      return name === '' ? { pointer, detail } : { pointer: pointerTo(name), detail };
    });
    throw new Refusal(error.code, error.detail, { errors });
  }
}
