import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { dayOf } from '../../core/day.ts';
import { readAs } from '../../http/exchange.ts';
import {
  CheckField,
  ChoiceField,
  type FormState,
  LineField,
  SelectField,
  TextField,
} from '../../http/form-fields.tsx';
import { askedOf } from '../api/asked.ts';
import { relations, type Residence, residences, rightsTypes, standings } from '../model.ts';
import { lawOf } from '../model/laws.ts';
import { newRequest } from '../schema/staff.ts';
import { recordRequest } from '../service/recording.ts';
import { residenceWords, typeWords } from '../words.ts';
import { relationOf, standingOf } from './words.ts';

/** Entering a request that came by another way than the form: first where the person lives. */
export const recordingForms = new Hono<ConsoleEnv>();

const labels = {
  source: 'How it came',
  receivedOn: 'Day on which it came',
  residence: 'Where the person lives',
  types: 'What is asked for',
  who: 'Who asks',
  relation: 'How we know the person',
  name: 'The person whose data it is about',
  email: 'Their e-mail',
  agentName: 'Who asks for them',
  agentEmail: 'E-mail of whoever asks for them',
  agentCompany: 'Company of whoever asks for them',
  details: 'Details',
  language: 'Language',
} as const;

const said = z.looseObject({});
const boxOf = (type: string) => `type-${type}`;
const texts = [
  'source',
  'receivedOn',
  'residence',
  'who',
  'relation',
  'name',
  'email',
  'agentName',
  'agentEmail',
  'agentCompany',
  'details',
  'language',
] as const;

formPage(recordingForms, {
  path: '/privacy-requests/new',
  guards: [needs('recordRightsRequest')],
  schema: said,
  labels,
  async stored(c) {
    const { timeZone } = await placeOf(c);
    const receivedOn = dayOf(c.get('visit').ctx.now, timeZone);
    const usual = { source: 'letter', residence: 'eu', who: 'self', relation: 'visitor' };
    return { version: 0, entries: { ...usual, receivedOn, language: 'en' } };
  },
  view: () => ({ title: 'Enter a privacy request', current: 'rights' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Enter a privacy request" crumb={crumbOf(c)}>
        <ul class="said">
          <li>For what came by mail, phone or letter. Its days are counted from when it came.</li>
          <li>
            Where somebody asks for another, the person is written to at once and asked whether they
            may. Otherwise nobody is told until you confirm receipt.
          </li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Enter it" cancel={crumbOf(c).href}>
        <Came form={drawn.form} />
        <Types form={drawn.form} />
        <People form={drawn.form} />
        <TextField
          form={drawn.form}
          name="details"
          label={labels.details}
          max={5_000}
          rows={6}
          optional
          hint="What they said that helps to find the data. No identity documents."
        />
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
  async act(c, sent) {
    const filled = texts.flatMap((name) => {
      const value = sent[name];
      return typeof value === 'string' && value.trim() !== '' ? [[name, value] as const] : [];
    });
    const types = rightsTypes.filter((type) => sent[boxOf(type)] === 'yes');
    const wish = readAs(newRequest, { ...Object.fromEntries(filled), types });
    const { source, receivedOn, ...asked } = wish;
    const input = { asked: askedOf(asked), source, receivedOn };
    const { id } = await recordRequest(c.get('visit').ctx, input);
    return `/privacy-requests/${id}?done=recorded`;
  },
});

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/privacy-requests`,
  label: 'Privacy requests',
});

type Fields = { readonly form: FormState };

function Came({ form }: Fields) {
  return (
    <>
      <ChoiceField
        form={form}
        name="source"
        label={labels.source}
        options={[
          { value: 'letter', text: 'By letter' },
          { value: 'mail', text: 'By mail' },
          { value: 'phone', text: 'By phone' },
        ]}
      />
      <LineField
        form={form}
        name="receivedOn"
        label={labels.receivedOn}
        type="date"
        autocomplete="off"
        hint="Every period is counted from this day."
      />
      <SelectField
        form={form}
        name="residence"
        label={labels.residence}
        hint="It says which law is applied."
        options={residences.map((value) => ({
          value,
          text: `${residenceWords[value]} (${lawOf(value).name})`,
        }))}
      />
    </>
  );
}

/** Under which laws a type can be asked for. */
function lawsWith(type: string): string {
  const names = residences.flatMap((residence: Residence) => {
    const { name, rights } = lawOf(residence);
    return rights.some((right) => right.type === type) ? [name] : [];
  });
  return [...new Set(names)].join(', ');
}

function Types({ form }: Fields) {
  const fault = form.faults.find(({ pointer }) => pointer.startsWith('#/types'));
  return (
    <fieldset class="field" id="types" aria-describedby={fault && 'types-fault'}>
      <legend>{labels.types}</legend>
      {fault === undefined ? null : (
        <p class="fault" id="types-fault">
          {fault.detail}
        </p>
      )}
      {rightsTypes.map((type) => (
        <CheckField
          form={form}
          name={boxOf(type)}
          label={`${typeWords[type]} (${lawsWith(type)})`}
        />
      ))}
    </fieldset>
  );
}

function People({ form }: Fields) {
  const line = { form, autocomplete: 'off' } as const;
  return (
    <>
      <ChoiceField
        form={form}
        name="who"
        label={labels.who}
        options={standings.map((value) => ({ value, text: standingOf[value] }))}
      />
      <LineField {...line} name="name" label={labels.name} />
      <LineField {...line} name="email" label={labels.email} type="email" max={300} optional />
      <ChoiceField
        form={form}
        name="relation"
        label={labels.relation}
        options={relations.map((value) => ({ value, text: relationOf[value] }))}
      />
      <LineField {...line} name="agentName" label={labels.agentName} optional />
      <LineField
        {...line}
        name="agentEmail"
        label={labels.agentEmail}
        type="email"
        max={300}
        optional
      />
      <LineField {...line} name="agentCompany" label={labels.agentCompany} optional />
    </>
  );
}
