import type { Child } from 'hono/jsx';
import type { Fault } from '../core/errors.ts';
import { pointerTo } from '../core/errors.ts';
import { useWords } from './language.tsx';
import { AllTold, Told } from './told.tsx';
import { formWords } from './words/forms.ts';

/** What stands in the fields of a form, as it was typed, and what is wrong with it. */
export type FormState = {
  readonly entries: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
};

type FieldProps = {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Which law or annex asks for it, e.g. "Annex III of the EU clauses". */
  readonly law?: string;
  readonly optional?: boolean;
};

/** One line. The browser's own checks are off (`novalidate`): its words are others, and it forgets what it refuses. */
export function LineField({
  type = 'text',
  max = 200,
  autocomplete,
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'email' | 'date';
  readonly max?: number;
  readonly autocomplete: string;
}) {
  return (
    <Field {...field}>
      <input
        {...controlOf(field)}
        type={type}
        value={field.form.entries[field.name] ?? ''}
        autocomplete={autocomplete}
        maxlength={max}
        dir={type === 'email' ? 'ltr' : 'auto'}
      />
    </Field>
  );
}

/** Several lines. */
export function TextField({
  max,
  rows,
  ...field
}: FieldProps & { readonly max: number; readonly rows: number }) {
  return (
    <Field {...field}>
      <textarea {...controlOf(field)} rows={rows} maxlength={max} dir="auto">
        {field.form.entries[field.name] ?? ''}
      </textarea>
    </Field>
  );
}

type ChoiceProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly text: string; lang?: string }[];
};

/** One of several, each with its button. */
export function ChoiceField({ form, name, label, options, hint, law }: ChoiceProps) {
  const faults = faultsOf(form, name);
  const help = helpOf({ hint, law });
  const described = [help && `${name}-hint`, faults.length > 0 && `${name}-fault`]
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset class="field" id={name} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      <FaultText name={name} faults={faults} />
      <div class="boxes">
        {options.map(({ value, text, lang }) => (
          <div>
            <input
              id={`${name}-${value}`}
              type="radio"
              name={name}
              value={value}
              checked={form.entries[name] === value}
            />
            <label for={`${name}-${value}`} lang={lang}>
              {text}
            </label>
          </div>
        ))}
      </div>
      {help === '' ? null : (
        <p class="fine quiet" id={`${name}-hint`}>
          {help}
        </p>
      )}
    </fieldset>
  );
}

/** One of many, folded together. */
export function SelectField({ options, ...field }: ChoiceProps) {
  const chosen = field.form.entries[field.name] ?? '';
  return (
    <Field {...field}>
      <select {...controlOf(field)}>
        {options.map(({ value, text, lang }) => (
          <option value={value} selected={value === chosen} lang={lang}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A box: ticked, it sends `yes`; otherwise nothing. */
export function CheckField({ form, name, label, hint }: FieldProps) {
  return (
    <div class="field">
      <FaultText name={name} faults={faultsOf(form, name)} />
      <div class="boxes">
        <div>
          <input
            id={name}
            type="checkbox"
            name={name}
            value="yes"
            checked={form.entries[name] === 'yes'}
            aria-describedby={hint === undefined ? undefined : `${name}-hint`}
          />
          <label for={name}>{label}</label>
        </div>
      </div>
      {hint === undefined ? null : (
        <p class="fine quiet" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A file. It must be chosen again after a fault: browsers do not keep it. */
export function FileField({ accept, ...field }: FieldProps & { readonly accept: string }) {
  return (
    <Field {...field}>
      <input {...controlOf(field)} type="file" accept={accept} />
    </Field>
  );
}

/** Said first and once, with the way to each field. */
export function FaultSummary({
  form,
  labels,
}: {
  readonly form: FormState;
  /** What the fields are called: a summary of "Must not be blank." thrice helps nobody. */
  readonly labels: Readonly<Record<string, string>>;
}) {
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
          const label = Object.hasOwn(labels, field) ? labels[field] : undefined;
          return (
            <li>
              {label ? (
                <a href={`#${field}`}>
                  {label.endsWith('?') ? `${label} ` : `${label}: `}
                  <Told detail={detail} />
                </a>
              ) : (
                <Told detail={detail} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Nobody sees it; who fills it in is most likely a robot, which staff are told. */
export function Trap() {
  return (
    <div class="trap" aria-hidden="true">
      <label>
        {useWords(formWords).trap}
        <input type="text" name="leave_empty" tabindex={-1} autocomplete="off" value="" />
      </label>
    </div>
  );
}

function Field({
  form,
  name,
  label,
  hint,
  law,
  optional = false,
  children,
}: FieldProps & { readonly children?: Child }) {
  const help = helpOf({ hint, law });
  return (
    <div class="field">
      <label for={name}>
        {label}
        {optional ? <Optional /> : null}
      </label>
      <FaultText name={name} faults={faultsOf(form, name)} />
      {children}
      {help === '' ? null : (
        <p class="fine quiet" id={`${name}-hint`}>
          {help}
        </p>
      )}
    </div>
  );
}

export function Optional() {
  return <span class="quiet">{useWords(formWords).optional}</span>;
}

/** Only within components. */
function helpOf({ hint, law }: { hint?: string | undefined; law?: string | undefined }): string {
  const { askedBy } = useWords(formWords);
  return [hint, law && askedBy(law)].filter(Boolean).join(' ');
}

function controlOf({ form, name, hint, law, optional = false }: FieldProps) {
  const isWrong = faultsOf(form, name).length > 0;
  const described = [helpOf({ hint, law }) && `${name}-hint`, isWrong && `${name}-fault`]
    .filter(Boolean)
    .join(' ');
  return {
    id: name,
    name,
    required: !optional,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
    'aria-describedby': described === '' ? undefined : described,
  };
}

/** Beside a field: what is wrong with what stands in it. */
export function FaultText({ name, faults }: { name: string; faults: readonly string[] }) {
  return faults.length === 0 ? null : (
    <p class="fault" id={`${name}-fault`}>
      <AllTold details={faults} />
    </p>
  );
}

/** Of a field and of its items. */
export function faultsOf({ faults }: Pick<FormState, 'faults'>, name: string): readonly string[] {
  const pointer = pointerTo(name);
  return faults.flatMap((each) =>
    `${each.pointer}/`.startsWith(`${pointer}/`) ? each.detail : [],
  );
}
