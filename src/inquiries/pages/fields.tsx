import type { FormState } from '../../http/form-fields.tsx';
import { attachableEndings, attachableInWords } from '../model/attaching.ts';

type Props = { readonly form: FormState };

/** Files beside a text. A browser forgets them when the form comes back, which is said. */
export function FileField({ form }: Props) {
  const faults = form.faults.filter(({ pointer }) => pointer.startsWith('#/attachments'));
  const described = ['attachments-hint', ...(faults.length > 0 ? ['attachments-fault'] : [])];
  return (
    <div class="field">
      <label for="attachments">
        Files<span class="quiet"> (optional)</span>
      </label>
      {faults.length === 0 ? null : (
        <p class="fault" id="attachments-fault">
          {faults.map(({ detail }) => detail).join(' ')}
        </p>
      )}
      <input
        id="attachments"
        type="file"
        name="attachments"
        multiple
        accept={attachableEndings.map((ending) => `.${ending}`).join(',')}
        aria-describedby={described.join(' ')}
        aria-invalid={faults.length > 0 ? 'true' : undefined}
      />
      <p class="fine quiet" id="attachments-hint">
        At most three, 2 MB each and 4 MB together: {attachableInWords}.
        {form.faults.length > 0 ? ' If you had chosen some, choose them again.' : ''}
      </p>
    </div>
  );
}

/** One thing to say yes to. */
export function Tick({
  form,
  name,
  value,
  label,
}: Props & { readonly name: string; readonly value: string; readonly label: string }) {
  const id = value === 'yes' ? name : `${name}-${value}`;
  const ticked = (form.entries[name] ?? '').split(' ');
  return (
    <div>
      <input id={id} type="checkbox" name={name} value={value} checked={ticked.includes(value)} />
      <label for={id} dir="auto">
        {label}
      </label>
    </div>
  );
}
