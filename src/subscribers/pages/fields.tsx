import type { Child } from 'hono/jsx';
import type { Fault } from '../../core/errors.ts';
import { pointerTo } from '../../core/errors.ts';
import type { Service } from '../../organisation/model.ts';
import { Optional } from '../../http/form-fields.tsx';
import { useWords } from '../../http/language.tsx';
import { AllTold, Told } from '../../http/told.tsx';
import { formWords } from '../../http/words/forms.ts';
import { languages } from '../../core/language.ts';
import { frequencies } from '../model/subscription.ts';
import { topics } from '../model/topics.ts';
import { languageWords } from '../model/words.ts';
import { subscriberWords } from '../words/pages.ts';

/** What stands in the fields, as it was typed. */
export type Entries = {
  readonly channel: string;
  readonly address: string;
  readonly contact: string;
  readonly topics: readonly string[];
  readonly services: readonly string[];
  readonly language: string;
  readonly frequency: string;
};

/** One form: what its ids begin with, what stands in it and what is wrong with it. */
export type FormState = {
  readonly prefix: string;
  readonly entries: Entries;
  readonly faults: readonly Fault[];
};

/** The words for a field, its own and those of its items. */
function faultsOf({ faults }: FormState, name: string): readonly string[] {
  const pointer = pointerTo(name);
  return faults.flatMap((each) =>
    `${each.pointer}/`.startsWith(`${pointer}/`) ? each.detail : [],
  );
}

type TextProps = {
  readonly form: FormState;
  readonly name: 'address' | 'contact';
  readonly label: string;
  readonly type: 'email' | 'url';
  readonly hint?: string;
  readonly optional?: boolean;
};

/** The browser's own checks are off (`novalidate`): its words are others, and it forgets what it refuses. */
export function TextField({ form, name, label, type, hint, optional = false }: TextProps) {
  const id = `${form.prefix}-${name}`;
  const faults = faultsOf(form, name);
  const described = [hint && `${id}-hint`, faults.length > 0 && `${id}-fault`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional ? <Optional /> : null}
      </label>
      <FaultText id={id} faults={faults} />
      <input
        id={id}
        name={name}
        type={type}
        value={form.entries[name]}
        autocomplete={type === 'email' ? 'email' : 'off'}
        required={!optional}
        maxlength={type === 'email' ? 254 : 2000}
        aria-invalid={faults.length > 0 ? 'true' : undefined}
        aria-describedby={described === '' ? undefined : described}
        dir="ltr"
      />
      {hint === undefined ? null : (
        <p class="fine quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

function FaultText({ id, faults }: { id: string; faults: readonly string[] }) {
  return faults.length === 0 ? null : (
    <p class="fault" id={`${id}-fault`}>
      <AllTold details={faults} />
    </p>
  );
}

type GroupProps = {
  readonly form: FormState;
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly children?: Child;
};

/** A group of boxes or buttons under one question. */
export function Group({ form, name, legend, hint, children }: GroupProps) {
  const id = `${form.prefix}-${name}`;
  const faults = faultsOf(form, name);
  return (
    <fieldset
      class="field"
      id={id}
      aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}
    >
      <legend>{legend}</legend>
      {hint === undefined ? null : <p class="fine quiet">{hint}</p>}
      <FaultText id={id} faults={faults} />
      <div class="boxes">{children}</div>
    </fieldset>
  );
}

type BoxProps = {
  readonly form: FormState;
  readonly type: 'checkbox' | 'radio';
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly children?: Child;
};

export function Box({ form, type, name, value, checked, children }: BoxProps) {
  const id = `${form.prefix}-${name}-${value}`;
  return (
    <div>
      <input id={id} type={type} name={name} value={value} checked={checked} />
      <label for={id}>{children}</label>
    </div>
  );
}

type PreferenceProps = {
  readonly form: FormState;
  readonly services: readonly Service[];
  /** Words beside the question how often. */
  readonly rhythm?: string;
};

/** Topics, services, language and rhythm; advertising stands apart and is nobody's default. */
export function PreferenceFields({ form, services, rhythm }: PreferenceProps) {
  const { entries } = form;
  const { choices, topics: topicWords, frequencies: frequencyWords } = useWords(subscriberWords);
  return (
    <>
      <Group form={form} name="topics" legend={choices.topics}>
        {topics
          .filter((topic) => topic !== 'product')
          .map((topic) => (
            <Box
              form={form}
              type="checkbox"
              name="topics"
              value={topic}
              checked={entries.topics.includes(topic)}
            >
              {topicWords[topic]}
            </Box>
          ))}
        <Box
          form={form}
          type="checkbox"
          name="topics"
          value="product"
          checked={entries.topics.includes('product')}
        >
          {topicWords.product} <span class="quiet">{choices.advertising}</span>
        </Box>
      </Group>
      {services.length < 2 ? null : (
        <Group form={form} name="services" legend={choices.services} hint={choices.servicesHint}>
          {services.map(({ slug, name }) => (
            <Box
              form={form}
              type="checkbox"
              name="services"
              value={slug}
              checked={entries.services.includes(slug)}
            >
              <bdi>{name}</bdi>
            </Box>
          ))}
        </Group>
      )}
      <Group form={form} name="language" legend={choices.language}>
        {languages.map((language) => (
          <Box
            form={form}
            type="radio"
            name="language"
            value={language}
            checked={entries.language === language}
          >
            <span lang={language}>{languageWords[language]}</span>
          </Box>
        ))}
      </Group>
      {rhythm === undefined ? null : (
        <Group form={form} name="frequency" legend={choices.frequency} hint={rhythm}>
          {frequencies.map((frequency) => (
            <Box
              form={form}
              type="radio"
              name="frequency"
              value={frequency}
              checked={entries.frequency === frequency}
            >
              {frequencyWords[frequency]}
            </Box>
          ))}
        </Group>
      )}
    </>
  );
}

/** Said first and once, with the way to each field. */
export function FaultSummary({ form }: { form: FormState }) {
  const words = useWords(formWords);
  if (form.faults.length === 0) return null;
  return (
    <div class="faults" role="alert">
      <p>
        <b>{words.nothingStored}</b>
        {words.lookAt(form.faults.length)}
      </p>
      <ul>
        {form.faults.map(({ pointer, detail }) => {
          const [, field = ''] = pointer.split('/');
          const hasField = field in form.entries;
          const told = <Told detail={detail} />;
          return <li>{hasField ? <a href={`#${form.prefix}-${field}`}>{told}</a> : told}</li>;
        })}
      </ul>
    </div>
  );
}
