import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { flatten } from '../../console/flat-form.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { type FormState, LineField, TextField } from '../../http/form-fields.tsx';
import { newServiceForm, serviceForm } from './forms.ts';
import { createService, getService, replaceService } from '../service.ts';

/** The products that the register is for. */
export const serviceForms = new Hono<ConsoleEnv>();

const labels = { slug: 'Short name', name: 'Name', description: 'Description', order: 'Place' };
const here = (c: Context<ConsoleEnv>) => `${rootOf(c)}/organisation`;
const crumb = (c: Context<ConsoleEnv>) => ({ href: here(c), label: 'Organisation' });
const slugOf = (c: Context<ConsoleEnv>) => c.req.param('slug') ?? '';

formPage(serviceForms, {
  path: '/organisation/services/new',
  guards: [needs('createService')],
  schema: newServiceForm,
  labels,
  view: () => ({ title: 'Add a service', current: 'organisation' }),
  content: (c, drawn) => (
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
        <Fields form={drawn.form} />
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
          <Fields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, service, version) {
    await replaceService(c.get('visit').ctx, slugOf(c), service, version);
    return '/organisation?done=stored';
  },
});

function Fields({ form }: { form: FormState }) {
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
    </>
  );
}
