import type { Catalogue, Language } from '../core/language.ts';
import type { Organisation } from '../organisation/model.ts';
import { controllerIn, type Kept } from '../organisation/model/controller.ts';

const kept: Catalogue<readonly Kept[]> = {
  en: [
    {
      title: 'What is kept',
      text: 'What you write and attach here and later on your page, when it came, and for each mail whether it could be delivered. Your network address only as a keyed hash, for a day at most, against floods.',
    },
    {
      title: 'Why',
      text: 'To answer you, and to know later what was answered. Product news only if you ask for them, by a subscription of their own.',
    },
    {
      title: 'On what basis',
      text: 'Our legitimate interest in answering you, and steps before a contract or under one: Article 6(1)(f) and (b) GDPR. Of requests about your personal data our legal obligation, Article 6(1)(c). Product news: your consent.',
    },
    {
      title: 'How long',
      text: 'As long as the matter needs, and as the law has us keep letters of business. Then names, texts and files are erased; that somebody wrote, and when, stays.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails and keep our files for us. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it on the page that the mail links to; ask for correction or erasure, or object.',
    },
  ],
  de: [
    {
      title: 'Was gespeichert wird',
      text: 'Was Sie hier und später auf Ihrer Seite schreiben und anhängen, wann es eingegangen ist, und zu jeder E-Mail, ob sie zugestellt werden konnte. Ihre Netzwerkadresse nur als verschlüsselter Hash, höchstens einen Tag lang, gegen Überlastung.',
    },
    {
      title: 'Wozu',
      text: 'Um Ihnen zu antworten, und um später zu wissen, was geantwortet wurde. Neues zu Produkten nur, wenn Sie darum bitten, mit einem eigenen Abonnement.',
    },
    {
      title: 'Auf welcher Grundlage',
      text: 'Unser berechtigtes Interesse, Ihnen zu antworten, und Schritte vor einem Vertrag oder zu seiner Erfüllung: Artikel 6 Absatz 1 Buchstaben f und b DSGVO. Bei Anfragen zu Ihren personenbezogenen Daten unsere rechtliche Verpflichtung, Artikel 6 Absatz 1 Buchstabe c. Neues zu Produkten: Ihre Einwilligung.',
    },
    {
      title: 'Wie lange',
      text: 'So lange, wie die Sache es erfordert und wie wir Geschäftsbriefe von Gesetzes wegen aufbewahren. Dann werden Namen, Texte und Dateien gelöscht; dass jemand geschrieben hat, und wann, bleibt.',
    },
    {
      title: 'Wer es noch sieht',
      text: 'Wer unsere E-Mails zustellt und unsere Dateien für uns aufbewahrt. Veröffentlicht wird es nicht.',
    },
    {
      title: 'Ihre Rechte',
      text: 'Sie können es auf der Seite ansehen, zu der die E-Mail führt; Sie können Berichtigung oder Löschung verlangen oder widersprechen.',
    },
  ],
};

/** What Article 13 GDPR has somebody told who writes to us: said where it is asked for. */
export function keptInWords(
  organisation: Organisation,
  language: Language = 'en',
): readonly Kept[] {
  return [controllerIn(organisation, language), ...kept[language]];
}
