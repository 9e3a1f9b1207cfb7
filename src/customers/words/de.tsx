import { germanHeadline } from '../../changes/words/de-titles.ts';
import type { HoldReason, WindowOutcome } from '../../notices/model/notice.ts';
import type { CustomerWords } from './en.tsx';

const outcomes: Readonly<Record<WindowOutcome, string>> = {
  'accepted-by-silence': 'Sie haben nicht rechtzeitig Einspruch erhoben',
  'refused-by-silence': 'Sie haben sie nicht rechtzeitig genehmigt',
  approved: 'Sie haben sie genehmigt',
  objected: 'Sie haben Einspruch erhoben',
};

const holds: Readonly<Record<HoldReason, string>> = {
  'not-reached': 'Für Sie nicht wirksam: Die Mitteilung ist noch nicht zugegangen',
  'window-open': 'Für Sie nicht wirksam: Sie können noch Einspruch erheben',
  'not-approved': 'Für Sie nicht wirksam: Sie haben sie nicht genehmigt',
  'open-objection': 'Für Sie nicht wirksam: Ihr Einspruch ist offen',
  excluded: 'Für Sie nicht wirksam: Sie sind davon ausgenommen',
  'emergency-not-permitted':
    'Für Sie nicht wirksam: Ihr Vertrag lässt einen Austausch im Notfall nicht zu',
};

export const de: CustomerWords = {
  headline: germanHeadline,
  authorisation: ({ authorisation }) =>
    authorisation === 'general'
      ? 'Allgemein: Erheben Sie nicht rechtzeitig Einspruch, gilt eine Änderung als genehmigt'
      : 'Gesondert: Eine Änderung wird für Sie wirksam, wenn Sie sie genehmigen; Schweigen gilt als Ablehnung',
  days(days, { dayCount }) {
    const unit = dayCount === 'business' ? 'Arbeitstag' : 'Tag';
    return `${days} ${unit}${days === 1 ? '' : 'e'} ab Zugang der Mitteilung`;
  },
  objections: {
    received: 'Eingegangen',
    'under-review': 'In Prüfung',
    resolved: 'Erledigt',
    'termination-right-open': 'Ohne Einigung: Sie können kündigen',
    terminated: 'Sie haben gekündigt',
    lapsed: 'Das Kündigungsrecht wurde nicht genutzt',
    withdrawn: 'Sie haben ihn zurückgenommen',
  },
  standing(notice) {
    if (notice === undefined) return 'Angekündigt';
    const { hold, effectiveAt, approved, outcome, state } = notice;
    if (hold !== undefined) return holds[hold];
    if (state === 'ended') return 'Beendet: Sie wurde zurückgezogen oder neu angekündigt';
    if (effectiveAt !== undefined) return 'Für Sie wirksam';
    if (approved !== undefined) return outcomes.approved;
    if (outcome !== undefined) return outcomes[outcome];
    return state === 'running'
      ? 'Sie können Einspruch erheben'
      : 'Die Mitteilung ist noch nicht zugegangen';
  },
  channels: { email: 'E-Mail', webhook: 'Webhook', slack: 'Slack', teams: 'Microsoft Teams' },
  page: {
    title: 'Ihre Bedingungen und Fristen',
    description:
      'Was Ihr Vertrag über Änderungen bei Unterauftragsverarbeitern sagt, und was bevorsteht.',
    heading: (customer) => <>{customer}: Ihre Bedingungen und Fristen</>,
    lead: (name) => (
      <>
        Was Ihr Vertrag mit {name} über Änderungen bei Unterauftragsverarbeitern sagt, und was Ihnen
        bevorsteht. Wer diesen Link hat, sieht diese Seite.
      </>
    ),
    done: {
      contact:
        'Danke: Wir sehen es uns an und berichtigen unsere Liste. Bis dahin bleibt der Ansprechpartner, wie er ist.',
      approval: 'Ihre Genehmigung ist festgehalten.',
    },
    services: 'Die Dienste, die Sie nutzen',
    allServices: 'Alle.',
    annex: 'Ihr Anhang III',
    pdf: 'Als PDF',
    documents: 'Dokumente',
    documentsLead: (record) => (
      <>
        Wer bei Ihnen vertrauliche Dokumente angefordert hat und was abgerufen wurde:{' '}
        {record('das Verzeichnis')}.
      </>
    ),
    objections: 'Ihre Einsprüche',
    reference: 'Aktenzeichen',
    change: 'Änderung',
    changeNumber: (id) => `Änderung ${id}`,
    state: 'Stand',
    late: 'Verspätet',
    settled: 'Bisherige Mitteilungen',
    settledCaption: 'Abgeschlossene Mitteilungen, die neueste zuerst',
    forYou: 'Für Sie',
    proof: 'Nachweis',
    packet: 'Nachweis der Mitteilung',
    ofChange: (id) => ` zu Änderung ${id}`,
  },
  terms: {
    title: 'Was Ihr Vertrag sagt',
    authorisation: 'Genehmigung',
    notice: 'Ankündigungsfrist',
    toObject: 'Einspruchsfrist',
    zone: 'Ihre Tage zählen nach',
    emergency: 'Im Notfall',
    mayFirst: 'Ein Austausch kann vorher wirksam werden; die Einspruchsfrist folgt',
    mayNot: 'Vor der Mitteilung wird für Sie kein Austausch wirksam',
    hold: 'Aufschub',
    held: 'Solange Sie Einspruch erheben können oder Ihr Einspruch offen ist, wird für Sie nichts wirksam',
    agreement: 'Vertrag',
    from: (day) => <>ab {day}</>,
    until: (day) => <>bis {day}</>,
    regions: 'Regionen',
    reference: 'Aktenzeichen',
    announced:
      'Für eine Änderung, die schon angekündigt ist, gelten die Bedingungen vom Tag ihrer Ankündigung.',
  },
  pending: {
    title: 'Was Ihnen bevorsteht',
    nothing: 'Es ist keine Änderung angekündigt, die Sie betrifft.',
    planned: 'Geplant für den',
    object: 'Gegen diese Änderung Einspruch erheben',
    approve: (id) => `Änderung ${id} genehmigen`,
    silence: 'Ihr Vertrag verlangt Ihre Genehmigung; Schweigen gilt als Ablehnung.',
    objectUntil: 'Einspruch bis zum Ende des',
    notBefore: 'Für Sie nicht wirksam vor dem',
    objectionDays: (days) => `${days} ${days === 1 ? 'Tag' : 'Tage'} ab Zugang der Mitteilung`,
    general: 'Nach allgemeinen Bedingungen bis',
  },
  contacts: {
    title: 'Wen wir für Sie informieren',
    nobody: 'Uns ist niemand bekannt. Bitte nennen Sie unten jemanden.',
    waiting: (count) =>
      count === 1
        ? 'Eine Berichtigung wartet darauf, dass wir sie ansehen.'
        : `${count} Berichtigungen warten darauf, dass wir sie ansehen.`,
    unreachable: ', nicht erreichbar',
    correct: 'Einen Ansprechpartner berichtigen',
    correctLead:
      'Wir sehen uns an, was Sie senden, bevor wir an eine andere Adresse schreiben. Jeder Ansprechpartner kann seine eigene Adresse auch über den Link in seinen E-Mails ändern.',
    lookAt: ' Bitte sehen Sie sich das Formular an.',
    whom: 'Um wen geht es?',
    somebodyNew: 'Jemand Neues',
    role: 'Funktion',
    roleHint: 'Zum Beispiel: Datenschutzbeauftragte',
    name: 'Name',
    nameHint: 'Bei einem gemeinsamen Postfach bitte weglassen',
    address: 'E-Mail-Adresse',
    addressHint: 'Wohin wir stattdessen schreiben sollen',
    send: 'Berichtigung senden',
  },
};
