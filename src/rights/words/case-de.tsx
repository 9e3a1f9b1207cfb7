import type { CaseWords } from './case-en.tsx';

export const de: CaseWords = {
  pageTitle: (reference) => `Datenschutzanfrage ${reference}`,
  description: 'Was aus einer Datenschutzanfrage wird.',
  titles: {
    agent: 'Ihre Datenschutzanfrage für eine andere Person',
    self: 'Ihre Datenschutzanfrage',
    person: 'Eine Datenschutzanfrage in Ihrem Namen',
  },
  itIs: (state) => <>Stand: {state}.</>,
  awaited: (day, isStopped) => (
    <>
      Wir warten seit dem {day} auf Ihre Antwort
      {isStopped ? '; bis sie kommt, steht die Frist für unsere still.' : '.'}
    </>
  ),
  notLet: 'Sie ist geschlossen: Niemand hat Ihnen erlaubt, für diese Person anzufragen.',
  askedFirst:
    'Zuerst wird die Person gefragt. Bis sie zugestimmt hat, wird Ihnen nichts offengelegt.',
  done: {
    confirmation: 'Danke: Jetzt wissen wir, dass die Anfrage von Ihnen kommt.',
    disowning:
      'Danke, dass Sie uns das sagen. Die Anfrage ist beendet; offengelegt wurde niemandem etwas.',
    messages: 'Ihre Nachricht ist eingegangen.',
    withdrawal: 'Die Anfrage ist zurückgezogen.',
    appeal: 'Sie wird von jemand anderem noch einmal geprüft.',
  },
  asked: 'Worum es geht',
  standing: 'Wie es steht',
  reference: 'Aktenzeichen',
  law: 'Recht',
  received: 'Eingegangen',
  countedFrom: 'Gerechnet ab',
  showed: (day) => <>{day}, als Ihre Identität feststand</>,
  confirmed: 'Bestätigt',
  closed: 'Geschlossen',
  messages: 'Nachrichten',
  sentAgainAs: (reference) => `Über das Formular erneut gesendet als ${reference}`,
  sentAgain: 'Unverändert erneut gesendet.',
  you: 'Sie',
  agentAuthor: 'Wer für Sie fragt',
  personAuthor: 'Die Person',
  entered: 'Was eingetragen wurde',
  forWhom: 'Für wen',
  askedFor: 'Anliegen',
  person: 'Person',
  email: 'E-Mail',
  askedBy: 'Gestellt von',
  knownFrom: 'Woher wir Sie kennen',
  details: 'Einzelheiten',
  closedTitle: 'Die Anfrage ist geschlossen',
  back: 'Zurück zur Anfrage',
  withdrawTitle: 'Die Anfrage zurückziehen?',
  withdrawLead:
    'Dann wird sie nicht beantwortet. Sie können dieselbe Anfrage jederzeit erneut stellen.',
  withdrawYes: 'Ja, zurückziehen',
  withdrawNo: 'Nein, aufrechterhalten',
  forSelf: {
    question: 'Haben Sie diese Anfrage gestellt?',
    text: 'Ihre Anfrage zählt schon. Drücken Sie den Knopf, damit wir wissen, dass diese Adresse Ihnen gehört und die Anfrage von Ihnen kommt.',
    yes: 'Ja, die Anfrage ist von mir',
    no: 'Nein, das war ich nicht',
  },
  forYou: {
    question: 'Darf in Ihrem Namen angefragt werden?',
    text: 'hat in Ihrem Namen die Anfrage gestellt, die unten steht. Offengelegt wurde dabei nichts. Wenn Sie es erlauben, sind auch dort diese Seite und die Antworten zu sehen.',
    yes: 'Ja, das erlaube ich',
    no: 'Nein, das habe ich niemandem erlaubt',
  },
  write: 'Schreiben Sie uns',
  message: 'Ihre Nachricht',
  messageHint: 'Bitte senden Sie keine Ausweise und keine Passwörter.',
  send: 'Senden',
  disagree: 'Wenn Sie nicht einverstanden sind',
  complain: (authority) =>
    `Sie können sich bei ${authority} über uns beschweren und vor Gericht gehen.`,
  appealUntil: (day) => (
    <>
      Bis zum {day} können Sie auch verlangen, dass jemand anderes bei uns es noch einmal prüft; Sie
      erhalten innerhalb von dreißig Tagen eine Antwort.
    </>
  ),
  why: 'Warum sind Sie nicht einverstanden?',
  appeal: 'Noch einmal prüfen lassen',
  withdraw: 'Zurückziehen',
  notNeeded: (link) => (
    <>
      Wird sie nicht mehr gebraucht, so können Sie {link('die Anfrage zurückziehen')}. Sie werden
      noch einmal gefragt.
    </>
  ),
  held: {
    copy: 'Die Kopie Ihrer Daten liegt bereit',
    copyUntil: (moment) => (
      <>
        Sie lässt sich einmal öffnen, bis zum {moment}. Dann haben Sie eine Viertelstunde, um sie zu
        speichern.
      </>
    ),
    open: 'Die Kopie öffnen',
    addresses: 'Weitere Adressen von Ihnen',
    addressesLead:
      'Auch nach diesen suchen wir Ihre Daten. Gehört eine nicht Ihnen, sagen Sie es uns.',
    erased: 'Was gelöscht wurde',
    corrected: 'Was berichtigt wurde',
    goesOn: 'Es ist noch im Gange; sehen Sie später wieder nach.',
    doneOn: (moment) => <>Erledigt am {moment}.</>,
    nothing: 'Über Sie ist nichts gespeichert.',
    records: 'Einträge',
    became: 'Was mit ihnen geschah',
    kept: 'Was aufbewahrt wird, und warum',
    keptFor: (count, words, basis) =>
      `${count} ${count === 1 ? 'Eintrag' : 'Einträge'}: ${words} (${basis})`,
    tally: {
      deleted: 'gelöscht',
      erased: 'anonymisiert, sodass nichts mehr auf Sie hinweist',
      corrected: 'berichtigt',
      kept: 'aufbewahrt',
    },
  },
};
