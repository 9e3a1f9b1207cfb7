import type { Catalogue, Language } from '../../core/language.ts';
import type { Organisation } from '../../organisation/model.ts';
import { controllerIn, type Kept } from '../../organisation/model/controller.ts';

const kept: Catalogue<readonly Kept[]> = {
  en: [
    {
      title: 'What is kept',
      text: 'The address, encrypted; what you chose; when you asked and when you confirmed; for each message whether it could be delivered. Your network address only as a keyed hash, for a day at most, against floods.',
    },
    {
      title: 'Why',
      text: 'To send you what you chose, and for nothing else. No opening or clicking is measured.',
    },
    {
      title: 'On what basis',
      text: 'Your consent, Article 6(1)(a) GDPR. You may withdraw it at any time by the link in each message; what was sent until then stays lawful. Nobody must subscribe: everything stands on these pages and in the feeds.',
    },
    {
      title: 'How long',
      text: 'Until you leave; then address and choices are erased at once, and a number without them stays, with the days of consent and withdrawal. What is not confirmed is deleted after 72 hours. After a complaint a keyed hash stays, so that nothing is sent again.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us, and the host of the webhook or chat that you name. It is shown to no one else and not published.',
    },
    {
      title: 'Your rights',
      text: 'See, change, download and erase all of it yourself on the page that each message links to.',
    },
  ],
  de: [
    {
      title: 'Was gespeichert wird',
      text: 'Die Adresse, verschlüsselt; was Sie gewählt haben; wann Sie angefragt und wann Sie bestätigt haben; zu jeder Nachricht, ob sie zugestellt werden konnte. Ihre Netzwerkadresse nur als verschlüsselter Hash, höchstens einen Tag lang, gegen Überlastung.',
    },
    {
      title: 'Wozu',
      text: 'Um Ihnen zu senden, was Sie gewählt haben, und für nichts anderes. Öffnen und Anklicken werden nicht gemessen.',
    },
    {
      title: 'Auf welcher Grundlage',
      text: 'Ihre Einwilligung, Artikel 6 Absatz 1 Buchstabe a DSGVO. Sie können sie jederzeit über den Link in jeder Nachricht widerrufen; was bis dahin gesendet wurde, bleibt rechtmäßig. Niemand muss abonnieren: alles steht auch auf diesen Seiten und in den Feeds.',
    },
    {
      title: 'Wie lange',
      text: 'Bis Sie sich abmelden; dann werden Adresse und Auswahl sofort gelöscht, und eine Nummer ohne sie bleibt, mit den Tagen der Einwilligung und des Widerrufs. Was nicht bestätigt wird, ist nach 72 Stunden gelöscht. Nach einer Beschwerde bleibt ein verschlüsselter Hash, damit nichts mehr gesendet wird.',
    },
    {
      title: 'Wer es noch sieht',
      text: 'Wer unsere E-Mails zustellt, und der Betreiber des Webhooks oder Chats, den Sie nennen. Sonst niemand; veröffentlicht wird es nicht.',
    },
    {
      title: 'Ihre Rechte',
      text: 'Sie können alles selbst ansehen, ändern, herunterladen und löschen, auf der Seite, zu der jede Nachricht führt.',
    },
  ],
};

/** What Article 13 GDPR has somebody told who gives an address: said where it is asked for. */
export function keptInWords(
  organisation: Organisation,
  language: Language = 'en',
): readonly Kept[] {
  return [controllerIn(organisation, language), ...kept[language]];
}
