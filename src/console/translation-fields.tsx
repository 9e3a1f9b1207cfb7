import { type Language, englishNames, languages } from '../core/language.ts';
import type { Warned } from '../core/translating.ts';
import { type FormState, LineField, TextField } from '../http/form-fields.tsx';

/** One text that can be translated: with `rows` it has several lines. */
type Translatable = {
  readonly name: string;
  readonly label: string;
  readonly max: number;
  readonly rows?: number;
};

type Props = {
  readonly form: FormState;
  /** In which the texts are written. */
  readonly written: Language;
  readonly texts: readonly Translatable[];
};

/** Each text once more in each other language of the public pages. */
export function TranslationFields({ form, written, texts }: Props) {
  return (
    <>
      {languages
        .filter((language) => language !== written)
        .map((language) => (
          <fieldset class="field">
            <legend>
              In {englishNames[language]}
              <span class="quiet"> (optional)</span>
            </legend>
            {texts.map((text) => (
              <Field form={form} language={language} text={text} />
            ))}
            <p class="fine quiet">
              What is left empty is shown as it is written above, and marked as that.
            </p>
          </fieldset>
        ))}
    </>
  );
}

type FieldProps = {
  readonly form: FormState;
  readonly language: Language;
  readonly text: Translatable;
};

function Field({ form, language, text: { name, rows, ...text } }: FieldProps) {
  const field = { form, name: fieldOf(language, name), ...text, optional: true } as const;
  return rows === undefined ? (
    <LineField {...field} autocomplete="off" />
  ) : (
    <TextField {...field} rows={rows} />
  );
}

function fieldOf(language: Language, name: string): string {
  return `translations_${language}_${name}`;
}

/** What these fields are called where faults are summed up. */
export function translationLabels(
  texts: readonly Pick<Translatable, 'name' | 'label'>[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    languages.flatMap((language) =>
      texts.map(({ name, label }) => [
        fieldOf(language, name),
        `${label}, ${englishNames[language]}`,
      ]),
    ),
  );
}

/** The same names, for forms with fields of lists. */
export function translationNames(name: string): readonly string[] {
  return languages.map((language) => fieldOf(language, name));
}

/** Said instead of what was done, where somebody should look at it again. */
export const staleTranslation =
  'It is stored and public. A text has changed and its translation has not, or there is no text for it: look at both.';

export function doneWith({ warnings }: Warned, done: string): string {
  return warnings.length === 0 ? done : 'stale';
}
