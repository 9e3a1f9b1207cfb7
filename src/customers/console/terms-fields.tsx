import { ChoiceField, type FormState, LineField, SelectField } from '../../http/form-fields.tsx';
import type { Terms } from '../model.ts';

export const termLabels = {
  authorisation: 'Authorisation',
  noticeDays: 'Days of notice',
  objectionDays: 'Days to object',
  dayCount: 'How days count',
  timeZone: 'Time zone',
  emergencyPermitted: 'Replacement in an emergency',
  hardHold: 'Hold',
} as const;

const termWords = {
  authorisation: {
    general: 'General: silence accepts a change',
    specific: 'Specific: silence refuses a change',
  },
  dayCount: {
    calendar: 'Calendar days: every day counts',
    business: 'Business days: weekends do not count',
  },
  emergencyPermitted: {
    yes: 'May take effect before the notice',
    no: 'Never before the notice is over',
  },
  hardHold: {
    no: 'A change takes effect on its day',
    yes: 'Nothing takes effect while they may object, or an objection is open',
  },
} as const;

/** What a term says, in words. */
export function wordsOfTerm(name: keyof Terms, terms: Terms): string {
  if (name === 'authorisation') return termWords.authorisation[terms.authorisation];
  if (name === 'dayCount') return termWords.dayCount[terms.dayCount];
  if (name === 'timeZone') return terms.timeZone;
  const value = terms[name];
  if (typeof value === 'number') return value === 1 ? 'One day' : `${value} days`;
  const words = name === 'hardHold' ? termWords.hardHold : termWords.emergencyPermitted;
  return words[value ? 'yes' : 'no'];
}

/** The entries of a form that say these terms. */
export function entriesOf(terms: Partial<Terms>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(terms).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
    ]),
  );
}

type Choice = keyof typeof termWords;

const lawOf: Readonly<Record<Choice, { readonly law?: string }>> = {
  authorisation: { law: 'Article 28(2) GDPR' },
  dayCount: {},
  emergencyPermitted: {},
  hardHold: { law: 'Delegated Regulation (EU) 2025/532 (DORA) of financial entities' },
};

function optionsOf(name: Choice) {
  return Object.entries(termWords[name]).map(([value, text]) => ({ value, text }));
}

/** Every term, each to be said. */
export function TermsFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <Chosen form={form} name="authorisation" />
      <Numbers form={form} />
      <Chosen form={form} name="dayCount" />
      <Zone form={form} />
      <Chosen form={form} name="emergencyPermitted" />
      <Chosen form={form} name="hardHold" />
    </>
  );
}

/** What a contract says otherwise than its profile; empty is as the profile says. */
export function OverridesFields({ form }: { readonly form: FormState }) {
  const select = (name: Choice) => (
    <SelectField
      form={form}
      name={name}
      label={termLabels[name]}
      {...lawOf[name]}
      optional
      options={[{ value: '', text: 'As the profile says' }, ...optionsOf(name)]}
    />
  );
  return (
    <>
      {select('authorisation')}
      <Numbers form={form} optional />
      {select('dayCount')}
      <Zone form={form} optional />
      {select('emergencyPermitted')}
      {select('hardHold')}
    </>
  );
}

function Chosen({ form, name }: { readonly form: FormState; readonly name: Choice }) {
  return (
    <ChoiceField
      form={form}
      name={name}
      label={termLabels[name]}
      {...lawOf[name]}
      options={optionsOf(name)}
    />
  );
}

type Part = { readonly form: FormState; readonly optional?: boolean };

function Numbers({ form, optional = false }: Part) {
  return (
    <>
      <LineField
        form={form}
        name="noticeDays"
        label={termLabels.noticeDays}
        max={3}
        autocomplete="off"
        optional={optional}
        hint="From the arrival of the notice to the earliest effect, 0 to 365: what the contract says."
        law="clauses 7.7(a) and 9(a) of the EU's standard clauses, Option 2"
      />
      <LineField
        form={form}
        name="objectionDays"
        label={termLabels.objectionDays}
        max={3}
        autocomplete="off"
        optional={optional}
        hint="From the arrival of the notice, 0 to 365."
        law="Article 28(2) GDPR"
      />
    </>
  );
}

function Zone({ form, optional = false }: Part) {
  return (
    <LineField
      form={form}
      name="timeZone"
      label={termLabels.timeZone}
      autocomplete="off"
      optional={optional}
      hint="Where the days of the contract begin and end, e.g. Europe/Berlin."
    />
  );
}
