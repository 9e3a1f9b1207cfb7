import { ChoiceField, type FormState, LineField, SelectField } from '../../http/form-fields.tsx';
import { attestationForms, attestationStatuses } from '../model.ts';
import { formWords } from '../words.ts';
import type { Choices } from './nouns.tsx';

export const attestationLabels = {
  name: 'Name',
  form: 'Form',
  status: 'Status',
  scope: 'What it covers',
  auditor: 'Who examined it',
  asOf: 'Tells of the day',
  periodFrom: 'Period from',
  periodUntil: 'Period until',
  issuedOn: 'Issued on',
  validUntil: 'Valid until',
  expectedOn: 'Expected on',
  nextAuditOn: 'Next audit on',
  document: 'Document',
  order: 'Place in the list',
} as const;

const statusWords = {
  planned: 'Planned',
  'in-progress': 'In progress',
  held: 'Held',
  lapsed: 'Lapsed',
} as const;

export function AttestationFields({
  form,
  documents,
}: {
  readonly form: FormState;
  readonly documents: Choices['documents'];
}) {
  const line = { form, autocomplete: 'off' } as const;
  const optional = { ...line, optional: true } as const;
  const day = { ...optional, type: 'date' } as const;
  return (
    <>
      <LineField {...line} name="name" label={attestationLabels.name} hint="E.g. SOC 2 Type II." />
      <ChoiceField
        form={form}
        name="form"
        label={attestationLabels.form}
        options={attestationForms.map((value) => ({ value, text: formWords[value] }))}
      />
      <ChoiceField
        form={form}
        name="status"
        label={attestationLabels.status}
        options={attestationStatuses.map((value) => ({ value, text: statusWords[value] }))}
      />
      <LineField {...optional} name="scope" label={attestationLabels.scope} max={500} />
      <LineField
        {...optional}
        name="auditor"
        label={attestationLabels.auditor}
        hint="A firm, not a person. Left empty of a self-assessment."
      />
      <LineField
        {...day}
        name="asOf"
        label={attestationLabels.asOf}
        hint="Of a report on one day; otherwise give the period."
      />
      <LineField {...day} name="periodFrom" label={attestationLabels.periodFrom} />
      <LineField {...day} name="periodUntil" label={attestationLabels.periodUntil} />
      <LineField
        {...day}
        name="issuedOn"
        label={attestationLabels.issuedOn}
        hint="Of what is held, or was."
      />
      <LineField
        {...day}
        name="validUntil"
        label={attestationLabels.validUntil}
        hint="The last day. When it is over, the page says by itself that it has lapsed."
      />
      <LineField
        {...day}
        name="expectedOn"
        label={attestationLabels.expectedOn}
        hint="Of what is planned or in progress."
      />
      <LineField {...day} name="nextAuditOn" label={attestationLabels.nextAuditOn} />
      <SelectField
        form={form}
        name="document"
        label={attestationLabels.document}
        optional
        options={[
          { value: '', text: 'None' },
          ...documents.map(({ slug, title }) => ({ value: slug, text: title })),
        ]}
        hint="The report or certificate itself, among the documents."
      />
      <LineField
        {...optional}
        name="order"
        label={attestationLabels.order}
        max={7}
        hint="A number; those without one come last."
      />
    </>
  );
}
