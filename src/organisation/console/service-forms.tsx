import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { flatten } from '../../console/flat-form.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import {
  doneWith,
  TranslationFields,
  translationLabels,
} from '../../console/translation-fields.tsx';
import type { Language } from '../../core/language.ts';
import { type FormState, LineField, TextField } from '../../http/form-fields.tsx';
import { newServiceForm, serviceForm } from './forms.ts';
import { createService, getService, replaceService } from '../service.ts';

/** The products that the register is for. */
export const serviceForms = new Hono<ConsoleEnv>();

const texts = [
  { name: 'name', label: 'Name', max: 200 },
  { name: 'description', label: 'Description', max: 2_000, rows: 3 },
];
const labels = {
  slug: 'Short name',
  name: 'Name',
  description: 'Description',
  order: 'Place',
  ...translationLabels(texts),
};
const here = (c: Context<ConsoleEnv>) => `${rootOf(c)}/organisation`;
const crumb = (c: Context<ConsoleEnv>) => ({ href: here(c), label: 'Organisation' });
const slugOf = (c: Context<ConsoleEnv>) => c.req.param('slug') ?? '';

formPage(serviceForms, {
  path: '/organisation/services/new',
  guards: [needs('createService')],
  schema: newServiceForm,
  labels,
  view: () => ({ title: 'Add a service', current: 'organisation' }),
  content: async (c, drawn) => (
    <>
      <PageTitle title="Add a service" crumb={crumb(c)}>
        <p class="lead">
          A product or site whose customers read the register. Each entry can say for which it
          works, and subscribers can follow only theirs.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Add the service" cancel={here(c)}>
        <LineField
          form={drawn.form}
          name="slug"
          label="Short name"
          max={60}
          autocomplete="off"
          hint="Lower-case letters, digits and hyphens. It stands in addresses of feeds and never changes."
        />
        <Fields form={drawn.form} written={(await placeOf(c)).written} />
      </ConsoleForm>
    </>
  ),
  async act(c, service) {
    await createService(c.get('visit').ctx, service);
    return '/organisation?done=created';
  },
});

formPage(serviceForms, {
  path: '/organisation/services/:slug',
  guards: [needs('replaceService')],
  schema: serviceForm,
  labels,
  async stored(c) {
    const { value, version } = await getService(c.env.deps.db, slugOf(c));
    const { slug: _, ...service } = value;
    return { version, entries: flatten(service) };
  },
  view: () => ({ title: 'Change a service', current: 'organisation' }),
  async content(c, drawn) {
    const { value } = await getService(c.env.deps.db, slugOf(c));
    return (
      <>
        <PageTitle title={`Change ${value.name}`} crumb={crumb(c)} />
        <ConsoleForm drawn={drawn} submit="Store and publish" cancel={here(c)}>
          <Fields form={drawn.form} written={(await placeOf(c)).written} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, service, version) {
    const stored = await replaceService(c.get('visit').ctx, slugOf(c), service, version);
    return `/organisation?done=${doneWith(stored, 'stored')}`;
  },
});

function Fields({ form, written }: { form: FormState; written: Language }) {
  return (
    <>
      <LineField form={form} name="name" label="Name" autocomplete="off" />
      <TextField form={form} name="description" label="Description" rows={3} max={2_000} optional />
      <LineField
        form={form}
        name="order"
        label="Place"
        max={7}
        autocomplete="off"
        optional
        hint="A number: lists begin with the lowest."
      />
      <TranslationFields form={form} written={written} texts={texts} />
    </>
  );
}
