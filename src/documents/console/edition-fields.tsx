import type { FormState } from '../../http/form-fields.tsx';
import { CheckField, LineField } from '../../http/form-fields.tsx';

export const editionLabels = {
  label: 'Name of the version',
  asOf: 'Tells of the day',
  periodFrom: 'Period from',
  periodUntil: 'Period until',
  issuedOn: 'Issued on',
  validUntil: 'Valid until',
} as const;

/** What is said of a version. */
export function EditionFields({ form }: { readonly form: FormState }) {
  const day = { form, type: 'date', autocomplete: 'off', optional: true } as const;
  return (
    <>
      <LineField
        form={form}
        name="label"
        label={editionLabels.label}
        max={100}
        autocomplete="off"
        optional
        hint="As customers read it, e.g. Type II, 2026."
      />
      <LineField
        {...day}
        name="asOf"
        label={editionLabels.asOf}
        hint="Of a report on one day, such as SOC 2 Type I. Otherwise give the period."
      />
      <LineField {...day} name="periodFrom" label={editionLabels.periodFrom} />
      <LineField {...day} name="periodUntil" label={editionLabels.periodUntil} />
      <LineField
        {...day}
        name="issuedOn"
        label={editionLabels.issuedOn}
        hint="By whoever made it. Left empty, pages show the day on which it is put in force here."
      />
      <LineField
        {...day}
        name="validUntil"
        label={editionLabels.validUntil}
        hint="The last day. You are reminded 60 and 14 days before."
      />
    </>
  );
}

/** Of a marked document: whether copies may lack what the file is protected by. */
export function UnprotectedField({ form }: { readonly form: FormState }) {
  return (
    <CheckField
      form={form}
      name="acceptsUnprotected"
      label="Copies without protection against editing are fine"
      hint="Only matters for a PDF that is protected against editing: a copy with a name on it cannot keep that."
    />
  );
}
