import type { Catalogue, Language } from '../../core/language.ts';
import { nameInSentence, type Organisation } from '../model.ts';

/** Of what a form tells whoever fills it in (Article 13 GDPR). */
export type Kept = { readonly title: string; readonly text: string };

type Asked = {
  readonly name: string;
  readonly email: string | undefined;
  readonly authority: string;
};

const sentences: Catalogue<(asked: Asked) => Kept> = {
  en: ({ name, email, authority }) => ({
    title: 'Who keeps it',
    text: `${name} as the controller.${email === undefined ? '' : ` Ask or complain at ${email}.`} You may also complain to ${authority}.`,
  }),
  de: ({ name, email, authority }) => ({
    title: 'Wer es speichert',
    text: `${name} als Verantwortlicher.${email === undefined ? '' : ` Fragen und Beschwerden richten Sie an ${email}.`} Sie können sich auch bei ${authority} beschweren.`,
  }),
};

const anyAuthority: Catalogue<string> = {
  en: 'a supervisory authority',
  de: 'einer Aufsichtsbehörde',
};

/** Who is responsible, whom to ask and where to complain. `authority` as its language has it behind "to" or "bei". */
export function controllerIn(
  organisation: Organisation,
  language: Language,
  authority = anyAuthority[language],
): Kept {
  const { legalName, dpo } = organisation;
  const name = legalName ?? nameInSentence(organisation);
  return sentences[language]({ name, email: dpo?.email, authority });
}
