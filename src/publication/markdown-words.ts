import type { Catalogue } from '../core/language.ts';

type Words = {
  /** Between them stand the address of the form and that of the description of the API. */
  readonly form: readonly [string, string, string];
  readonly filter: string;
  readonly tooLong: string;
};

/** What a page says only by its looks. */
export const markdownWords: Catalogue<Words> = {
  en: {
    form: [
      'This is a form. Fill it in at ',
      ', or send it there by program as ',
      ' describes it. It asks:',
    ],
    filter: 'This can be narrowed by parameters of the address:',
    tooLong: 'This page is too long to be given as Markdown. It says the same in these forms:',
  },
  de: {
    form: [
      'Hier steht ein Formular. Füllen Sie es aus unter ',
      ', oder senden Sie es per Programm dorthin, wie es ',
      ' beschreibt. Gefragt wird:',
    ],
    filter: 'Dies lässt sich durch Parameter der Adresse einschränken:',
    tooLong:
      'Diese Seite ist zu lang, um sie als Markdown auszugeben. In diesen Formen steht dasselbe:',
  },
};
