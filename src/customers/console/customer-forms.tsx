import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import {
  CheckField,
  ChoiceField,
  type FormState,
  LineField,
  SelectField,
} from '../../http/form-fields.tsx';
import { type Customer, isOver, lastDayInScope } from '../model.ts';
import { customerForm, serviceBox } from '../schema/forms.ts';
import { listContacts } from '../service/contacts.ts';
import { createCustomer, replaceCustomer } from '../service/customers.ts';
import { eraseCustomer, erasureReasons } from '../service/erasing.ts';
import { listProfiles } from '../service/profiles.ts';
import { todayOf } from '../service/reading.ts';
import { listServiceNames } from '../service/showing.ts';
import { crumbOf, customerOf, listPath, titleOf } from './shared.tsx';
import { entriesOf, OverridesFields, termLabels } from './terms-fields.tsx';

/** Adding, changing and erasing a customer. */
export const customerForms = new Hono<ConsoleEnv>();

const labels = {
  name: 'Name',
  reference: 'Reference',
  services: 'Services',
  regions: 'Regions',
  profile: 'Profile',
  agreementFrom: 'Agreement from',
  agreementUntil: 'Last day of the agreement',
  postTerminationDays: 'Days behind it',
  ...termLabels,
};

formPage(customerForms, {
  path: '/customers/new',
  guards: [needs('createCustomer')],
  schema: customerForm,
  labels,
  view: () => ({ title: 'Add a customer', current: 'customers' }),
  content: async (c, drawn) => (
    <>
      <PageTitle
        title="Add a customer"
        crumb={{ href: listPath(c), label: 'Customers and contacts' }}
      >
        <p class="lead">
          The next page asks who is told for it. Its name stands on no public page.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Add the customer" cancel={listPath(c)}>
        {await fieldsOf(c, drawn.form)}
      </ConsoleForm>
    </>
  ),
  async act(c, customer) {
    const { id } = await createCustomer(c.get('visit').ctx, { ...customer, contacts: [] });
    return `/customers/${id}?done=made`;
  },
});

formPage(customerForms, {
  path: '/customers/:id/edit',
  guards: [needs('replaceCustomer')],
  schema: customerForm,
  labels,
  async stored(c) {
    const customer = await customerOf(c);
    return { version: customer.version, entries: entriesOfCustomer(customer) };
  },
  view: () => ({ title: 'Edit a customer', current: 'customers' }),
  async content(c, drawn) {
    const customer = await customerOf(c);
    const crumb = crumbOf(c, customer);
    return (
      <>
        <PageTitle title={`Edit ${titleOf(customer)}`} crumb={crumb}>
          <p class="lead">
            What is announced already keeps the terms of its announcement. Its contacts stay.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store the customer" cancel={crumb.href}>
          {await fieldsOf(c, drawn.form)}
        </ConsoleForm>
      </>
    );
  },
  async act(c, customer, version) {
    const { id } = await customerOf(c);
    await replaceCustomer(c.get('visit').ctx, id, customer, version);
    return `/customers/${id}?done=changed`;
  },
});

function entriesOfCustomer(customer: Customer): Readonly<Record<string, string>> {
  const { name, reference, services, regions, profile, overrides } = customer;
  const { agreementFrom, agreementUntil, postTerminationDays } = customer;
  return {
    name,
    reference: reference ?? '',
    ...Object.fromEntries(services.map((slug) => [serviceBox(slug), 'yes'])),
    regions: regions.join(', '),
    profile,
    agreementFrom,
    agreementUntil: agreementUntil ?? '',
    postTerminationDays: String(postTerminationDays),
    ...entriesOf(overrides),
  };
}

async function fieldsOf(c: Context<ConsoleEnv>, form: FormState): Promise<Child> {
  const { db } = c.env.deps;
  const profiles = await listProfiles(db);
  const services = await listServiceNames(db);
  const field = (name: 'name' | 'reference' | 'regions', rest: object = {}) => (
    <LineField form={form} name={name} label={labels[name]} autocomplete="off" {...rest} />
  );
  return (
    <>
      {field('name', { law: 'Article 30(2)(a) GDPR' })}
      {field('reference', {
        max: 100,
        optional: true,
        hint: 'What you call it elsewhere. An import finds the customer by it.',
      })}
      <SelectField
        form={form}
        name="profile"
        label={labels.profile}
        options={[
          { value: '', text: 'Choose one' },
          ...profiles.map(({ slug, name }) => ({ value: slug, text: name })),
        ]}
        hint="Its terms hold, except what stands below as its own."
      />
      <fieldset class="field" id="services">
        <legend>{labels.services}</legend>
        <p class="fine quiet">Told of what concerns these. None ticked: of all.</p>
        {services.map(({ slug, name }) => (
          <CheckField form={form} name={serviceBox(slug)} label={name} />
        ))}
      </fieldset>
      {field('regions', { optional: true, max: 2_000, hint: 'With commas between, e.g. EU, US.' })}
      <Agreement form={form} />
      <details class="more" open={hasOwnTerms(form)}>
        <summary>Terms of its own</summary>
        <OverridesFields form={form} />
      </details>
    </>
  );
}

function hasOwnTerms({ entries, faults }: FormState): boolean {
  return Object.keys(termLabels).some(
    (name) => (entries[name] ?? '') !== '' || faults.some(({ pointer }) => pointer === `#/${name}`),
  );
}

function Agreement({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="agreementFrom"
        label={labels.agreementFrom}
        type="date"
        autocomplete="off"
        law="Article 28(3) GDPR"
      />
      <LineField
        form={form}
        name="agreementUntil"
        label={labels.agreementUntil}
        type="date"
        autocomplete="off"
        optional
        hint="Empty while it goes on."
      />
      <LineField
        form={form}
        name="postTerminationDays"
        label={labels.postTerminationDays}
        max={4}
        autocomplete="off"
        optional
        hint="In which data is still held after the last day, and changes are told."
        law="Article 28(3)(g) GDPR"
      />
    </>
  );
}

const reasonWords = {
  'entered-by-mistake': 'It was entered by mistake',
  duplicate: 'It is here twice',
  requested: 'It asks to be erased',
} as const;

const erasure = z.preprocess(
  (form) => (Object(form)['reason'] === '' ? {} : form),
  z.strictObject({
    reason: z.enum(erasureReasons, { error: 'Say why it is erased now.' }).exactOptional(),
  }),
);

formPage(customerForms, {
  path: '/customers/:id/erasure',
  guards: [needs('eraseCustomer'), needsProof],
  schema: erasure,
  labels: { reason: 'Why' },
  stored: async (c) => ({ version: (await customerOf(c)).version, entries: {} }),
  view: () => ({ title: 'Erase a customer', current: 'customers' }),
  async content(c, drawn) {
    const customer = await customerOf(c);
    const crumb = crumbOf(c, customer);
    const contacts = await listContacts(c.env.deps, customer.id);
    const mustBeTold = await isRunning(c, customer);
    return (
      <>
        <PageTitle title={`Erase ${titleOf(customer)}?`} crumb={crumb}>
          <ul class="said">
            <li>
              Its name, its reference and the names of {contacts.length}{' '}
              {contacts.length === 1 ? 'contact' : 'contacts'} are forgotten; addresses too, where
              they stand for no other customer. It can not be undone.
            </li>
            <li>
              Its id, dates, terms and what was announced to it stay: that is the proof (Article
              5(2) GDPR).
            </li>
            {mustBeTold ? <Running customer={customer} /> : null}
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Erase the customer" cancel={crumb.href}>
          {mustBeTold ? (
            <ChoiceField
              form={drawn.form}
              name="reason"
              label="Why it is erased while it must be told"
              options={erasureReasons.map((value) => ({ value, text: reasonWords[value] }))}
            />
          ) : null}
        </ConsoleForm>
      </>
    );
  },
  async act(c, { reason }, version) {
    const customer = await customerOf(c);
    const { id } = customer;
    if (reason === undefined && (await isRunning(c, customer)))
      throw refusalOf([{ pointer: pointerTo('reason'), detail: 'Say why it is erased now.' }]);
    await eraseCustomer(c.get('visit').ctx, id, { expected: version, ...(reason && { reason }) });
    return '/customers?done=erased';
  },
});

/** Whether it must be told of changes still. */
async function isRunning(c: Context<ConsoleEnv>, customer: Customer): Promise<boolean> {
  const { ctx } = c.get('visit');
  return !isOver(customer, await todayOf(ctx, ctx.deps.db));
}

function Running({ customer }: { readonly customer: Customer }) {
  const last = lastDayInScope(customer);
  return (
    <li>
      It must be told of changes{' '}
      {last === undefined ? (
        'for its agreement has no end'
      ) : (
        <>
          until <Time day={last} />
        </>
      )}
      . After this it is told of none.
    </li>
  );
}
