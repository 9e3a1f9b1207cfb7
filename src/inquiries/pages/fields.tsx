import type { FormState } from '../../http/form-fields.tsx';
import { Optional } from '../../http/form-fields.tsx';
import { useWords } from '../../http/language.tsx';
import { AllTold } from '../../http/told.tsx';
import { inquiryWords } from '../words/pages.ts';
import { attachableEndings } from '../model/attaching.ts';

type Props = { readonly form: FormState };

/** Files beside a text. A browser forgets them when the form comes back, which is said. */
export function FileField({ form }: Props) {
  const words = useWords(inquiryWords).contact;
  const faults = form.faults.filter(({ pointer }) => pointer.startsWith('#/attachments'));
  const described = ['attachments-hint', ...(faults.length > 0 ? ['attachments-fault'] : [])];
  return (
    <div class="field">
      <label for="attachments">
        {words.labels.attachments}
        <Optional />
      </label>
      {faults.length === 0 ? null : (
        <p class="fault" id="attachments-fault">
          <AllTold details={faults.map(({ detail }) => detail)} />
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
        {words.filesHint}
        {form.faults.length > 0 ? words.filesAgain : ''}
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
  lang,
}: Props & {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  /** Where it is in another language than the page. */
  readonly lang?: string | undefined;
}) {
  const id = value === 'yes' ? name : `${name}-${value}`;
  const ticked = (form.entries[name] ?? '').split(' ');
  return (
    <div>
      <input id={id} type="checkbox" name={name} value={value} checked={ticked.includes(value)} />
      <label for={id} dir="auto" lang={lang}>
        {label}
      </label>
    </div>
  );
}
