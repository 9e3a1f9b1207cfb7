import type { HoldingWords } from './holding-en.tsx';

export const de: HoldingWords = {
  nda: {
    labels: {
      fullName: 'Ihr vollständiger Name',
      title: 'Ihre Funktion im Unternehmen',
      company: 'Ihr Unternehmen',
      accepted: 'Annahme',
      email: 'Ihre E-Mail-Adresse',
    },
    refusedTitle: 'Noch ist nichts angenommen',
    description: 'Vertraulichkeitsbedingungen, zum Lesen und Annehmen.',
    crumb: 'Bedingungen',
    lead: (form) => (
      <>Bitte lesen Sie den ganzen Text. Sie nehmen ihn mit {form('dem Formular darunter')} an.</>
    ),
    text: 'Der Text',
    hash: 'SHA-256 dieses Textes:',
    accept: 'Annehmen',
    about: 'Worum es geht',
    for: 'Für',
    confirmed:
      'Von Ihnen bestätigt. Die Annahme bindet, wer diese Adresse innehat, und niemand sonst kann hier annehmen.',
    tick: 'Ich habe diesen Text gelesen und nehme ihn an, für mich und, soweit ich dazu befugt bin, für das Unternehmen.',
    notNow: 'Jetzt nicht',
    recorded:
      'Dazu wird festgehalten: diese Fassung und ihr Hash, die Zeit, Ihre Adresse, und wofür es ist. Sie erhalten alles als PDF.',
    nothing: 'Hier gibt es gerade nichts anzunehmen',
    nothingLead:
      'Auf der Seite Ihrer Anfrage steht, wie es weitergeht, und was Sie angenommen haben.',
    request: 'Ihre Anfrage',
  },
  version: (number) => `Fassung ${number}`,
  versionTitle: (number) => `Fassung ${number}`,
  link: {
    title: 'Ihre Dokumente stehen bereit',
    lead: 'Drücken Sie den Knopf, um sie zu öffnen. Der Link gilt einmal.',
    open: 'Die Dokumente öffnen',
    until: (moment) => (
      <>
        Dann haben Sie eine Viertelstunde, um sie zu speichern. Der Link selbst gilt bis zum{' '}
        {moment}; einen neuen können Sie sich von der Seite Ihrer Anfrage senden lassen.
      </>
    ),
  },
  session: {
    title: 'Ihre Dokumente',
    description: 'Was Sie erhalten haben, zum Speichern.',
    lead: (moment) => (
      <>Diese Seite ist bis zum {moment} geöffnet. Speichern Sie jetzt, was Sie brauchen.</>
    ),
    recorded: (reference) =>
      `Anfrage ${reference}. Jede Kopie wird festgehalten, und die vertraulicher Dokumente tragen auf jeder Seite Ihren Namen und Ihre E-Mail-Adresse: Sie sind für Sie bestimmt und dürfen nicht weitergegeben werden.`,
    done: {
      granted: 'Der Zugang ist erneuert: Hier ist die neue Fassung.',
      signing:
        'Von der Vertraulichkeitsvereinbarung gibt es eine neuere Fassung. Eine E-Mail mit dem Link, um sie zu lesen und anzunehmen, ist unterwegs; danach erhalten Sie die neue Fassung.',
      revoked: 'Das Token gilt nicht mehr.',
    },
    states: {
      'in-force': 'Sie können es speichern',
      'used-up': 'Alle Downloads sind verbraucht',
      ended: 'Die Zeit, für die Sie es erhalten haben, ist vorbei',
      revoked: 'Der Zugang wurde zurückgenommen',
    },
    goneTitle: 'Ein Dokument, das nicht mehr herausgegeben wird',
    gone: (reference) => `Sie haben es als ${reference} erhalten.`,
    facts: {
      version: 'Fassung',
      state: 'Stand',
      until: 'Gültig bis',
      left: 'Verbleibende Downloads',
      grant: 'Freigabe',
      size: 'Größe',
    },
    save: 'Speichern',
    letter: (letter) => (
      <>
        {letter} setzt den Zeitraum dieses Berichts fort; es zu speichern zählt als einer Ihrer
        Downloads.
      </>
    ),
    programs: 'Für Ihre Programme',
    programsLead:
      'Mit einem Token lassen sich dieselben Dokumente ohne diese Seite abrufen; jede Kopie zählt und wird festgehalten, als hätten Sie sie selbst gespeichert. Es endet mit Ihrem Zugang.',
    makeToken: 'Token erzeugen',
  },
  token: {
    title: 'Bewahren Sie dieses Token jetzt auf',
    lead: 'Es wird nur dieses eine Mal gezeigt. Wer es hat, kann Ihre Dokumente abrufen.',
    use: (header, day) => (
      <>
        Senden Sie es als {header}. Es gilt bis zum {day}, oder bis Sie es widerrufen.
      </>
    ),
    back: 'Zurück zu Ihren Dokumenten',
    made: (made, until, used) => (
      <>
        Token vom {made}, gültig bis {until},{' '}
        {used === undefined ? 'noch nicht benutzt' : <>zuletzt benutzt {used}</>}
      </>
    ),
    revoke: 'Widerrufen',
  },
  held: {
    title: 'Was Sie erhalten haben',
    line: (document, version, day, left) => (
      <>
        {document}, {version}: bis {day}, noch {left === 1 ? '1 Download' : `${left} Downloads`}
      </>
    ),
    renew: 'Erneuern',
    newer: 'Es gibt eine neuere Fassung. Sie tritt an die Stelle dieser hier.',
  },
  refused: { ask: 'Dieses Dokument anfordern' },
  record: {
    title: 'Dokumente, die Ihr Unternehmen erhalten hat',
    description: 'Wer welche Dokumente angefordert hat, was freigegeben und was abgerufen wurde.',
    lead: (customer) => (
      <>
        Wer bei {customer} vertrauliche Dokumente angefordert hat, was freigegeben und welche Kopie
        abgerufen wurde.
      </>
    ),
    csv: 'Als CSV',
    json: 'Als JSON',
    terms: 'Ihre Bedingungen und Fristen',
    empty: 'Bei Ihnen hat bisher niemand ein Dokument angefordert.',
    caption: 'Das Verzeichnis, das Neueste zuerst',
    columns: { when: 'Wann', what: 'Was', document: 'Dokument', who: 'Wer', grant: 'Freigabe' },
    newest: (most) => `Gezeigt sind die neuesten ${most}; in den Dateien stehen alle.`,
    erased: 'Gelöscht',
    decisions: { approved: 'bewilligt', declined: 'abgelehnt' },
    actions: {
      'access.requested': 'Angefordert',
      'access.verified': 'Adresse bestätigt',
      'access.approved': 'Entschieden',
      'access.declined': 'Abgelehnt',
      'access.withdrawn': 'Zurückgezogen',
      'access.nda_accepted': 'Vertraulichkeitsvereinbarung angenommen',
      'access.granted': 'Freigegeben',
      'access.terms_set': 'Neue Bedingungen',
      'access.downloaded': 'Abgerufen',
      'access.token_made': 'Token erzeugt',
      'access.token_revoked': 'Token beendet',
      'access.ended': 'Beendet',
      'access.revoked': 'Zurückgenommen',
      'access.expired': 'Verbraucht oder abgelaufen',
    },
  },
};
