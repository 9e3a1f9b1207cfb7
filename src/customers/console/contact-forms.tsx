import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { type FormState, LineField, SelectField } from '../../http/form-fields.tsx';
import { languages } from '../../core/language.ts';
import { channels } from '../../subscribers/model/subscription.ts';
import { channelWords, languageWords } from '../../subscribers/model/words.ts';
import { newContact as newAddress } from '../../subscribers/schema/staff.ts';
import { presentContact } from '../present.ts';
import { contactEditForm, contactForm } from '../schema/forms.ts';
import {
  addContact,
  changeContact,
  type FullContact,
  listContacts,
  removeContact,
} from '../service/contacts.ts';
import { moveContact } from '../service/showing.ts';
import { crumbOf, customerOf } from './shared.tsx';

/** Who is told for a customer. */
export const contactForms = new Hono<ConsoleEnv>();

const labels = {
  role: 'What they are',
  name: 'Name',
  channel: 'By',
  address: 'Address',
  language: 'Language',
};

formPage(contactForms, {
  path: '/customers/:id/contacts/new',
  guards: [needs('addContact')],
  schema: contactForm,
  labels,
  view: () => ({ title: 'Add a contact', current: 'customers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await customerOf(c));
    return (
      <>
        <PageTitle title="Add a contact" crumb={crumb}>
          <p class="lead">
            A mail address is told of changes from now on: the contract is the basis. A webhook or
            chat must answer first.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Add the contact" cancel={crumb.href}>
          <WhoFields form={drawn.form} />
          <SelectField
            form={drawn.form}
            name="channel"
            label={labels.channel}
            options={channels.map((value) => ({ value, text: channelWords[value] }))}
          />
          <LineField
            form={drawn.form}
            name="address"
            label={labels.address}
            max={2_000}
            autocomplete="off"
            hint="A mail address, or the web address at which a webhook or chat takes messages."
          />
          <SelectField
            form={drawn.form}
            name="language"
            label={labels.language}
            optional
            options={[
              { value: '', text: 'English, or what is known of the address' },
              ...languageOptions,
            ]}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, contact) {
    const { id } = await customerOf(c);
    const { secret } = await addContact(c.get('visit').ctx, id, contact);
    return secret === null ? `/customers/${id}?done=added` : answerSecret(c, secret);
  },
});

const languageOptions = languages.map((value) => ({
  value,
  text: languageWords[value],
  lang: value,
}));

function WhoFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="role"
        label={labels.role}
        max={100}
        autocomplete="off"
        hint="E.g. Data protection officer."
        law="Annex I of the EU's standard clauses"
      />
      <LineField form={form} name="name" label={labels.name} autocomplete="off" optional />
    </>
  );
}

/** In answer to the form itself: it stands in no address and is not shown again. */
async function answerSecret(c: Context<ConsoleEnv>, secret: string): Promise<Response> {
  const crumb = crumbOf(c, await customerOf(c));
  return answerPage(
    c,
    { title: 'Keep this secret now', current: 'customers', status: 201 },
    <>
      <PageTitle title="Keep this secret now" crumb={crumb}>
        <p class="lead">
          It signs what the webhook gets and is shown this once. Give it to whoever runs the
          webhook.
        </p>
      </PageTitle>
      <pre class="mono">{secret}</pre>
      <p class="acts">
        <a href={crumb.href}>I have kept it</a>
      </p>
    </>,
  );
}

/** The contact in force that the address names. Refuses `not_found`. */
async function contactOf(c: Context<ConsoleEnv>): Promise<FullContact> {
  const { id } = await customerOf(c);
  const found = (await listContacts(c.env.deps, id)).find(
    ({ subscriptionId, removedAt }) =>
      subscriptionId === c.req.param('contact') && removedAt === undefined,
  );
  if (found === undefined)
    throw new Refusal('not_found', 'This customer has no such contact any more.');
  return found;
}

function whoIs(c: Context<ConsoleEnv>, contact: FullContact): string {
  const { name, address, host } = presentContact(contact, c.get('visit').ctx.actor.role);
  return [name ?? contact.role, address ?? host].filter(Boolean).join(', ');
}

formPage(contactForms, {
  path: '/customers/:id/contacts/:contact/edit',
  guards: [needs('changeContact')],
  schema: contactEditForm,
  labels,
  async stored(c) {
    const { role, name, subscription } = await contactOf(c);
    const { version } = await customerOf(c);
    return { version, entries: { role, name: name ?? '', language: subscription.language } };
  },
  view: () => ({ title: 'Edit a contact', current: 'customers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await customerOf(c));
    const contact = await contactOf(c);
    return (
      <>
        <PageTitle title="Edit a contact" crumb={crumb}>
          <p class="lead">
            <bdi>{whoIs(c, contact)}</bdi>
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store the contact" cancel={crumb.href}>
          <WhoFields form={drawn.form} />
          <SelectField
            form={drawn.form}
            name="language"
            label={labels.language}
            options={languageOptions}
            hint="For everybody for whom this address is a contact."
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, edit, version) {
    const { id } = await customerOf(c);
    const { subscriptionId } = await contactOf(c);
    await changeContact(c.get('visit').ctx, id, subscriptionId, { ...edit, expected: version });
    return `/customers/${id}?done=contact`;
  },
});

formPage(contactForms, {
  path: '/customers/:id/contacts/:contact/address',
  guards: [needs('replaceContact')],
  schema: newAddress,
  labels: { address: 'New mail address' },
  view: () => ({ title: 'Another address', current: 'customers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await customerOf(c));
    return (
      <>
        <PageTitle title="Another address for a contact" crumb={crumb}>
          <ul class="said">
            <li>
              It takes the place of <bdi>{whoIs(c, await contactOf(c))}</bdi>, for every customer
              that it stands for.
            </li>
            <li>What is on its way to the old address goes to the new one.</li>
            <li>That the old address was told, and when, stays as proof.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Write to the new address" cancel={crumb.href}>
          <LineField
            form={drawn.form}
            name="address"
            label="New mail address"
            type="email"
            max={254}
            autocomplete="off"
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { address }) {
    await moveContact(c.get('visit').ctx, await contactOf(c), address);
    return `/customers/${(await customerOf(c)).id}?done=moved`;
  },
});

const nothing = z.strictObject({});

formPage(contactForms, {
  path: '/customers/:id/contacts/:contact/removal',
  guards: [needs('removeContact')],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Remove a contact', current: 'customers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await customerOf(c));
    return (
      <>
        <PageTitle title="Remove a contact?" crumb={crumb}>
          <ul class="said">
            <li>
              One contact, <bdi>{whoIs(c, await contactOf(c))}</bdi>, is told of nothing more for
              this customer.
            </li>
            <li>That it was one, and what it was told, stays as proof.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Remove the contact" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    const { id } = await customerOf(c);
    await removeContact(c.get('visit').ctx, id, (await contactOf(c)).subscriptionId);
    return `/customers/${id}?done=removed`;
  },
});
