import type { ChangePageWords } from './pages.ts';

export const de: ChangePageWords = {
  parts: {
    due: 'Bevorstehende Änderungen',
    moreAnnounced: (count) =>
      count === 1
        ? 'Eine weitere angekündigte Änderung'
        : `${count} weitere angekündigte Änderungen`,
    objectionsUntil: (day) => <>, Einspruch bis zum {day}</>,
    by: (day) => <>Bis {day}</>,
    mayObject: (place) => `Einspruch möglich, bis zum Ende des Tages, Ortszeit ${place}`,
    takesEffect: 'Wird wirksam',
    imported: ', übernommen',
    sameFields: 'Keine Angabe des Eintrags unterscheidet sich.',
    fieldsOf: (name, when) => (
      <>
        Angaben des Eintrags {name} vor und nach {when}
      </>
    ),
    columns: ['Angabe', 'Bisher', 'Neu'],
    notStated: 'Nicht angegeben',
    thisChange: (id) => `Änderung ${id}`,
    thisDifference: 'diesen Änderungen',
  },
  log: {
    json: 'Das Änderungsprotokoll als JSON',
    title: 'Änderungen',
    description: (name) =>
      `Alle Änderungen bei den Unterauftragsverarbeitern von ${name}: angekündigt, wirksam, berichtigt.`,
    none: (feed) => (
      <>
        Es ist noch keine Änderung veröffentlicht. Was sich später ändert, wird zuerst hier und im{' '}
        {feed('Feed')} angekündigt.
      </>
    ),
    lead: (name) => (
      <>
        Alle Änderungen bei den Unterauftragsverarbeitern von {name}, die neueste zuerst. Aus diesem
        Protokoll wird nichts entfernt.
      </>
    ),
    timeline: 'Wer wann verarbeitet hat, als Zeitleiste',
    compare: 'Zwei Tage vergleichen',
    subscribe: 'Änderungen abonnieren',
    newestFirst: 'Änderungen, die neueste zuerst',
    touching: (name) => ` zu ${name}`,
    showAll: 'Alle anzeigen',
    showAllOf: (total) => `Zur Liste: ${total}`,
    formats: 'Dieses Protokoll als',
    total: (count) => (count === 1 ? '1 Änderung' : `${count} Änderungen`),
    noChange: 'Keine Änderung',
    change: (id) => `Änderung ${id}`,
    range: (total, oldest, newest) => `${total}, ${oldest} bis ${newest}`,
    andOlder: ' und ältere',
    noMatch: 'Zu diesem Filter gibt es keine Änderung.',
    noOlder: 'Vor dieser Änderung gibt es keine.',
    last: (day) => <>Die letzte Änderung ist vom {day}.</>,
    filter: 'Protokoll filtern',
    state: ['Stand', 'Jeder Stand'],
    kind: ['Art', 'Alle Arten'],
    class: ['Bedeutung', 'Jede Bedeutung'],
    service: ['Dienst', 'Alle Dienste'],
    since: 'Veröffentlicht seit',
    apply: 'Anwenden',
    kinds: { added: 'Hinzugefügt', removed: 'Entfernt', replaced: 'Ersetzt', amended: 'Geändert' },
    classes: { substantive: 'Inhaltlich', correction: 'Berichtigung' },
  },
  change: {
    title: (id, title) => `Änderung ${id}, ${title}`,
    json: 'Diese Änderung als JSON',
    changes: 'Änderungen',
    change: (id) => `Änderung ${id}`,
    substantive: 'Inhaltliche Änderung, ',
    items: (count) => (count === 1 ? '1 Eintrag' : `${count} Einträge`),
    imported: 'Übernommen',
    notice: (days) => (days === 1 ? '1 Tag im Voraus' : `${days} Tage im Voraus`),
    takesPlaceOf: (link, other) => <>Tritt an die Stelle von {link(`Änderung ${other}`)}</>,
    see: (link, other) => <>Siehe {link(`Änderung ${other}`)}</>,
    why: 'Grund',
    whyNow: 'Warum es eilte',
    emergency: (ground) => `Dies ist ein Ersatz in einem Notfall, ${ground}.`,
    next: 'Von der nächsten erfahren',
    feedsOfCorrections: 'Diese Feeds enthalten auch Berichtigungen.',
    feedsOfSteps:
      'Jeder Schritt einer Änderung erscheint in den Feeds, von der Ankündigung bis zur Wirksamkeit.',
    allServices: 'Alle Dienste',
    calendar: 'Diese Tage für den Kalender',
    allDays: 'Die Tage aller Änderungen',
    steps: 'Schritt für Schritt',
    entry: (name) => (
      <>
        Eintrag im Verzeichnis<span class="unseen"> zu {name}</span>
      </>
    ),
    replacedBy: 'Ersetzt durch',
    replaces: 'Ersetzt',
    dates: 'Termine',
    publishedElsewhere: 'Veröffentlicht, laut einer übernommenen Historie',
    recordedHere: 'Hier erfasst',
    announced: 'Angekündigt',
    postponed: 'Verschoben',
    objectionOver: 'Einspruchsfrist abgelaufen',
    withdrawn: 'Zurückgezogen, wird nicht wirksam',
    supersededBy: (id) => (id === undefined ? 'Ersetzt' : `Ersetzt durch Änderung ${id}`),
    atOnce: 'Veröffentlicht und sofort wirksam',
    tookEffect: 'Wirksam geworden',
    publishedHere: 'Hier veröffentlicht',
  },
  objecting: {
    object: 'Einspruch erheben',
    calendar: 'In den Kalender',
    title: 'So erheben Sie Einspruch',
    form: 'das Formular',
    noWindow: (form, writing) => (
      <>
        Bei einer Änderung dieser Art beginnt keine Einspruchsfrist. Was Sie über {form} schreiben,
        wird trotzdem aufbewahrt und beantwortet. {writing}
      </>
    ),
    open: (form, day, writing) => (
      <>
        Nutzen Sie bis zum {day} {form}; ein Benutzerkonto ist nicht nötig. {writing}
      </>
    ),
    over: (form, day, writing) => (
      <>
        Nach den allgemeinen Bedingungen endete die Einspruchsfrist am {day}. Was später über {form}{' '}
        eingeht, wird ebenfalls aufbewahrt; ob es verspätet ist, richtet sich nach Ihren eigenen
        Bedingungen. {writing}
      </>
    ),
    general:
      'Dieser Tag gilt nach den allgemeinen Bedingungen. Für Kunden mit anderen Bedingungen steht der Tag in der Mitteilung, die an sie gesendet wurde.',
    write: (mailbox, id) => (
      <>
        Oder schreiben Sie an {mailbox} und nennen Sie die Änderung {id}.
      </>
    ),
  },
  proof: {
    title: 'Nachweis',
    published: 'Veröffentlicht',
    recordedHere: 'Hier erfasst',
    version: (link, number, isPublished) => (
      <>
        {link(`Fassung ${number}`)} des Verzeichnisses{isPublished ? '' : ', wie es war'}
      </>
    ),
    event: 'Ereignis',
    page: 'Diese Seite',
    toCome:
      'Die Nummern der Ereignisse, die Stellen im Transparenzprotokoll und die Nachweise dazu entstehen mit der Veröffentlichung.',
    permanent:
      'Diese Adresse bleibt bestehen. Was veröffentlicht ist, wird nicht mehr bearbeitet; ein späterer Schritt kommt bei den Terminen hinzu.',
    proof: 'Nachweis',
    proofOf: (leaf) => `Nachweis zu Zeile ${leaf}`,
    inLog: (link) => <>Im {link('Protokoll')}</>,
    publishedAs: (leaf) => `Veröffentlicht: Zeile ${leaf}, `,
    items: (first, last) =>
      first === last ? `Ihr Eintrag: Zeile ${first}` : `Ihre Einträge: Zeilen ${first} bis ${last}`,
    step: (name, leaf) => `${name}: Zeile ${leaf}, `,
  },
  history: {
    title: (name) => <>Verlauf von {name}</>,
    plainTitle: (name) => `Verlauf von ${name}`,
    description: (owner, name) =>
      `Was das Verzeichnis von ${owner} wann über ${name} angegeben hat.`,
    lead: 'Was das Verzeichnis über diesen Eintrag angegeben hat, ab wann es galt und auf welcher Änderung es beruht.',
    subprocessors: 'Unterauftragsverarbeiter',
    history: 'Verlauf',
    newestFirst: 'Neueste zuerst',
    older: 'Ältere Angaben, neueste zuerst',
    formats: 'Dieser Verlauf als',
    nothingBefore: 'Davor gibt es nichts.',
    showNewest: 'Die neuesten Angaben zeigen',
    events: {
      announced: 'Angekündigt',
      withdrawn: 'Zurückgezogen',
      ended: 'Beendet',
      listed: 'Aufgenommen',
      corrected: 'Berichtigt',
      amended: 'Geändert',
    },
    cameToNothing: (day, isWithdrawn) => (
      <>
        {day}, {isWithdrawn ? 'kam nicht zustande' : 'überholt'}
      </>
    ),
    from: (day, isKnown) => (
      <>
        {isKnown ? 'Ab' : 'Bekannt ab'} {day}
      </>
    ),
    until: (day) => <> bis {day}</>,
    claimed: (day) => <>Veröffentlicht {day}, laut einer übernommenen Historie</>,
    announced: (day) => <>Angekündigt {day}</>,
    takesEffect: (day) => <>Wird wirksam {day}</>,
    recordedHere: 'Hier erfasst',
    version: (number) => `Fassung ${number} des Verzeichnisses`,
  },
  versions: {
    json: 'Die Fassungen als JSON',
    title: 'Fassungen des Verzeichnisses',
    description: (name) =>
      `Alle Fassungen des Verzeichnisses der Unterauftragsverarbeiter von ${name}, jede unter einer dauerhaften Adresse.`,
    subprocessors: 'Unterauftragsverarbeiter',
    versions: 'Fassungen',
    lead: (name) => (
      <>
        Jede Veröffentlichung des Verzeichnisses von {name} hat eine Nummer und eine Adresse, unter
        der sie bleibt, wie sie war. Fassungen nennen keine Ansprechpartner: Diese Angaben können
        gelöscht werden.
      </>
    ),
    compare: 'Zwei Tage vergleichen',
    none: 'Es ist noch nichts veröffentlicht.',
    newestFirst: 'Fassungen des Verzeichnisses, die neueste zuerst',
    columns: ['Fassung', 'Veröffentlicht', 'Was sich geändert hat', 'Formate'],
    version: (number) => `Fassung ${number}`,
    ofVersion: (number) => ` der Fassung ${number}`,
    claim: 'Laut Historie',
    change: (id) => `Änderung ${id}`,
    annex: 'Anhang III',
  },
};
