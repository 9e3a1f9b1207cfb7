import { type FormState, LineField, TextField } from '../../http/form-fields.tsx';

const order = 'Place in the list';
const markdown = 'Markdown: **bold**, lists, links. Name no person.';

export const questionLabels = { question: 'Question', answer: 'Answer', order } as const;

type Props = { readonly form: FormState };

export function QuestionFields({ form }: Props) {
  return (
    <>
      <LineField
        form={form}
        name="question"
        label={questionLabels.question}
        max={500}
        autocomplete="off"
      />
      <TextField
        form={form}
        name="answer"
        label={questionLabels.answer}
        max={8_000}
        rows={8}
        hint={markdown}
      />
      <OrderField form={form} />
    </>
  );
}

export const lawLabels = {
  law: 'Law',
  fullName: 'Full name',
  text: 'What you do about it',
  reference: 'Web address',
  order,
} as const;

export function LawFields({ form }: Props) {
  return (
    <>
      <LineField
        form={form}
        name="law"
        label={lawLabels.law}
        max={60}
        autocomplete="off"
        hint="As people call it, e.g. GDPR."
      />
      <LineField
        form={form}
        name="fullName"
        label={lawLabels.fullName}
        max={300}
        autocomplete="off"
        optional
        hint="E.g. Regulation (EU) 2016/679."
      />
      <TextField
        form={form}
        name="text"
        label={lawLabels.text}
        max={8_000}
        rows={8}
        hint={`Your own reading; say nothing of being certified or audited. ${markdown}`}
      />
      <LineField
        form={form}
        name="reference"
        label={lawLabels.reference}
        max={2_000}
        autocomplete="off"
        optional
        hint="Of the law, or of more about it."
      />
      <OrderField form={form} />
    </>
  );
}

function OrderField({ form }: Props) {
  return (
    <LineField
      form={form}
      name="order"
      label={order}
      max={7}
      autocomplete="off"
      optional
      hint="A number; those without one come last."
    />
  );
}
