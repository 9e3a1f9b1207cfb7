import type { UpdateWords } from './pages.ts';

export const de: UpdateWords = {
  names: {
    topics: {
      security: 'Sicherheit',
      incident: 'Vorfall',
      policy: 'Richtlinie',
      document: 'Dokument',
      product: 'Produkt',
    },
    statuses: {
      investigating: 'Wird untersucht',
      identified: 'Ursache gefunden',
      monitoring: 'Wird beobachtet',
      resolved: 'Behoben',
    },
    severities: { minor: 'Geringfügig', major: 'Erheblich', critical: 'Kritisch' },
    incidents: {
      minor: 'Geringfügiger Vorfall',
      major: 'Erheblicher Vorfall',
      critical: 'Kritischer Vorfall',
    },
    withdrawn: 'Zurückgezogen',
    posted: 'Veröffentlicht',
    followUp: 'Nachtrag',
    allServices: 'Alle Dienste',
  },
  parts: {
    open: 'Offene Vorfälle',
    since: (status, moment) => (
      <>
        {status}, seit {moment}
      </>
    ),
    updates: 'Meldungen',
    all: (count) => (count === 1 ? 'Sicherheit, Vorfälle und anderes' : `Alle ${count} Meldungen`),
    followUps: (count, last) => (
      <>
        {count === 1 ? '1 Nachtrag' : `${count} Nachträge`}, zuletzt am {last}
      </>
    ),
  },
  list: {
    json: 'Die Meldungen als JSON',
    title: 'Meldungen',
    description: (name) =>
      `Was ${name} zu Sicherheit, Vorfällen, Richtlinien, Dokumenten und zum Produkt gemeldet hat.`,
    none: (feed) => (
      <>Es gibt noch keine Meldung. Die erste erscheint hier und im {feed('Feed')}.</>
    ),
    newestFirst: 'Meldungen, die neueste zuerst',
    lead: (name) => (
      <>
        Was {name} zu Sicherheit, Vorfällen, Richtlinien, Dokumenten und zum Produkt meldet, das
        Neueste zuerst. Nichts wird nachträglich bearbeitet: Was sich ändert, kommt hinzu.
      </>
    ),
    changes: (log) => <>Unterauftragsverarbeiter werden unter {log('Änderungen')} angekündigt</>,
    filter: 'Meldungen filtern',
    topic: 'Thema',
    allTopics: 'Alle Themen',
    service: 'Dienst',
    allServices: 'Alle Dienste',
    apply: 'Anwenden',
    showAll: 'Alle anzeigen',
    showAllOf: (total) => `Zur Liste: ${total}`,
    formats: 'Diese als',
    total: (count) => (count === 1 ? '1 Meldung' : `${count} Meldungen`),
    noUpdate: 'Keine Meldung',
    andOlder: ' und ältere',
    noMatch: 'Zu diesem Filter gibt es keine Meldung.',
    noOlder: 'Vor dieser Meldung gibt es keine.',
  },
  thread: {
    title: (title) => `Meldung: ${title}`,
    description: (status, kind, audience) => `${status}. Meldung: ${kind}. ${audience}.`,
    json: 'Diese Meldung als JSON',
    updates: 'Meldungen',
    update: (number) => `Meldung ${number}`,
    since: (moment) => <>Seit {moment}</>,
    posted: (moment) => <>Veröffentlicht {moment}</>,
    leaf: (leaf) => `Zeile ${leaf} des Transparenzprotokolls, `,
    proof: 'Nachweis',
    proofOf: (leaf) => `Nachweis zu Zeile ${leaf}`,
    withdrawn: (on, reason) => (
      <>
        <strong>Zurückgezogen</strong> am {on}: {reason}
      </>
    ),
    keeps: (log) => (
      <>
        Der frühere Text wird hier nicht mehr gezeigt. Das {log('Transparenzprotokoll')}, aus dem
        nichts entfernt wird, bewahrt ihn.
      </>
    ),
    times: (zone) => `Uhrzeiten in der Zeitzone ${zone}`,
    follow: 'Verfolgen per',
  },
};
