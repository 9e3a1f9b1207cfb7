import type { Child } from 'hono/jsx';
import { pointerTo } from '../../core/errors.ts';
import type { FormState } from '../../http/form-fields.tsx';

type Box = { readonly value: string; readonly text: Child; readonly hint?: string | undefined };

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
  const fault = faultIn(form, name);
  return (
    <fieldset class="field" id={name} aria-describedby={fault && `${name}-fault`}>
      <legend>{label}</legend>
      <FaultText name={name} fault={fault} />
      <div class="boxes">
        {options.map(({ value, text, hint }) => (
          <div>
            <input
              id={`${name}-${value}`}
              type="checkbox"
              name={name}
              value={value}
              checked={chosen.includes(value)}
            />
            <label for={`${name}-${value}`}>
              <bdi>{text}</bdi>
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
  const fault = faultIn(form, name);
  return (
    <div class="field">
      <FaultText name={name} fault={fault} />
      <div class="boxes">
        <div>
          <input
            id={name}
            type="checkbox"
            name={name}
            value="yes"
            required
            checked={form.entries[name] === 'yes'}
            aria-invalid={fault === undefined ? undefined : 'true'}
            aria-describedby={fault && `${name}-fault`}
          />
          <label for={name}>{children}</label>
        </div>
      </div>
    </div>
  );
}

function FaultText({ name, fault }: { name: string; fault: string | undefined }) {
  return fault === undefined ? null : (
    <p class="fault" id={`${name}-fault`}>
      {fault}
    </p>
  );
}

function faultIn({ faults }: FormState, name: string): string | undefined {
  const mine = faults.filter(({ pointer }) => `${pointer}/`.startsWith(`${pointerTo(name)}/`));
  return mine.length === 0 ? undefined : [...new Set(mine.map(({ detail }) => detail))].join(' ');
}
