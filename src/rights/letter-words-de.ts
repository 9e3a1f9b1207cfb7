import { germanDay } from '../changes/words/de-values.ts';
import type { RightsWords } from './letter-words.ts';
import type { DenialBasis, Item, LawId } from './model.ts';
import { rules } from './model/laws.ts';
import type { RightsLetter } from './model/letters.ts';

const page = 'Die Seite Ihrer Anfrage';

export const german: RightsWords = {
  types: {
    access: 'Auskunft über meine Daten, mit Kopie',
    rectification: 'Berichtigung meiner Daten',
    erasure: 'Löschung meiner Daten',
    restriction: 'Einschränkung der Verarbeitung',
    portability: 'Übertragung meiner Daten in einem maschinenlesbaren Format',
    objection: 'Widerspruch gegen die Verarbeitung',
    'automated-decision': 'Überprüfung einer automatisierten Entscheidung durch einen Menschen',
    complaint: 'Beschwerde über den Umgang mit meinen Daten',
    'know-categories': 'Auskunft über die Kategorien meiner Daten',
    'know-specific': 'Auskunft über die einzelnen Daten zu mir',
    delete: 'Löschung meiner Daten',
    correct: 'Berichtigung meiner Daten',
    'opt-out': 'Kein Verkauf und keine Weitergabe meiner Daten für Werbung',
    limit: 'Beschränkung der Nutzung meiner sensiblen Daten',
    marketing: 'Keine Werbung mehr',
  },
  granted: 'erledigt',
  subject: (what, reference) => `${subjects[what]} (${reference})`,
  lead: {
    received: [
      'Ihre Datenschutzanfrage ist eingegangen. Unten steht, worum Sie gebeten haben und bis wann wir jeweils antworten.',
      'Falls die Anfrage nicht von Ihnen kommt, sagen Sie es auf der Seite: Damit ist die Anfrage beendet, und niemand erfährt etwas.',
    ],
    'in-your-name': [
      'Jemand hat in Ihrem Namen eine Datenschutzanfrage gestellt. Es wurde nichts mitgeteilt, und es wird nichts mitgeteilt, wenn Sie es nicht erlauben.',
      'Auf der Seite sehen Sie, wer es ist und worum es geht. Bitte sagen Sie dort, ob die Person das darf. Tun Sie nichts, erfährt sie nichts.',
    ],
    'asked-for-another': [
      'Ihre Anfrage für eine andere Person ist eingegangen. Zuerst wird die Person gefragt; bevor sie zugestimmt hat, teilen wir Ihnen nichts mit.',
      'Hat die Person keine Adresse, an die wir schreiben können, oder haben Sie eine Vollmacht, so vergewissern wir uns anders. Bitte senden Sie keine Ausweise.',
    ],
    let: [
      'Es ist bestätigt, dass Sie für die Person anfragen dürfen. Sie sehen nun den ganzen Vorgang.',
    ],
    message: ['Wir haben Ihnen zu Ihrer Datenschutzanfrage geschrieben:'],
    identity: [
      'Um zu antworten, müssen wir sicher sein, dass Sie es sind. Bitte senden Sie keine Ausweise: Wir vergleichen nur mit den Kontaktdaten, die wir haben.',
    ],
    clarification: ['Um zu antworten, müssen wir genauer wissen, worum es Ihnen geht:'],
    extended: ['Ihre Anfrage braucht mehr Zeit. Das ist der Grund:'],
    decided: ['Über Ihre Datenschutzanfrage ist entschieden:'],
    copy: [
      'Die Kopie Ihrer Daten liegt bereit. Zusammengestellt wird sie erst, wenn Sie sie abrufen.',
      'Der Link gilt einmal und vierzehn Tage lang. Dahinter ist ein Knopf; danach haben Sie eine Viertelstunde, um die Kopie zu speichern.',
    ],
    lifting: [
      'Auf Ihren Wunsch haben wir Ihre Daten nur aufbewahrt und nicht anders genutzt. Das wird enden, und wir sagen es Ihnen vorher:',
    ],
    forwarded: [
      'Es geht um Daten, über die ein Kunde von uns entscheidet; wir verarbeiten sie nur in dessen Auftrag. Wir haben Ihre Anfrage weitergeleitet, und von dort erhalten Sie die Antwort.',
    ],
    expired: [
      'Wir haben Sie um etwas gebeten, das wir für die Antwort brauchen, und seit neunzig Tagen ist nichts gekommen. Die Anfrage ist geschlossen. Sie können jederzeit eine neue stellen.',
    ],
  },
  page: {
    received: 'Bestätigen, dass die Anfrage von Ihnen kommt',
    'in-your-name': 'Ansehen, worum es geht, und ja oder nein sagen',
    'asked-for-another': page,
    let: page,
    message: 'Auf der Seite Ihrer Anfrage antworten',
    identity: 'Auf der Seite Ihrer Anfrage antworten',
    clarification: 'Auf der Seite Ihrer Anfrage antworten',
    extended: page,
    decided: page,
    copy: 'Die Kopie Ihrer Daten abrufen',
    lifting: page,
    forwarded: page,
    expired: page,
  },
  reference: 'Aktenzeichen',
  received: 'Eingegangen',
  day: germanDay,
  until: (item) =>
    item.dueOn === undefined ? 'unverzüglich' : `bis ${germanDay(item.dueOn)} (${sourceOf(item)})`,
  verification: {
    none: 'Einen Nachweis, wer Sie sind, verlangen wir dafür nicht.',
    address:
      'Dass Sie es sind, zeigt uns diese Adresse: Drücken Sie auf der Seite den Knopf. Wir vergleichen mit den Kontaktdaten, die wir haben, und fragen nur bei begründeten Zweifeln nach mehr.',
    reasonable:
      'Um sicher zu sein, dass Sie es sind, vergleichen wir mindestens zwei Angaben mit denen, die wir haben.',
    'reasonably-high':
      'Um sicher zu sein, dass Sie es sind, vergleichen wir mindestens drei Angaben mit denen, die wir haben, und brauchen eine unter Strafandrohung unterschriebene Erklärung.',
  },
  because: (basis, source) => `abgelehnt: ${bases[basis]} (${inGerman(source)})`,
  complain: (law) => `Sie können sich bei ${authorities[law]} beschweren und vor Gericht gehen.`,
  appeal:
    'Sie können auf der Seite auch binnen sechzig Tagen verlangen, dass jemand anderes bei uns es noch einmal prüft.',
  handedOver:
    'Jemand hat uns nach personenbezogenen Daten gefragt, die wir in Ihrem Auftrag verarbeiten. Die Antwort ist Ihre Sache (Artikel 28 Absatz 3 Buchstabe e DSGVO und was dem anderswo entspricht); wir haben der Person nur mitgeteilt, dass wir die Anfrage an Sie weitergeleitet haben. Ihre Frist kann mit dem Eingang bei uns begonnen haben.',
  labels: {
    person: 'Person',
    email: 'E-Mail',
    agent: 'Gestellt von',
    asked: 'Anliegen',
    details: 'Einzelheiten',
  },
};

export const bases: Readonly<Record<DenialBasis, string>> = {
  'identity-not-verified': 'wir konnten nicht sicherstellen, dass Sie es sind',
  'no-authority': 'eine Befugnis, für die Person anzufragen, wurde nicht nachgewiesen',
  'not-controller': 'über diese Daten entscheiden andere; bitte wenden Sie sich an sie',
  'unfounded-or-excessive': 'die Anfrage ist offenkundig unbegründet oder exzessiv',
  'rights-of-others': 'die Rechte anderer stehen entgegen',
  'legal-duty': 'ein Gesetz verpflichtet uns zur Aufbewahrung',
  'legal-claims': 'die Daten werden für rechtliche Ansprüche gebraucht',
  exception: 'eine gesetzliche Ausnahme greift',
  'law-does-not-apply': 'das Gesetz gilt hier nicht',
};

const authorities: Readonly<Record<LawId, string>> = {
  gdpr: 'der Aufsichtsbehörde an Ihrem Wohn- oder Arbeitsort (Artikel 77)',
  'uk-gdpr': 'dem Information Commissioner (Artikel 77)',
  fadp: 'dem Eidgenössischen Datenschutz- und Öffentlichkeitsbeauftragten (Artikel 49)',
  ccpa: 'der California Privacy Protection Agency oder dem Attorney General',
  courtesy: 'der Behörde Ihres Wohnorts, wo es eine gibt,',
};

function sourceOf({ ruleId, extendedOn }: Item): string {
  const { answer, extension } = rules[ruleId];
  const period = extendedOn === undefined ? answer : extension;
  return period?.ours ? 'unsere eigene Zusage' : inGerman(period?.source ?? '');
}

/** As the laws that have German names are cited. */
function inGerman(source: string): string {
  return source
    .replace(/Articles?/g, 'Artikel')
    .replaceAll(' and ', ' und ')
    .replaceAll('UK GDPR', 'UK-DSGVO')
    .replaceAll('GDPR', 'DSGVO')
    .replaceAll('FADP', 'DSG')
    .replaceAll('DPO', 'DSV');
}

const subjects: Readonly<Record<RightsLetter, string>> = {
  received: 'Ihre Datenschutzanfrage',
  'in-your-name': 'Eine Datenschutzanfrage in Ihrem Namen',
  'asked-for-another': 'Ihre Datenschutzanfrage für eine andere Person',
  let: 'Sie dürfen für die Person anfragen',
  message: 'Zu Ihrer Datenschutzanfrage',
  identity: 'Wer fragt? Zu Ihrer Datenschutzanfrage',
  clarification: 'Eine Frage zu Ihrer Datenschutzanfrage',
  extended: 'Ihre Datenschutzanfrage braucht mehr Zeit',
  decided: 'Über Ihre Datenschutzanfrage ist entschieden',
  copy: 'Die Kopie Ihrer Daten liegt bereit',
  lifting: 'Eine Einschränkung wird aufgehoben',
  forwarded: 'Ihre Datenschutzanfrage ist weitergeleitet',
  'handed-over': 'Eine Datenschutzanfrage, die Sie beantworten',
  expired: 'Ihre Datenschutzanfrage ist geschlossen',
};
