import type { ManageWords } from './manage-en.ts';

export const de: ManageWords = {
  title: 'Ihr Abonnement',
  description: 'Was zu Ihrem Abonnement gespeichert ist, und wie Sie es ändern.',
  done: {
    preferences: 'Ihre Auswahl ist gespeichert.',
    pause: 'Es ist unterbrochen: Bis Sie es fortsetzen, wird nichts gesendet.',
    resume: 'Es geht weiter: Ab jetzt erfahren Sie, was geschieht.',
    test: 'Eine Testnachricht ist unterwegs. Was aus ihr geworden ist, steht nach der Ankunft unten im Protokoll.',
    replays:
      'Was dazu passt, wird erneut gesendet: derselbe Inhalt, unter der webhook-id, die er hatte.',
    contact:
      'Wir haben an die neue Adresse geschrieben. Sobald sie dort bestätigt ist, tritt sie an die Stelle dieser hier.',
  },
  reasons: {
    'gave-up': 'die Adresse tagelang nicht erreichbar war',
    gone: 'die Adresse geantwortet hat, dass es sie nicht mehr gibt (410)',
    bounced: 'eine E-Mail als unzustellbar zurückkam',
    complained: 'eine Nachricht als unerwünscht gemeldet wurde',
    suppressed: 'wir gebeten wurden, nicht mehr an diese Adresse zu schreiben',
  },
  state: {
    pendingMail: 'Es wartet darauf, über den Link in unserer E-Mail bestätigt zu werden.',
    pendingPost:
      'Es wartet auf eine Antwort der Adresse. Laden Sie diese Seite in einer Minute neu.',
    paused: 'Es ist unterbrochen: Es wird nichts gesendet.',
    disabled: (reason) => `Es ist angehalten, weil ${reason}. Es wird nichts gesendet.`,
    contract: (name) =>
      `Ihr Vertrag mit ${name} nennt diesen Ansprechpartner: Er wird über jede Änderung bei den Unterauftragsverarbeitern informiert.`,
    active: 'Es ist aktiv.',
  },
  stored: {
    title: 'Was gespeichert ist',
    contact: 'Ansprechpartner',
    askedFor: 'Angefordert',
    confirmed: 'Bestätigt',
    nextSummary: 'Nächste Zusammenfassung',
    download: 'Alles als JSON herunterladen',
  },
  choices: {
    title: 'Worüber Sie informiert werden',
    rhythm:
      'Einmal täglich oder wöchentlich: alles in einer Nachricht, und keine, wenn nichts geschehen ist.',
    store: 'Auswahl speichern',
  },
  rhythm: {
    goOn: 'Fortsetzen',
    pause: 'Unterbrechen',
    resume: 'Fortsetzen',
    onResume:
      'Sie erfahren, was von da an geschieht; was inzwischen geschehen ist, steht auf diesen Seiten.',
    onPause: 'Bis Sie es fortsetzen, wird nichts gesendet; Ihre Auswahl bleibt erhalten.',
  },
  program: {
    webhook: 'Ihr Webhook',
    channel: 'Ihr Kanal',
    test: 'Test senden',
    newSecret: 'Neues Geheimnis erzeugen',
    oldSecret: 'Das vorige Geheimnis gilt noch 24 Stunden neben dem neuen.',
  },
  contact: {
    title: 'Anderen Ansprechpartner nennen',
    lead: 'Nach Ihrem Vertrag muss jemand informiert werden, bevor sich etwas bei den Unterauftragsverarbeitern ändert; deshalb lässt sich das nicht einfach beenden. Nennen Sie eine andere Adresse: Sobald sie dort bestätigt ist, wird diese hier gelöscht.',
    address: 'Neue E-Mail-Adresse',
    button: 'An sie schreiben',
  },
  end: {
    title: 'Abmelden',
    lead: 'Es wird nichts mehr gesendet, und Ihre Adresse und Auswahl werden sofort gelöscht.',
    leave: 'Abmelden',
    orErase:
      'Oder löschen Sie alles, was zu dieser Adresse gespeichert ist, auch andere Abonnements und offene Anfragen.',
    erase: 'Alles löschen',
  },
  replay: {
    title: 'Einen Zeitraum erneut senden',
    lead: 'Höchstens sieben Tage, in UTC: derselbe Inhalt, unter der webhook-id, die er hatte.',
    from: 'Von',
    until: 'Bis',
    button: 'Erneut senden',
  },
  log: {
    title: 'Protokoll der Zustellungen',
    description: 'Was an Sie gesendet wurde, und was daraus wurde.',
    back: 'Zurück zu Ihrem Abonnement',
    heading: 'Zustellungen',
    empty: 'Noch wurde nichts gesendet.',
    noOlder: 'Davor wurde nichts gesendet.',
    caption: 'Zustellungen, die neueste zuerst',
    what: 'Was',
    state: 'Stand',
    attempts: 'Versuche',
    lastAnswer: 'Letzte Antwort',
    noneYet: 'Noch keine',
  },
  kinds: {
    event: 'Ereignis',
    digest: 'Zusammenfassung',
    challenge: 'Prüfanfrage',
    welcome: 'Begrüßung',
    test: 'Testnachricht',
    confirmation: 'Bestätigung',
    known: 'Erinnerung',
    succession: 'Ein anderer Ansprechpartner wurde genannt',
    disabled: 'Mitteilung über das Ende',
  },
  states: {
    due: 'Wartet',
    'in-flight': 'Wird gesendet',
    accepted: 'Angenommen',
    failed: 'Aufgegeben',
    bounced: 'Kam zurück',
    cancelled: 'Nicht gesendet',
  },
};
