import type { Child } from 'hono/jsx';

/** What the page of a privacy request says. */
export const en = {
  pageTitle: (reference: string) => `Privacy request ${reference}`,
  description: 'What becomes of a privacy request.',
  titles: {
    agent: 'Your privacy request for somebody else',
    self: 'Your privacy request',
    person: 'A privacy request in your name',
  },
  itIs: (state: Child): Child => <>It is {state}.</>,
  awaited: (day: Child, isStopped: boolean): Child => (
    <>
      Your answer has been awaited since {day}
      {isStopped ? '; until it comes the time for ours stands still.' : '.'}
    </>
  ),
  notLet: 'It is closed: nobody has let you ask for this person.',
  askedFirst:
    'The person is asked first. Until they have let you ask, nothing is disclosed to you.',
  done: {
    confirmation: 'Thank you: we know now that it is yours.',
    disowning: 'Thank you for telling us. The request is ended; nothing was disclosed to anybody.',
    messages: 'Your message is received.',
    withdrawal: 'The request is withdrawn.',
    appeal: 'It is looked at again, by somebody else.',
  },
  asked: 'What is asked',
  standing: 'Where it stands',
  reference: 'Reference',
  law: 'Law',
  received: 'Received',
  countedFrom: 'Counted from',
  showed: (day: Child): Child => <>{day}, when you showed who you are</>,
  confirmed: 'Confirmed',
  closed: 'Closed',
  messages: 'Messages',
  sentAgainAs: (reference: string) => `Sent again by the form as ${reference}`,
  sentAgain: 'Sent again as it was.',
  you: 'You',
  agentAuthor: 'Whoever asks for you',
  personAuthor: 'The person',
  entered: 'What was entered',
  forWhom: 'For whom',
  askedFor: 'Asked for',
  person: 'Person',
  email: 'E-mail',
  askedBy: 'Asked by',
  knownFrom: 'How we know you',
  details: 'Details',
  closedTitle: 'The request is closed',
  back: 'Back to it',
  withdrawTitle: 'Withdraw the request?',
  withdrawLead: 'Then it is not answered. The same can be asked again at any time.',
  withdrawYes: 'Yes, withdraw it',
  withdrawNo: 'No, keep it',
  forSelf: {
    question: 'Did you ask for this?',
    text: 'Your request counts already. Press the button, so that we know that this address is yours and that it was you who asked.',
    yes: 'Yes, I asked',
    no: 'No, it was not me',
  },
  forYou: {
    question: 'May they ask for you?',
    text: 'asks in your name for what stands below. Nothing was disclosed to them. If you let them, they see this page and get the answers too.',
    yes: 'Yes, they may ask for me',
    no: 'No, I have let nobody ask',
  },
  write: 'Write to us',
  message: 'Your message',
  messageHint: 'Please send no identity documents and no passwords.',
  send: 'Send',
  disagree: 'If you do not agree',
  complain: (authority: string) => `You can complain about us to ${authority}, and go to court.`,
  appealUntil: (day: Child): Child => (
    <>
      Until {day} you can also have it looked at again here, by somebody else than before; you get
      an answer within thirty days.
    </>
  ),
  why: 'Why do you not agree?',
  appeal: 'Have it looked at again',
  withdraw: 'Withdraw it',
  notNeeded: (link: (text: string) => Child): Child => (
    <>If it is not needed any more, {link('withdraw the request')}. You are asked once more.</>
  ),
  held: {
    copy: 'The copy of your data is ready',
    copyUntil: (moment: Child): Child => (
      <>It can be opened once, until {moment}. Then you have a quarter of an hour to save it.</>
    ),
    open: 'Open the copy',
    addresses: 'Further addresses of yours',
    addressesLead: 'We look for your data by these too. If one is not yours, tell us.',
    erased: 'What was erased',
    corrected: 'What was corrected',
    goesOn: 'It goes on; look again in a while.',
    doneOn: (moment: Child): Child => <>Done on {moment}.</>,
    nothing: 'Nothing is held about you.',
    records: 'Records',
    became: 'What became of them',
    kept: 'What is kept, and why',
    keptFor: (count: number, words: string, basis: string) =>
      `${count} ${count === 1 ? 'record' : 'records'}: ${words} (${basis})`,
    tally: {
      deleted: 'deleted',
      erased: 'erased, so that nothing names you',
      corrected: 'corrected',
      kept: 'kept',
    },
  },
};

export type CaseWords = typeof en;
