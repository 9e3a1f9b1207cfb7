import { Hono } from 'hono';
import { z } from 'zod';
import { headlineOf } from '../../changes/words.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import {
  ChoiceField,
  type FormState,
  LineField,
  SelectField,
  TextField,
} from '../../http/form-fields.tsx';
import { languages } from '../../core/language.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { objectionGrounds } from '../model.ts';
import { newObjection } from '../schema/staff.ts';
import { recordObjection } from '../service/recording.ts';
import { listObjectable } from '../service/submitting.ts';
import { groundWords, sourceWords } from '../words.ts';

/** An objection that came by another way than the form. */
export const recordForm = new Hono<ConsoleEnv>();

/** A browser sends what was left empty too. */
const optional = ['email', 'request'];

const entered = z.preprocess(
  (values) =>
    Object.fromEntries(
      Object.entries(z.record(z.string(), z.string()).parse(values)).filter(
        ([name, text]) => text.trim() !== '' || !optional.includes(name),
      ),
    ),
  newObjection.omit({ customer: true }).extend({
    change: z
      .string()
      .regex(/^\d{1,9}$/, 'Choose a change.')
      .transform(Number)
      .pipe(newObjection.shape.change),
  }),
);

const labels = {
  change: 'Change',
  source: 'How it came',
  receivedOn: 'Day on which it came',
  name: 'Who writes',
  company: 'For which company',
  email: 'E-mail address',
  ground: 'What it is about',
  statement: 'What they say',
  request: 'What they ask for',
  language: 'Answers are written in',
};

formPage(recordForm, {
  path: '/objections/new',
  guards: [needs('recordObjection')],
  schema: entered,
  labels,
  view: () => ({ title: 'Record an objection', current: 'objections' }),
  async content(c, drawn) {
    const objectable = await listObjectable(c.env.deps.db);
    const entries = { change: c.req.query('change') ?? '', language: 'en', ...drawn.form.entries };
    const form = { ...drawn.form, entries };
    const here = `${rootOf(c)}/objections`;
    return (
      <>
        <PageTitle title="Record an objection" crumb={{ href: here, label: 'Objections' }}>
          <p class="lead">
            One that came by letter, mail or phone. It counts from the day on which it came. With a
            mail address, a mail with the link to the case goes there at once.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Record the objection" cancel={here}>
          <SelectField
            form={form}
            name="change"
            label={labels.change}
            options={[
              { value: '', text: 'Choose a change' },
              ...objectable.map((change) => ({
                value: String(change.id),
                text: `${change.id}. ${headlineOf(change)}`,
              })),
            ]}
          />
          <ChoiceField
            form={form}
            name="source"
            label={labels.source}
            options={(['letter', 'mail', 'phone'] as const).map((value) => ({
              value,
              text: sourceWords[value],
            }))}
          />
          <LineField
            form={form}
            name="receivedOn"
            label={labels.receivedOn}
            type="date"
            autocomplete="off"
            hint="A letter counts from the start of the day on which it came."
          />
          <Said form={form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { change, name, company, email, ...said }) {
    const { id } = await recordObjection(c.get('visit').ctx, {
      ...said,
      changeId: change,
      objector: { name, company, ...(email !== undefined && { email }) },
    });
    return `/objections/${id}?done=recorded`;
  },
});

/** Who writes, and what they say. */
function Said({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField form={form} name="name" label={labels.name} autocomplete="off" />
      <LineField
        form={form}
        name="company"
        label={labels.company}
        autocomplete="off"
        hint="Which customer that is can be said on the page of the case."
      />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        autocomplete="off"
        optional
      />
      <ChoiceField
        form={form}
        name="ground"
        label={labels.ground}
        options={objectionGrounds.map((value) => ({ value, text: groundWords[value] }))}
      />
      <TextField
        form={form}
        name="statement"
        label={labels.statement}
        max={10_000}
        rows={8}
        law="Article 28(2) GDPR, the opportunity to object"
      />
      <TextField form={form} name="request" label={labels.request} max={2_000} rows={3} optional />
      <ChoiceField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value], lang: value }))}
      />
    </>
  );
}
