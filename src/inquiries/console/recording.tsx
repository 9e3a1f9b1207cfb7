import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { dayOf } from '../../core/day.ts';
import { ChoiceField, LineField, SelectField, TextField } from '../../http/form-fields.tsx';
import { filledOnly } from '../../http/form-values.ts';
import { topics } from '../model.ts';
import { newInquiry } from '../schema/staff.ts';
import { recordInquiry } from '../service/recording.ts';
import { topicWords } from '../words.ts';

/** Entering an inquiry that came by another way than the form. */
export const recordingForms = new Hono<ConsoleEnv>();

const labels = {
  source: 'How it came',
  receivedOn: 'Day on which it came',
  topic: 'About',
  name: 'Who writes',
  company: 'Company',
  email: 'E-mail',
  message: 'What they say',
  language: 'Language',
} as const;

formPage(recordingForms, {
  path: '/inquiries/new',
  guards: [needs('recordInquiry')],
  schema: filledOnly(['company', 'email'], newInquiry),
  labels,
  async stored(c) {
    const { timeZone } = await placeOf(c);
    const receivedOn = dayOf(c.get('visit').ctx.now, timeZone);
    return {
      version: 0,
      entries: { receivedOn, source: 'mail', topic: 'general', language: 'en' },
    };
  },
  view: () => ({ title: 'Enter an inquiry', current: 'inquiries' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Enter an inquiry" crumb={crumbOf(c)}>
        <ul class="said">
          <li>For what came by mail, phone or letter.</li>
          <li>
            With an e-mail address, one mail follows: that it was received, with the link to their
            page. Without one nobody is told.
          </li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Enter it" cancel={crumbOf(c).href}>
        <ChoiceField
          form={drawn.form}
          name="source"
          label={labels.source}
          options={[
            { value: 'mail', text: 'By mail' },
            { value: 'phone', text: 'By phone' },
            { value: 'letter', text: 'By letter' },
          ]}
        />
        <LineField
          form={drawn.form}
          name="receivedOn"
          label={labels.receivedOn}
          type="date"
          autocomplete="off"
        />
        <SelectField
          form={drawn.form}
          name="topic"
          label={labels.topic}
          options={topics.map((value) => ({ value, text: topicWords[value] }))}
        />
        <LineField form={drawn.form} name="name" label={labels.name} autocomplete="off" />
        <LineField
          form={drawn.form}
          name="company"
          label={labels.company}
          autocomplete="off"
          optional
        />
        <LineField
          form={drawn.form}
          name="email"
          label={labels.email}
          type="email"
          max={300}
          autocomplete="off"
          optional
        />
        <TextField form={drawn.form} name="message" label={labels.message} max={10_000} rows={8} />
        <SelectField
          form={drawn.form}
          name="language"
          label={labels.language}
          options={[
            { value: 'en', text: 'English' },
            { value: 'de', text: 'Deutsch', lang: 'de' },
          ]}
        />
      </ConsoleForm>
    </>
  ),
  async act(c, { name, email, company, ...said }) {
    const person = { name, ...(email && { email }), ...(company && { company }) };
    const { id } = await recordInquiry(c.get('visit').ctx, { ...said, person });
    return `/inquiries/${id}?done=recorded`;
  },
});

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/inquiries`,
  label: 'Inquiries',
});
