import { Hono } from 'hono';
import { fromForm } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { ChoiceField, LineField, SelectField } from '../../http/form-fields.tsx';
import { onFileInput } from '../schema/rules.ts';
import { listNdas, recordOnFile } from '../service/ndas.ts';

/** An NDA that was signed on paper or elsewhere. */
export const acceptanceForm = new Hono<ConsoleEnv>();

const labels = {
  nda: 'Text',
  fullName: 'Who signed',
  title: 'Their function',
  company: 'Company',
  email: 'E-mail',
  covers: 'Whom it binds',
  signedOn: 'Signed on',
  until: 'Last day',
  note: 'Where it lies',
} as const;

formPage(acceptanceForm, {
  path: '/documents/acceptances/new',
  guards: [needs('recordNdaOnFile')],
  schema: fromForm(onFileInput),
  labels,
  view: () => ({ title: 'Record an NDA', current: 'documents' }),
  async content(c, drawn) {
    const href = `${rootOf(c)}/documents/acceptances`;
    const { form } = drawn;
    const line = { form, autocomplete: 'off' } as const;
    const ndas = await listNdas(c.env.deps.db);
    return (
      <>
        <PageTitle title="Record an NDA" crumb={{ href, label: 'Who accepted' }}>
          <p class="lead">
            One that was signed elsewhere. Whom it binds is not asked to accept the text again, also
            not a later version: it is a contract of its own.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Record it" cancel={href}>
          <SelectField
            form={form}
            name="nda"
            label={labels.nda}
            options={ndas.map(({ id, name, number, title }) => ({
              value: id,
              text: `${title} (${name}, version ${number})`,
            }))}
          />
          <LineField {...line} name="company" label={labels.company} />
          <LineField {...line} name="fullName" label={labels.fullName} />
          <LineField {...line} name="title" label={labels.title} />
          <LineField {...line} name="email" label={labels.email} type="email" max={254} />
          <ChoiceField
            form={form}
            name="covers"
            label={labels.covers}
            options={[
              { value: 'person', text: 'Whoever has this address' },
              { value: 'domain', text: 'Everybody with an address of the same mail domain' },
            ]}
          />
          <LineField {...line} name="signedOn" label={labels.signedOn} type="date" />
          <LineField
            {...line}
            name="until"
            label={labels.until}
            type="date"
            optional
            hint="On which it counts. Without one it counts until you end it."
          />
          <LineField
            {...line}
            name="note"
            label={labels.note}
            max={500}
            optional
            hint="For staff only, e.g. contract folder 2026/114."
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { fullName, title, company, email, ...rest }) {
    const signer = { fullName, title, company, email };
    const { id } = await recordOnFile(c.get('visit').ctx, { ...rest, signer });
    return `/documents/acceptances/${id}?done=recorded`;
  },
});
