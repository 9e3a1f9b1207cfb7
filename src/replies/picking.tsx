import type { Deps } from '../context.ts';
import { type FormState, SelectField } from '../http/form-fields.tsx';
import { fill, type ReplyTemplate } from './model.ts';
import { listTemplates } from './service.ts';

/** Of the button: the form comes back with what is in it, and the text of the template. */
const act = { name: 'resume', value: 'template' } as const;
const chosen = 'template';

type Case = {
  /** Absent once erased, or to who may not see it. */
  readonly name: string | null;
  readonly reference: string;
  readonly language: string;
};

/** The templates of a form, and the form as it is to be shown: with the text, where one was chosen. */
export async function pickTemplate(
  deps: Pick<Deps, 'db'>,
  form: FormState,
  { field, of }: { readonly field: string; readonly of: Case },
): Promise<{ readonly templates: readonly ReplyTemplate[]; readonly form: FormState }> {
  const all = await listTemplates(deps);
  // Those in the language of the case first.
  const templates = all.toSorted(
    (a, b) => Number(b.language === of.language) - Number(a.language === of.language),
  );
  const { entries } = form;
  const picked =
    entries[act.name] === act.value ? all.find(({ id }) => id === entries[chosen]) : undefined;
  if (picked === undefined) return { templates, form };
  const text = fill(picked.text, { name: of.name ?? '', reference: of.reference });
  const typed = entries[field]?.trim() ?? '';
  const whole = typed === '' ? text : `${typed}\n\n${text}`;
  return { templates, form: { ...form, entries: { ...entries, [field]: whole } } };
}

/** Nothing where there are no templates. Without script: the button sends the form, which comes back. */
export function TemplateField({
  form,
  templates,
}: {
  readonly form: FormState;
  readonly templates: readonly ReplyTemplate[];
}) {
  if (templates.length === 0) return null;
  return (
    <div class="template">
      <SelectField
        form={form}
        name={chosen}
        label="Begin with a template"
        optional
        hint="Its text is put below what you have typed; nothing is sent by that."
        options={[
          { value: '', text: 'None' },
          ...templates.map(({ id, name, language }) => ({
            value: String(id),
            text: `${name} (${language})`,
          })),
        ]}
      />
      <button class="button plain" name={act.name} value={act.value}>
        Use this text
      </button>
    </div>
  );
}
