import { type FormState, LineField, SelectField } from '../../http/form-fields.tsx';
import { anchors, fates, grounds } from '../model.ts';
import { anchorWords, fateWords, groundWords } from '../model/words.ts';

export const ruleLabels = {
  id: 'Name in addresses',
  record: 'What is kept',
  recordDe: 'What is kept, in German',
  period: 'Kept for',
  lasting: 'Or in words',
  lastingDe: 'Or in words, in German',
  from: 'Counted',
  ground: 'Ground',
  basis: 'Basis',
  basisDe: 'Basis, in German',
  fate: 'What becomes of it',
  note: 'Note',
  noteDe: 'Note, in German',
  order: 'Place in the list',
} as const;

type Props = { readonly form: FormState; readonly isNew?: boolean };

/** Every field of a rule. */
export function RuleFields({ form, isNew = false }: Props) {
  return (
    <>
      {isNew ? (
        <LineField
          form={form}
          name="id"
          label={ruleLabels.id}
          max={60}
          autocomplete="off"
          hint="Lower-case letters, digits and hyphens, e.g. product-accounts. It never changes."
        />
      ) : null}
      <LineField
        form={form}
        name="record"
        label={ruleLabels.record}
        autocomplete="off"
        hint="As its readers call it, e.g. Accounts of the product."
        law="Art. 5(1)(e) and 30(1)(f) GDPR: time limits for erasure, by category of data"
      />
      <German form={form} name="recordDe" max={200} />
      <LineField
        form={form}
        name="period"
        label={ruleLabels.period}
        max={60}
        autocomplete="off"
        optional
        hint="E.g. 24 months, 6 years, 1 year and 6 months, or: at once. Left empty where words say it, and of what is kept for good."
        law="Art. 13(2)(a) and 14(2)(a) GDPR: the period, or the criteria for it"
      />
      <LineField
        form={form}
        name="lasting"
        label={ruleLabels.lasting}
        max={300}
        autocomplete="off"
        optional
        hint="Where no fixed time can say it, e.g. for the agreement and the period of its order form."
      />
      <German form={form} name="lastingDe" max={300} />
      <SelectField
        form={form}
        name="from"
        label={ruleLabels.from}
        options={anchors.map((value) => ({ value, text: anchorWords[value].en }))}
      />
      <Why form={form} />
      <SelectField
        form={form}
        name="fate"
        label={ruleLabels.fate}
        options={fates.map((value) => ({ value, text: fateWords[value].en }))}
      />
      <LineField
        form={form}
        name="note"
        label={ruleLabels.note}
        max={300}
        autocomplete="off"
        optional
        hint="What of it stays, or when it is kept for longer."
      />
      <German form={form} name="noteDe" max={300} />
      <LineField
        form={form}
        name="order"
        label={ruleLabels.order}
        max={4}
        autocomplete="off"
        optional
        hint="A number; the lowest comes first."
      />
    </>
  );
}

function Why({ form }: Pick<Props, 'form'>) {
  return (
    <>
      <SelectField
        form={form}
        name="ground"
        label={ruleLabels.ground}
        options={grounds.map((value) => ({ value, text: groundWords[value].en }))}
        law="Art. 6(1) GDPR"
      />
      <LineField
        form={form}
        name="basis"
        label={ruleLabels.basis}
        max={300}
        autocomplete="off"
        hint="With the article of the law, or what the contract says."
      />
      <German form={form} name="basisDe" max={300} />
    </>
  );
}

function German({
  form,
  name,
  max,
}: Pick<Props, 'form'> & {
  readonly name: 'recordDe' | 'lastingDe' | 'basisDe' | 'noteDe';
  readonly max: number;
}) {
  return (
    <LineField
      form={form}
      name={name}
      label={ruleLabels[name]}
      max={max}
      autocomplete="off"
      optional
    />
  );
}
