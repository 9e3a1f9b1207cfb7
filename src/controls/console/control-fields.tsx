import { ChoiceField, type FormState, LineField, TextField } from '../../http/form-fields.tsx';
import { controlStatuses } from '../model.ts';
import { frameworks, frameworkWords } from '../model/criteria.ts';
import { controlSign } from '../words.ts';

export const controlLabels = {
  category: 'Category',
  title: 'Title',
  text: 'What you do',
  status: 'Status',
  plannedFor: 'Planned for',
  lastReviewedOn: 'Last reviewed on',
  tsc: frameworkWords.tsc.short,
  iso27001: frameworkWords.iso27001.short,
  ccm: frameworkWords.ccm.short,
  order: 'Place in the list',
} as const;

const examples = { tsc: 'CC6.1, CC6.2', iso27001: 'A.5.15', ccm: 'IAM-02' } as const;

export function ControlFields({
  form,
  categories,
}: {
  readonly form: FormState;
  readonly categories: readonly string[];
}) {
  const line = { form, autocomplete: 'off' } as const;
  const optional = { ...line, optional: true } as const;
  const known =
    categories.length === 0 ? 'E.g. Access control.' : `So far: ${categories.join(', ')}.`;
  return (
    <>
      <LineField
        {...line}
        name="category"
        label={controlLabels.category}
        max={100}
        hint={`Controls stand together by it. ${known}`}
      />
      <LineField {...line} name="title" label={controlLabels.title} />
      <TextField
        form={form}
        name="text"
        label={controlLabels.text}
        max={8_000}
        rows={6}
        hint="Markdown: **bold**, lists, links. Name no person."
        law="article 32 of the GDPR, which customers must see to (article 28(1))"
      />
      <ChoiceField
        form={form}
        name="status"
        label={controlLabels.status}
        options={controlStatuses.map((value) => ({ value, text: controlSign(value).word }))}
      />
      <LineField
        {...optional}
        type="date"
        name="plannedFor"
        label={controlLabels.plannedFor}
        hint="Of what is planned, or in place in part."
      />
      <LineField
        {...optional}
        type="date"
        name="lastReviewedOn"
        label={controlLabels.lastReviewedOn}
      />
      {frameworks.map((framework) => (
        <LineField
          {...optional}
          name={framework}
          label={controlLabels[framework]}
          max={500}
          hint={`Numbers of ${frameworkWords[framework].name}, e.g. ${examples[framework]}.`}
        />
      ))}
      <LineField
        {...optional}
        name="order"
        label={controlLabels.order}
        max={7}
        hint="A number; those without one come last."
      />
    </>
  );
}
