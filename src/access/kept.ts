import type { Catalogue, Language } from '../core/language.ts';
import type { Organisation } from '../organisation/model.ts';
import { controllerIn, type Kept } from '../organisation/model/controller.ts';

const kept: Catalogue<readonly Kept[]> = {
  en: [
    {
      title: 'What is kept',
      text: 'What you write here and later on your page; what was decided, which terms you accepted, and when you fetched what. Your network address: here only as a keyed hash, for a day at most, against floods; with a download for thirty days.',
    },
    {
      title: 'Why',
      text: 'To decide on the request, to give you the documents, and to know who has which copy under which terms: reports of this kind are for named readers. Confidential documents carry your name.',
    },
    {
      title: 'On what basis',
      text: 'Steps at your request towards a contract, and the legitimate interest in keeping confidential what is: Article 6(1)(b) and (f) GDPR.',
    },
    {
      title: 'How long',
      text: 'As long as you have access and the terms bind you. Then name, address and texts are erased; that somebody asked, and what became of it, stays.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it and withdraw it yourself on the page that the mail links to; ask for correction, erasure, or for a person to look at what a rule decided by the domain of your address.',
    },
  ],
  de: [
    {
      title: 'Was gespeichert wird',
      text: 'Was Sie hier und später auf Ihrer Seite schreiben; was entschieden wurde, welche Bedingungen Sie angenommen haben, und wann Sie was abgerufen haben. Ihre Netzwerkadresse: hier nur als verschlüsselter Hash, höchstens einen Tag lang, gegen Überlastung; bei einem Download dreißig Tage lang.',
    },
    {
      title: 'Wozu',
      text: 'Um über die Anfrage zu entscheiden, Ihnen die Dokumente zu geben und zu wissen, wer welche Ausfertigung unter welchen Bedingungen hat: solche Berichte sind für namentlich bekannte Leser. Vertrauliche Dokumente tragen Ihren Namen.',
    },
    {
      title: 'Auf welcher Grundlage',
      text: 'Schritte auf Ihre Anfrage hin vor einem Vertrag, und das berechtigte Interesse, Vertrauliches vertraulich zu halten: Artikel 6 Absatz 1 Buchstaben b und f DSGVO.',
    },
    {
      title: 'Wie lange',
      text: 'Solange Sie Zugang haben und die Bedingungen Sie binden. Dann werden Name, Adresse und Texte gelöscht; dass jemand angefragt hat und was daraus wurde, bleibt.',
    },
    {
      title: 'Wer es noch sieht',
      text: 'Wer unsere E-Mails zustellt. Veröffentlicht wird es nicht.',
    },
    {
      title: 'Ihre Rechte',
      text: 'Sie können die Anfrage auf der Seite, zu der die E-Mail führt, selbst ansehen und zurückziehen; Sie können Berichtigung und Löschung verlangen, und dass ein Mensch ansieht, was eine Regel nach der Domain Ihrer Adresse entschieden hat.',
    },
  ],
};

/** What Article 13 GDPR has somebody told who asks for documents: said where it is asked for. */
export function keptInWords(
  organisation: Organisation,
  language: Language = 'en',
): readonly Kept[] {
  return [controllerIn(organisation, language), ...kept[language]];
}
