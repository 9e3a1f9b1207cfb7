import type { Fault } from '../../core/errors.ts';
import type { FormState } from '../../http/form-fields.tsx';
import { type Law, rules } from '../model/laws.ts';
import { useWords } from '../../http/language.tsx';
import { AllTold } from '../../http/told.tsx';
import { rightsWords } from '../words/pages.ts';

type Props = { readonly form: FormState; readonly law: Law; readonly label: string };

/** What can be asked under a law, each with its article and its time. */
export function TypesField({ form, law, label }: Props) {
  const faults = form.faults.filter(({ pointer }) => `${pointer}/`.startsWith('#/types/'));
  const { types, form: words, source: cited, answered } = useWords(rightsWords);
  const chosen = (form.entries['types'] ?? '').split(' ');
  return (
    <fieldset
      class="field"
      id="types"
      aria-describedby={faults.length > 0 ? 'types-fault' : undefined}
    >
      <legend>{label}</legend>
      <TypesFault faults={faults} />
      <div class="choices">
        {law.rights.map(({ type, source, rule }) => (
          <div>
            <input
              id={`types-${type}`}
              type="checkbox"
              name="types"
              value={type}
              checked={chosen.includes(type)}
              aria-describedby={`types-${type}-law`}
            />
            <label for={`types-${type}`}>{types[type]}</label>
            <p class="fine quiet" id={`types-${type}-law`}>
              {words.typeLaw(cited(source), answered(rule), rules[rule].answer?.ours === true)}
            </p>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function TypesFault({ faults }: { faults: readonly Fault[] }) {
  return faults.length === 0 ? null : (
    <p class="fault" id="types-fault">
      <AllTold details={faults.map(({ detail }) => detail)} />
    </p>
  );
}
