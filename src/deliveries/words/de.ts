import type { Change, Step, StepName } from '../../changes/model.ts';
import { germanDesk } from './desk-words.ts';
import { droppedBy } from '../../changes/model.ts';
import { germanNotice, germanObjection } from './de-notices.ts';
import { dayOfMoment, momentAt } from '../../core/day.ts';
import type { Post, Thread } from '../../updates/model.ts';
import { updateWords } from '../../updates/words/pages.ts';
import type { Words } from './catalogue.ts';
import {
  germanItem,
  germanList,
  germanStepTitle,
  germanTitle,
} from '../../changes/words/de-titles.ts';
import { germanDay, germanFields, germanValues } from '../../changes/words/de-values.ts';

const { topics: postTopics, incidents: severities, statuses } = updateWords.de.names;

const leads: Readonly<Record<StepName, (name: string, wasAnnounced: boolean) => string>> = {
  announced: (name) =>
    `${name} kündigt eine Änderung bei den Unterauftragsverarbeitern an. Sie ist noch nicht wirksam.`,
  postponed: (name) =>
    `${name} hat eine Änderung bei den Unterauftragsverarbeitern verschoben. Sie wird später wirksam als angekündigt.`,
  'objection-closing': (name) =>
    `Die Frist für Einsprüche gegen eine Änderung bei den Unterauftragsverarbeitern von ${name} endet bald.`,
  'objection-closed': (name) =>
    `Die Frist für Einsprüche gegen eine Änderung bei den Unterauftragsverarbeitern von ${name} ist abgelaufen.`,
  'in-effect': (name, wasAnnounced) =>
    wasAnnounced
      ? `Eine von ${name} angekündigte Änderung bei den Unterauftragsverarbeitern ist jetzt wirksam.`
      : `${name} hat das Verzeichnis der Unterauftragsverarbeiter geändert.`,
  withdrawn: (name) =>
    `${name} hat eine Änderung bei den Unterauftragsverarbeitern zurückgezogen. Sie wird nicht wirksam.`,
  superseded: (name) =>
    `${name} hat an die Stelle dieser Änderung eine andere gesetzt. Die frühere wird nicht wirksam.`,
};

function leadOf(change: Change, { name, materialChange }: Step, who: string): string {
  if (change.class === 'correction' && !droppedBy.includes(name))
    return `${who} berichtigt das Verzeichnis der Unterauftragsverarbeiter; an der Verarbeitung selbst ändert sich nichts.`;
  if (change.emergency && name === 'in-effect')
    return `${who} musste die Unterauftragsverarbeiter ändern, bevor dies angekündigt werden konnte. Kunden können im Nachhinein Einspruch erheben.`;
  if (materialChange !== undefined)
    return `${who} hat eine angekündigte Änderung bei den Unterauftragsverarbeitern ihrerseits geändert und verschoben. Die Einspruchsfrist beginnt von vorn.`;
  return leads[name](
    who,
    change.steps.some((step) => step.name === 'announced'),
  );
}

export const german: Words = {
  language: 'de',
  values: germanValues,
  field: (name) => germanFields[name],
  topics: {
    subprocessors: 'Änderungen bei Unterauftragsverarbeitern',
    security: 'Sicherheit und Vorfälle',
    policies: 'Änderungen von Richtlinien',
    documents: 'neue Dokumente',
    product: 'Produktneuigkeiten',
  },
  channels: { email: 'E-Mail', webhook: 'Webhook', slack: 'Slack', teams: 'Microsoft Teams' },
  reasons: {
    'gave-up': 'Alle Versuche über mehrere Tage sind gescheitert',
    gone: 'Die Gegenstelle antwortet, dass es sie nicht mehr gibt (410)',
    bounced: 'Die Adresse nimmt keine E-Mails an',
    complained: 'Der Empfänger hat die E-Mail als unerwünscht gemeldet',
    suppressed: 'Der Versand wurde von uns angehalten',
  },
  list: germanList,
  day: germanDay,
  instant(at, timeZone) {
    const moment = momentAt(at, timeZone);
    return `${germanDay(dayOfMoment(moment))}, ${moment.slice(11, 16)} Uhr (${timeZone})`;
  },
  label: {
    before: 'bisher',
    after: 'neu',
    notStated: 'nicht angegeben',
    announced: 'Angekündigt am',
    inEffectFrom: 'Wirksam ab',
    inEffectSince: 'Wirksam seit',
    plannedBefore: 'Bisher geplant für',
    plannedFor: 'War geplant für',
    objectUntil: 'Einspruch bis',
    objectedUntil: 'Einspruchsfrist endete',
    whyPostponed: 'Grund der Verschiebung',
    whyWithdrawn: 'Grund der Rücknahme',
    inPlaceOf: 'Anstelle von',
    concerns: 'Betrifft',
    reason: 'Grund',
    kind: 'Art',
    status: 'Stand',
    published: 'Veröffentlicht',
    withdrawn: 'Zurückgezogen',
    channel: 'Kanal',
    subscription: 'Abonnement',
    successor: 'An seiner Stelle',
    waiting: 'Ausstehend',
    oldest: 'Fällig seit',
  },
  everyService: 'Alle Dienste',
  change: {
    headline: germanStepTitle,
    title: germanTitle,
    lead: leadOf,
    item: germanItem,
    more: (count) => `Und ${count} weitere auf der Seite dieser Änderung.`,
    page: 'Die dauerhafte Seite dieser Änderung',
    onGeneralTerms: (day) => `${day}, nach den allgemeinen Bedingungen`,
    numbered: (id) => `Änderung ${id}`,
    successor: (id) => `Änderung ${id}, die an ihre Stelle tritt`,
  },
  post: {
    title: titleOf,
    withdrawal: ({ title }) => `Zurückgezogen: ${title}`,
    kind: ({ topic, severity }) =>
      severity === undefined ? postTopics[topic] : severities[severity],
    status: ({ status }) => status && statuses[status],
    withdrawn: (published) =>
      `Die Meldung vom ${published} gilt nicht mehr. Sie wurde zurückgezogen.`,
    rest: 'Der Text geht unter der folgenden Adresse weiter.',
    page: 'Die dauerhafte Seite dieser Meldung',
  },
  digest: {
    subject: (name, count) =>
      `${name}: ${count === 1 ? 'eine Neuerung' : `${count} Neuerungen`} im Trust Center`,
    lead: (name, from, until) =>
      `Was im Trust Center von ${name} vom ${from} bis zum ${until} veröffentlicht wurde, auf dem Stand am Ende dieses Zeitraums.`,
    more: (count) => `Und ${count} weitere im Trust Center.`,
    all: 'Alles im Trust Center',
    together: (count) =>
      `${count} Änderungen betreffen dieselben Einträge. Zusammengenommen bleibt von ihnen Folgendes.`,
    undone: ({ kind, name, on, undoneOn }) =>
      kind === 'added'
        ? `${name} wurde am ${germanDay(on)} hinzugefügt und am ${germanDay(undoneOn)} wieder entfernt`
        : `Angaben zu ${name} wurden am ${germanDay(on)} geändert und am ${germanDay(undoneOn)} auf den vorherigen Stand zurückgesetzt`,
    change: (id) => `Änderung ${id}`,
  },
  confirmation: {
    subject: (name) => `${name}: Bitte bestätigen Sie Ihr Abonnement`,
    lead: (name) =>
      `Jemand, vermutlich Sie, hat darum gebeten, dass diese Adresse über Änderungen im Trust Center von ${name} informiert wird.`,
    asked: (topics, frequency) =>
      `Gewünscht wurde: ${topics}; ${{ immediate: 'sofort', daily: 'einmal täglich', weekly: 'einmal wöchentlich' }[frequency]}.`,
    button: 'Seite öffnen und dort bestätigen',
    until: (instant) => `Der Link gilt bis ${instant}.`,
    otherwise:
      'Wenn Sie das nicht waren, müssen Sie nichts tun: Es wird keine weitere E-Mail gesendet, und die Angaben werden gelöscht.',
  },
  known: {
    subject: (name) => `${name}: Sie sind bereits angemeldet`,
    lead: (name) =>
      `Diese Adresse wurde im Trust Center von ${name} erneut eingetragen. Sie ist bereits angemeldet; geändert hat sich nichts. Wenn Sie das nicht waren, müssen Sie nichts tun.`,
  },
  succession: {
    subject: (name) => `${name}: Ihre Mitteilungen sollen an eine andere Adresse gehen`,
    lead: (name) =>
      `Jemand, der den Link zu diesem Kontakt kennt, hat darum gebeten, dass ${name} künftig eine andere Adresse informiert. Sobald diese bestätigt ist, wird hierher nichts mehr gesendet.`,
    otherwise: (name) =>
      `Wenn niemand aus Ihrem Unternehmen darum gebeten hat, wenden Sie sich bitte umgehend an ${name}: Die Änderung lässt sich rückgängig machen.`,
  },
  welcome: {
    subject: (name) => `Neues aus dem Trust Center von ${name} erscheint künftig hier`,
    lead: (name, topics) =>
      `Dieser Kanal wurde im Trust Center von ${name} angemeldet für: ${topics}.`,
  },
  test: {
    subject: (name) => `${name}: Test`,
    lead: (name) =>
      `Dies ist ein Test des Trust Centers von ${name}. Er ist angekommen; es ist nichts geschehen.`,
  },
  disabled: {
    subject: (name) => `${name}: Ihr Webhook wurde abgeschaltet`,
    lead: (name, host, reason) =>
      `Das Trust Center von ${name} sendet nicht mehr an Ihren Webhook auf ${host}. ${german.reasons[reason]}.`,
    next: 'Sobald er wieder eingeschaltet ist, kann Versäumtes erneut gesendet werden.',
  },
  alert: {
    disabledSubject: (name) => `${name}: Der Versand an einen Empfänger wurde beendet`,
    disabled:
      'Der Versand an diesen Empfänger wurde beendet. Es wird nichts mehr dorthin gesendet.',
    replacedSubject: (name) => `${name}: Ein Kontakt für vertragliche Mitteilungen wurde ersetzt`,
    replaced:
      'Der Kontakt wurde von jemandem ersetzt, der seinen Link kannte; die neue Adresse ist bestätigt. Fragen Sie beim Kunden nach, ob das beabsichtigt war.',
    stuckSubject: (name) => `${name}: Zustellungen stehen aus`,
    stuck: 'Zustellungen des Trust Centers warten länger, als sie sollten.',
    objectionSubject: (name, reference) => `${name}: Einspruch ${reference}`,
    objection: (isLate, isMatched) =>
      `Gegen eine angekündigte Änderung wurde Einspruch erhoben${isLate ? ', nach dem letzten Tag' : ''}. ${isMatched ? 'Der Kunde ist bekannt.' : 'Für welchen Kunden, ist noch offen: Bitte zuordnen.'}`,
    unreachedSubject: (name) => `${name}: Ein Kunde war nicht zu erreichen`,
    unreached: (customer, others, change) =>
      `Kein Kontakt des Kunden ${customer}${others > 0 ? ` und von ${others} weiteren` : ''} war mit der Mitteilung zu Änderung ${change} zu erreichen. Die Fristen laufen nicht, und die Änderung tritt dort nicht in Kraft. Fügen Sie einen Kontakt hinzu oder berichtigen Sie den vorhandenen.`,
    heldSubject: (name) => `${name}: Eine Änderung ist für Kunden angehalten`,
    held: (customers, change) =>
      `Änderung ${change} ist in Kraft, aber nicht für ${customers === 1 ? 'einen Kunden' : `${customers} Kunden`}, bei denen jemand etwas tun muss. Warum, sagt die Liste der angehaltenen Kunden.`,
    reviewsSubject: (name, entries) =>
      `${name}: ${entries === 1 ? 'eine Überprüfung ist' : `${entries} Überprüfungen sind`} überfällig`,
    reviews: (entries, oldest) =>
      `${entries === 1 ? 'Ein Unterauftragsverarbeiter war' : `${entries} Unterauftragsverarbeiter waren`} zu überprüfen, ${entries === 1 ? 'und zwar' : 'der erste'} bis zum ${oldest}. Überprüfen Sie ${entries === 1 ? 'ihn' : 'sie'} und tragen Sie den Tag der nächsten Überprüfung ein. Diese Erinnerung kommt einmal in der Woche.`,
  },
  footer: {
    why: (name, topics, isChat) =>
      `Sie erhalten dies, weil ${isChat ? 'dieser Kanal' : 'diese Adresse'} im Trust Center von ${name} angemeldet ist für: ${topics}.`,
    whyOwner: (name) =>
      `Sie erhalten dies, weil diese Adresse im Trust Center von ${name} als Kontakt eines Webhooks angegeben ist.`,
    whyContract: (name) =>
      `Sie erhalten dies, weil diese Adresse gegenüber ${name} als Kontakt für vertragliche Mitteilungen benannt ist. Diese Mitteilungen lassen sich nicht abbestellen; sie können an eine andere Adresse gehen.`,
    whyStaff: (name) =>
      `Sie erhalten dies, weil diese Adresse die Meldungen des Trust Centers von ${name} erhält.`,
    manage: 'Auswahl ändern, pausieren oder abmelden',
    contact: 'Unseren Kontakt ändern',
    unsubscribe: 'Abmelden',
  },
  notice: germanNotice,
  objection: germanObjection,
  desk: germanDesk,
  whyCase: (name) =>
    `Sie erhalten dies, weil diese Adresse in einer Nachricht an das Trust Center von ${name} angegeben wurde. Sie dient der Antwort darauf und nichts anderem.`,
};

function titleOf({ position, status }: Post, { title }: Thread): string {
  if (status !== undefined) return `${statuses[status]}: ${title}`;
  return position === 1 ? title : `Nachtrag: ${title}`;
}
