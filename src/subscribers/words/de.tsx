import type { SubscriberWords } from './en.tsx';

export const de: SubscriberWords = {
  topics: {
    subprocessors: 'Änderungen bei Unterauftragsverarbeitern',
    security: 'Sicherheit und Vorfälle',
    policies: 'Richtlinien',
    documents: 'Dokumente',
    product: 'Neues zu Produkten',
  },
  channels: { email: 'E-Mail', webhook: 'Webhook', slack: 'Slack', teams: 'Microsoft Teams' },
  frequencies: { immediate: 'Sofort', daily: 'Einmal täglich', weekly: 'Einmal wöchentlich' },
  form: {
    title: 'Abonnieren',
    refusedTitle: 'Noch nicht abonniert',
    description: (name) =>
      `Änderungen bei ${name} per E-Mail, Webhook, Slack, Teams oder Feed erfahren.`,
    lead: (name) => (
      <>
        Erfahren Sie von {name}, wenn sich etwas ändert. Ein Konto ist nicht nötig, und in jeder
        Nachricht steht ein Link, um das Abonnement zu ändern oder zu beenden.
      </>
    ),
    mail: 'Per E-Mail',
    address: 'Ihre E-Mail-Adresse',
    addressHint:
      'Sie erhalten eine E-Mail mit einem Link zum Bestätigen. Ohne Bestätigung wird nichts weiter gesendet.',
    mailRhythm:
      'Einmal täglich oder wöchentlich: alles in einer E-Mail, und keine, wenn nichts geschehen ist.',
    byMail: 'Per E-Mail abonnieren',
    noMail: (feed) => (
      <>
        Von hier kann noch keine E-Mail gesendet werden. Folgen Sie einem {feed('Feed')}, oder
        nutzen Sie einen Webhook oder Chatkanal.
      </>
    ),
    post: 'Per Webhook, Slack oder Teams',
    channel: 'Wohin?',
    postTo: 'Adresse, an die gesendet wird',
    postToHint:
      'Sie beginnt mit https://. Ein Webhook muss vor dem ersten Ereignis eine Prüfanfrage beantworten; ein Chatkanal erhält eine Begrüßung.',
    contact: 'E-Mail-Adresse der Person, die den Webhook betreut',
    contactHint:
      'Sie wird benachrichtigt, wenn der Webhook tagelang nicht antwortet. Bei einem Chatkanal bitte leer lassen.',
    postRhythm:
      'Ein Webhook wird immer sofort benachrichtigt; ein Chatkanal kann stattdessen eine Zusammenfassung erhalten.',
    byPost: 'Diese Adresse abonnieren',
    consent: (kept) => (
      <>Damit willigen Sie in das ein, was unter {kept('Was von Ihnen gespeichert wird')} steht.</>
    ),
    feeds: 'Ohne eine Adresse anzugeben',
    feedsLead: 'Ein Feedreader ruft ab, was neu ist, und wir erfahren nichts über Sie.',
    everything: 'Alles',
    calendar: 'Kalender',
    deadlines: 'Termine und Fristen von Änderungen',
    json: 'Was man abonnieren kann, als JSON',
  },
  choices: {
    topics: 'Worüber möchten Sie informiert werden?',
    advertising: '(Werbung, nur wenn Sie es wählen)',
    services: 'Für welche Dienste?',
    servicesHint: 'Ohne Auswahl sind alle gemeint, auch künftige.',
    language: 'In welcher Sprache?',
    frequency: 'Wie oft?',
  },
  overview: 'Überblick',
  mailbox: {
    title: 'Bitte sehen Sie in Ihr Postfach',
    lead: 'Wenn diese Adresse abonniert werden kann, ist eine E-Mail mit einem Link unterwegs. Vor Ihrer Bestätigung wird nichts weiter gesendet.',
    nothing:
      'Nach einigen Minuten noch keine E-Mail? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse auf Tippfehler. An eine Adresse geht höchstens eine solche E-Mail am Tag.',
    back: 'Zurück zum Formular',
  },
  created: {
    keepSecret: 'Bewahren Sie dieses Geheimnis jetzt auf',
    almost: 'Fast abonniert',
    challenge:
      'Eine Prüfanfrage ist unterwegs zu Ihrem Webhook. Sobald er geantwortet hat, erhält er jedes Ereignis.',
    welcome:
      'Eine Begrüßung ist unterwegs zu Ihrem Kanal. Sobald sie dort angekommen ist, folgt alles Weitere.',
    signed:
      'Ereignisse werden mit diesem Geheimnis signiert. Es wird nur dieses eine Mal gezeigt; ein neues gibt es auf der folgenden Seite.',
    keepLink:
      'Bewahren Sie auch diesen Link auf: Wer ihn hat, kann das Abonnement ansehen und ändern.',
    log: ' Dort steht auch das Protokoll der Zustellungen.',
    manage: 'Ihr Abonnement',
  },
  confirm: {
    title: 'Bestätigen Sie Ihr Abonnement',
    lead: (name) => (
      <>Jemand, hoffentlich Sie, hat darum gebeten, dass {name} an diese Adresse schreibt.</>
    ),
    address: 'Adresse',
    topics: 'Themen',
    services: 'Dienste',
    allServices: 'Alle, auch künftige',
    language: 'Sprache',
    frequency: 'Wie oft',
    button: 'Bestätigen',
    consent: (kept) => <>Damit willigen Sie ein, {kept('dass dies gespeichert wird')}.</>,
    otherwise: (day) => (
      <>
        Das waren nicht Sie? Dann tun Sie nichts: Es wird keine weitere E-Mail gesendet, und die
        Anfrage wird am {day} gelöscht.
      </>
    ),
  },
  confirmed: {
    title: 'Sie haben abonniert',
    lead: 'Ab jetzt erfahren Sie, was Sie gewählt haben.',
    manage: 'Abonnement ansehen oder ändern',
    changes: 'Alle bisherigen Änderungen',
  },
  leave: {
    title: 'Abmelden',
    lead: 'Danach wird keine Nachricht mehr gesendet, und Ihre Adresse und Auswahl werden sofort gelöscht.',
    button: 'Abmelden',
  },
  left: {
    erased: 'Alles ist gelöscht',
    title: 'Sie sind abgemeldet',
    lead: 'Es wird nichts mehr gesendet. Ihre Adresse und Ihre Auswahl sind gelöscht; eine Nachricht, die schon unterwegs war, kann noch ankommen.',
    again: 'Neu abonnieren',
  },
  secret: {
    title: 'Ihr neues Geheimnis',
    lead: (time, day) => (
      <>
        Es wird nur dieses eine Mal gezeigt. Das vorige gilt noch bis zum {day}, {time} Uhr UTC; bis
        dahin trägt jedes Ereignis beide Signaturen.
      </>
    ),
    back: 'Zurück zu Ihrem Abonnement',
  },
  nowhere: 'Dieser Link führt nirgendwohin',
};
