import type { Child } from 'hono/jsx';
import { FaultText, faultsOf, type FormState } from '../../http/form-fields.tsx';

type Box = {
  readonly value: string;
  readonly text: Child;
  /** Of the text, where it is in another language than the page. */
  readonly lang?: string | undefined;
  readonly hint?: string | undefined;
};

/** Any of several, each with its box. */
export function BoxesField({
  form,
  name,
  label,
  options,
  chosen,
}: {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly options: readonly Box[];
  readonly chosen: readonly string[];
}) {
  const faults = faultsOf(form, name);
  const described = faults.length > 0 ? `${name}-fault` : undefined;
  return (
    <fieldset class="field" id={name} aria-describedby={described}>
      <legend>{label}</legend>
      <FaultText name={name} faults={faults} />
      <div class="boxes">
        {options.map(({ value, text, lang, hint }) => (
          <div>
            <input
              id={`${name}-${value}`}
              type="checkbox"
              name={name}
              value={value}
              checked={chosen.includes(value)}
            />
            <label for={`${name}-${value}`}>
              <bdi lang={lang}>{text}</bdi>
              {hint === undefined ? null : <span class="quiet small"> {hint}</span>}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** One box that has to be ticked. */
export function TickField({
  form,
  name,
  children,
}: {
  readonly form: FormState;
  readonly name: string;
  readonly children: Child;
}) {
  const faults = faultsOf(form, name);
  const described = faults.length > 0 ? `${name}-fault` : undefined;
  return (
    <div class="field">
      <FaultText name={name} faults={faults} />
      <div class="boxes">
        <div>
          <input
            id={name}
            type="checkbox"
            name={name}
            value="yes"
            required
            checked={form.entries[name] === 'yes'}
            aria-invalid={faults.length > 0 ? 'true' : undefined}
            aria-describedby={described}
          />
          <label for={name}>{children}</label>
        </div>
      </div>
    </div>
  );
}
