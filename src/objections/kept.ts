import type { Catalogue, Language } from '../core/language.ts';
import type { Organisation } from '../organisation/model.ts';
import { controllerIn, type Kept } from '../organisation/model/controller.ts';

const kept: Catalogue<readonly Kept[]> = {
  en: [
    {
      title: 'What is kept',
      text: 'What you write here and later on your page, when it came, and for each mail whether it could be delivered. Your network address only as a keyed hash, for a day at most, against floods.',
    },
    {
      title: 'Why',
      text: 'To decide and answer the objection, and to prove that both were done.',
    },
    {
      title: 'On what basis',
      text: 'The contract with your company under Article 28 GDPR, and the legitimate interest in proving that it was kept: Article 6(1)(b) and (f).',
    },
    {
      title: 'How long',
      text: 'As long as the objection may matter between the two companies. Then names and texts are erased; that there was an objection, and what became of it, stays.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it and withdraw it yourself on the page that the mail links to; ask for correction or erasure.',
    },
  ],
  de: [
    {
      title: 'Was gespeichert wird',
      text: 'Was Sie hier und später auf Ihrer Seite schreiben, wann es eingegangen ist, und zu jeder E-Mail, ob sie zugestellt werden konnte. Ihre Netzwerkadresse nur als verschlüsselter Hash, höchstens einen Tag lang, gegen Überlastung.',
    },
    {
      title: 'Wozu',
      text: 'Um über den Einspruch zu entscheiden und ihn zu beantworten, und um beides nachweisen zu können.',
    },
    {
      title: 'Auf welcher Grundlage',
      text: 'Der Vertrag mit Ihrem Unternehmen nach Artikel 28 DSGVO und das berechtigte Interesse, seine Einhaltung nachzuweisen: Artikel 6 Absatz 1 Buchstaben b und f.',
    },
    {
      title: 'Wie lange',
      text: 'Solange der Einspruch zwischen den beiden Unternehmen von Bedeutung sein kann. Dann werden Namen und Texte gelöscht; dass es einen Einspruch gab und was daraus wurde, bleibt.',
    },
    {
      title: 'Wer es noch sieht',
      text: 'Wer unsere E-Mails zustellt. Veröffentlicht wird es nicht.',
    },
    {
      title: 'Ihre Rechte',
      text: 'Sie können den Einspruch auf der Seite, zu der die E-Mail führt, selbst ansehen und zurücknehmen; Sie können Berichtigung oder Löschung verlangen.',
    },
  ],
};

/** What Article 13 GDPR has somebody told who objects: said where it is asked for. */
export function keptInWords(
  organisation: Organisation,
  language: Language = 'en',
): readonly Kept[] {
  return [controllerIn(organisation, language), ...kept[language]];
}
