import type { Catalogue, Language } from '../core/language.ts';
import type { Organisation } from '../organisation/model.ts';
import { controllerIn, type Kept } from '../organisation/model/controller.ts';
import type { Law } from './model/laws.ts';
import { rightsWords } from './words/pages.ts';

const kept: Catalogue<(law: Law) => readonly Kept[]> = {
  en: ({ keep }) => [
    {
      title: 'What is kept',
      text: 'Identifiers: name and e-mail address of the person and of whoever asks for them. What you write here and later on your page, when it came, what was decided and why, and for each mail whether it could be delivered. Where you ask that data be restricted or not used, a keyed hash of the address, so that it is kept to. Your network address only as a keyed hash, for a day at most, against floods. No identity documents: please send none.',
    },
    {
      title: 'Why',
      text: 'To find the data, to make sure that it is yours, to answer, and to show later that it was answered as the law asks. For nothing else: not for advertising, and it is neither sold nor shared.',
    },
    {
      title: 'On what basis',
      text: 'The duty to answer such requests: Article 6(1)(c) GDPR and what corresponds to it in your law.',
    },
    {
      title: 'How long',
      text: `Until ${rightsWords.en.period(keep)} after it is closed (${keep.source}). That there was a request, when, and what became of it stays, without names.`,
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us; and where a customer of ours decides about the data, that customer. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it and withdraw it on the page that the mail links to; ask for correction or erasure. Nobody is treated worse for asking.',
    },
  ],
  de: ({ keep }) => [
    {
      title: 'Was gespeichert wird',
      text: 'Identifikatoren: Name und E-Mail-Adresse der Person und derjenigen, die für sie fragen. Was Sie hier und später auf Ihrer Seite schreiben, wann es eingegangen ist, was entschieden wurde und warum, und zu jeder E-Mail, ob sie zugestellt werden konnte. Wenn Sie verlangen, dass Daten eingeschränkt oder nicht genutzt werden, ein verschlüsselter Hash der Adresse, damit das eingehalten wird. Ihre Netzwerkadresse nur als verschlüsselter Hash, höchstens einen Tag lang, gegen Überlastung. Keine Ausweise: bitte senden Sie keine.',
    },
    {
      title: 'Wozu',
      text: 'Um die Daten zu finden, um sicherzugehen, dass es Ihre sind, um zu antworten, und um später zeigen zu können, dass so geantwortet wurde, wie das Gesetz es verlangt. Für nichts anderes: nicht für Werbung, und sie werden weder verkauft noch weitergegeben.',
    },
    {
      title: 'Auf welcher Grundlage',
      text: 'Die Pflicht, solche Anfragen zu beantworten: Artikel 6 Absatz 1 Buchstabe c DSGVO und was dem in Ihrem Recht entspricht.',
    },
    {
      title: 'Wie lange',
      text: `Bis ${rightsWords.de.period(keep)} nach dem Abschluss (${rightsWords.de.source(keep.source)}). Dass es eine Anfrage gab, wann, und was daraus wurde, bleibt, ohne Namen.`,
    },
    {
      title: 'Wer es noch sieht',
      text: 'Wer unsere E-Mails zustellt; und wo ein Kunde von uns über die Daten entscheidet, dieser Kunde. Veröffentlicht wird es nicht.',
    },
    {
      title: 'Ihre Rechte',
      text: 'Sie können die Anfrage auf der Seite, zu der die E-Mail führt, ansehen und zurückziehen; Sie können Berichtigung oder Löschung verlangen. Niemand wird schlechter behandelt, weil er fragt.',
    },
  ],
};

/** What somebody is told who asks about their data (Article 13 GDPR; Civ. Code § 1798.100(a)). */
export function keptInWords(
  organisation: Organisation,
  law: Law,
  language: Language = 'en',
): readonly Kept[] {
  const { authority } = rightsWords[language].laws[law.id];
  return [controllerIn(organisation, language, authority), ...kept[language](law)];
}
