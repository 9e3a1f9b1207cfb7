import { bases, german } from '../letter-words-de.ts';
import { laws, type Period, rules } from '../model/laws.ts';
import type { RightsPageWords } from './en.tsx';

export const de: RightsPageWords = {
  types: german.types,
  residences: {
    eu: 'Europäische Union, Island, Liechtenstein oder Norwegen',
    uk: 'Vereinigtes Königreich',
    switzerland: 'Schweiz',
    california: 'Kalifornien',
    elsewhere: 'Anderswo',
  },
  standings: {
    self: 'Für mich selbst',
    parent: 'Für mein Kind',
    agent: 'Für jemanden, der mich beauftragt hat',
  },
  relations: {
    visitor: 'Ich habe die Website besucht oder über sie geschrieben',
    'customer-user': 'Ich nutze den Dienst über ein Unternehmen oder eine Organisation',
    'customer-staff': 'Ich arbeite für einen Kunden und habe mit dem Vertrag zu tun',
  },
  states: {
    received: 'eingegangen',
    acknowledged: 'eingegangen',
    'identity-pending': 'wartet auf die Feststellung Ihrer Identität',
    'clarification-pending': 'wartet auf Ihre Antwort auf unsere Frage',
    'in-progress': 'in Bearbeitung',
    appealed: 'wird von jemand anderem noch einmal geprüft',
    fulfilled: 'erfüllt',
    'partially-denied': 'teilweise erfüllt',
    denied: 'abgelehnt',
    forwarded: 'weitergeleitet an das Unternehmen, das über Ihre Daten entscheidet',
    withdrawn: 'zurückgezogen',
    expired: 'geschlossen: Worum wir gebeten hatten, kam nicht',
  },
  bases,
  grades: {
    ...german.verification,
    address:
      'Dass Sie es sind, zeigt uns Ihre Adresse: Drücken Sie den Knopf auf der Seite, zu der die E-Mail führt. Wir vergleichen mit den Kontaktdaten, die wir haben, und fragen nur bei begründeten Zweifeln nach mehr.',
  },
  laws: {
    gdpr: {
      name: 'DSGVO',
      authority: 'der Aufsichtsbehörde an Ihrem Wohn- oder Arbeitsort (Artikel 77)',
    },
    'uk-gdpr': { name: 'UK-DSGVO', authority: 'dem Information Commissioner (Artikel 77)' },
    fadp: {
      name: 'DSG',
      authority: 'dem Eidgenössischen Datenschutz- und Öffentlichkeitsbeauftragten (Artikel 49)',
    },
    ccpa: {
      name: 'CCPA',
      authority: 'der California Privacy Protection Agency oder dem Attorney General',
    },
    courtesy: {
      name: 'unsere eigene Zusage',
      authority: 'der Behörde Ihres Wohnorts, wo es eine gibt,',
    },
  },
  period: ({ count, unit }) => `${count} ${units[unit]}${count === 1 ? '' : 'e'}`,
  answered(ruleId) {
    const { answer } = rules[ruleId];
    if (answer === undefined) return 'unverzüglich';
    const unit = units[answer.unit];
    return `innerhalb von ${answer.count === 1 ? `einem ${unit}` : `${answer.count} ${unit}en`}`;
  },
  source: germanSource,
  sourceOfDay({ ruleId, extendedOn }) {
    const { answer, extension } = rules[ruleId];
    const period = extendedOn === undefined ? answer : extension;
    if (period === undefined) return 'unverzüglich';
    const source = germanSource(period.source);
    return period.ours ? `unsere eigene Zusage (${source})` : source;
  },
  basisSource: (law, basis) => germanSource(laws[law].denials[basis] ?? ''),
  applies: {
    eu: 'Für Menschen im Europäischen Wirtschaftsraum gilt die DSGVO.',
    uk: 'Für Menschen im Vereinigten Königreich gilt die UK-DSGVO.',
    switzerland: 'Für Menschen in der Schweiz gilt das Datenschutzgesetz (DSG).',
    california: 'Für Menschen in Kalifornien gilt der CCPA.',
    elsewhere:
      'Uns ist kein Gesetz bekannt, das hier gilt; deshalb antworten wir so, wie es die DSGVO verlangt.',
  },
  overview: 'Überblick',
  requests: 'Datenschutzanfragen',
  ask: 'Anfrage zu Ihren personenbezogenen Daten',
  choosing: {
    description: (name) =>
      `Ansehen, berichtigen oder löschen lassen, was ${name} über Sie gespeichert hat, ohne Konto.`,
    json: 'Was man verlangen kann, nach Recht, als JSON',
    lead: (name) => (
      <>
        Lassen Sie sich zeigen, was {name} über Sie gespeichert hat, lassen Sie es berichtigen oder
        löschen, oder schränken Sie die Nutzung ein. Es braucht kein Konto und kostet nichts.
      </>
    ),
    where: 'Wo leben Sie?',
    whereLead:
      'Das Recht dieses Ortes bestimmt, was Sie verlangen können und wie bald wir antworten. Wenn Sie für jemand anderen anfragen: Wo lebt die Person?',
    answeredBy: (law, time) =>
      `${law}${time === undefined ? '' : `; das meiste wird ${time} beantwortet`}`,
    who: 'Wer sind Sie?',
    whoLead:
      'Wir stellen sicher, dass Sie es sind, indem wir mit den vorhandenen Kontaktdaten vergleichen. Bitte senden Sie keine Ausweise: Wir nehmen keine an. Um etwas abzuwählen, ist kein Nachweis nötig.',
    ways: 'Andere Wege für Ihre Anfrage',
    waysLead: 'Eine Anfrage zählt, auf welchem Weg sie auch kommt.',
    email: 'E-Mail',
    phone: 'Telefon',
    letter: 'Brief',
    figures: 'Anfragen der vergangenen Jahre',
    figuresLead: (json) => (
      <>Nach dem angewandten Recht; als {json} auch danach, worum gebeten wurde.</>
    ),
    all: 'Alle',
    none: 'keine',
    columns: {
      law: 'Recht',
      received: 'Eingegangen',
      granted: 'Erfüllt',
      partly: 'Teilweise',
      denied: 'Abgelehnt',
      other: 'Sonstige',
      median: 'Tage im Median',
    },
  },
  form: {
    pageTitle: 'Datenschutzanfrage',
    refusedTitle: 'Ihre Anfrage ist noch nicht gesendet',
    description: (law) => `Anfrage zu Ihren personenbezogenen Daten (${law}), ohne Konto.`,
    elsewhere: 'Sie leben anderswo?',
    heading: 'Ihre Anfrage',
    labels: {
      who: 'Für wen stellen Sie die Anfrage?',
      types: 'Was verlangen Sie?',
      relation: 'Woher kennen wir Sie oder die Person, für die Sie anfragen?',
      name: 'Name der Person, um deren Daten es geht',
      email: 'E-Mail-Adresse dieser Person',
      agentName: 'Ihr Name',
      agentEmail: 'Ihre E-Mail-Adresse',
      agentCompany: 'Ihr Unternehmen',
      details: 'Was hilft uns, die Daten zu finden?',
      language: 'In welcher Sprache sollen wir antworten?',
    },
    typeLaw: (source, time, isOurs) =>
      `${source}; Antwort ${time}${isOurs ? ', unsere eigene Zusage' : ''}`,
    since:
      'Ihre Auskunft umfasst alle Daten seit dem 1. Januar 2022, wenn Sie hier keinen Zeitraum nennen. ',
    detailsHint:
      'Zum Beispiel, wann Sie uns geschrieben haben, oder was zu berichtigen ist. Bitte senden Sie keine Ausweise und keine Passwörter.',
    emailHint:
      'Die Adresse, die wir kennen, falls es eine gibt. Sie erhält eine E-Mail; bei einem Kind kann sie leer bleiben.',
    agent:
      'Nur wenn Sie für jemand anderen anfragen. Die Person wird zuerst gefragt, ob Sie das dürfen; eine Vollmacht ist dafür nicht nötig.',
    send: 'Anfrage senden',
    seeKept: (kept) => <>Lesen Sie, {kept('was davon gespeichert wird')}.</>,
  },
  next: {
    title: 'Wie es weitergeht',
    mail: 'Sie erhalten sofort ein Aktenzeichen und die Tage, bis zu denen wir antworten; und per E-Mail einen Link zur Seite Ihrer Anfrage: was daraus wird, und Nachrichten in beide Richtungen.',
    noMail:
      'Sie erhalten sofort ein Aktenzeichen und die Tage, bis zu denen wir antworten. Von hier kann noch keine E-Mail gesendet werden; bewahren Sie es also auf.',
    identity: (name) => (
      <>
        {name} stellt sicher, dass Sie es sind, und vergleicht dazu mit den vorhandenen
        Kontaktdaten. Um etwas abzuwählen, ist kein Nachweis nötig. Über manche Daten entscheidet
        ein Kunde von uns; für sie antwortet er, und wir leiten Ihre Anfrage an ihn weiter.
      </>
    ),
    free: 'Es kostet nichts, und niemand wird deshalb schlechter behandelt.',
  },
  received: {
    title: 'Ihre Anfrage ist eingegangen',
    lead: 'Sie zählt ab jetzt. Bewahren Sie das Aktenzeichen auf.',
    noIdentity: 'Bitte senden Sie keine Ausweise.',
    personFirst:
      'Zuerst wird die Person gefragt, unter der Adresse, die Sie angegeben haben. Bis sie zugestimmt hat, wird Ihnen nichts offengelegt.',
    mail: 'Eine E-Mail mit dem Link zur Seite der Anfrage ist unterwegs: Dort sehen Sie, was daraus wird, und können uns schreiben. An eine Adresse gehen höchstens fünf solche E-Mails am Tag.',
    noMail: 'Von hier kann noch keine E-Mail gesendet werden; wir antworten Ihnen auf anderem Weg.',
  },
  items: {
    askedFor: 'Anliegen',
    answer: 'Antwort',
    rule: 'Nach welcher Regel',
    done: 'Erledigt',
    denied: 'Abgelehnt',
    on: (day) => <> am {day}</>,
    noDelay: 'Unverzüglich',
    by: 'Bis',
    extended: 'Verlängert, bis',
    again: 'Wird noch einmal geprüft, bis',
  },
};

/** Masculine all of them, so that they decline alike. */
const units: Readonly<Record<Period['unit'], string>> = {
  days: 'Tag',
  'business-days': 'Arbeitstag',
  months: 'Monat',
};

const phrases: Readonly<Record<string, string>> = {
  'no law asks for it': 'kein Gesetz verlangt es',
  'as under the GDPR': 'wie nach der DSGVO',
  'as for access': 'wie bei der Auskunft',
  'as for access; Article 32 FADP gives none':
    'wie bei der Auskunft; Artikel 32 DSG nennt keine Frist',
  'defence of claims': 'Abwehr von Ansprüchen',
};

/** As German cites a law: "Artikel 12 Absatz 3 DSGVO". What has no German name stays. */
function germanSource(source: string): string {
  const phrase = new Map(Object.entries(phrases)).get(source);
  if (phrase !== undefined || !/Article/.test(source)) return phrase ?? source;
  return source
    .replace(/^as Article/, 'wie Artikel')
    .replaceAll(/Articles?/g, 'Artikel')
    .replaceAll(/(\d+[A-Z]?)\((\d+)\)\(([a-z])\)/g, '$1 Absatz $2 Buchstabe $3')
    .replaceAll(/(\d+[A-Z]?)\((\d+)\)/g, '$1 Absatz $2')
    .replaceAll(/ and \((\d+)\)/g, ' und $1')
    .replaceAll(' and ', ' und ')
    .replace(': defence of claims', ': Abwehr von Ansprüchen')
    .replace(', on clarification', ', bei Rückfragen')
    .replace(' asks for a date only', ' verlangt nur ein Datum')
    .replaceAll('UK GDPR', 'UK-DSGVO')
    .replaceAll('GDPR', 'DSGVO')
    .replaceAll('FADP', 'DSG')
    .replaceAll('DPO', 'DSV');
}
