import type { Child } from 'hono/jsx';
import { withdrawnTitle } from '../present.ts';
import { itemWords, stateWords } from './states.ts';

/** What the form to ask for a document says, its answer, and the page of a request. */
export const en = {
  states: stateWords,
  items: itemWords,
  notOffered: withdrawnTitle,
  documents: 'Documents',
  allDocuments: 'All documents',
  overview: 'Overview',
  form: {
    pageTitle: (document: string) => `Ask for ${document}`,
    refusedTitle: 'Your request is not sent yet',
    description: (document: string) => `Ask for ${document} without an account.`,
    crumb: 'Request',
    title: 'Ask for this document',
    heading: 'Your request',
    labels: {
      documents: 'Which others do you need beside it?',
      name: 'Your name',
      email: 'Your work e-mail address',
      company: 'Your company',
      role: 'Your role there',
      purpose: 'What do you need it for?',
      message: 'Anything that we should know?',
      language: 'In which language shall we write to you?',
    },
    emailHint: 'You confirm it by a link, and documents are given to this address only.',
    purposeHint: 'For example the review of your suppliers, or an audit.',
    underNda: 'under NDA',
    send: 'Send the request',
    seeKept: (kept: (text: string) => Child): Child => <>See {kept('what is kept of it')}.</>,
  },
  next: {
    title: 'What happens then',
    mail: 'You get a mail with the link to your own page, and confirm there that the address is yours.',
    noMail: 'No mail can be sent from here yet, so keep the reference number that you get.',
    decides: (name: Child): Child => (
      <>
        {name} decides, as a rule within two working days. You see each step on your page and by
        mail.
      </>
    ),
    nda: 'You read and accept the confidentiality terms there, and get a copy.',
    link: 'You get a link that opens the documents for you.',
    marked: ' Each copy carries your name and company on every page.',
  },
  received: {
    title: 'Please look into your mailbox',
    mail: 'A mail is on its way to you. Open the link in it and press the button there within seven days: then your request counts.',
    noMail: 'Your request is received. No mail can be sent from here yet, so keep the reference.',
    after:
      'The page behind that link shows what becomes of your request. If no mail has come after some minutes, look among what your mailbox took for unwanted; at most five such mails go to an address each day.',
  },
  request: {
    pageTitle: (reference: string) => `Request ${reference}`,
    description: 'What became of your request for documents.',
    title: 'Your request for documents',
    done: {
      verification: 'Thank you: we know now that this address is yours.',
      messages: 'Your message is received.',
      withdrawal: 'Your request is withdrawn.',
      nda: 'Your acceptance is recorded. Your copy is on this page.',
      granted: 'It is renewed. The mail with the link to the new version is on its way.',
      signing:
        'The terms have changed since: please read and accept them, then the new version is yours.',
      revoked: 'The token has ended.',
      'download-link': 'A new link is on its way to your mailbox. It works once.',
    },
    isYours: 'Is this address yours?',
    press:
      'Press the button, so that we know that the request comes from you. Whatever is given to you goes to this address only.',
    yes: 'Yes, I ask for these documents',
    notYou: (link: (text: string) => Child): Child => (
      <>
        If you did not ask, close this page: the request ends by itself after seven days. You can
        also {link('end it now')}.
      </>
    ),
    sign: 'Please read and accept',
    signFor: (nda: Child, documents: Child): Child => (
      <>
        {nda}, for {documents}. You see the whole text before you accept, and get a copy.
      </>
    ),
    readTerms: 'Read the terms',
    fetch: 'Fetch your documents',
    fetchLead:
      'The mail that we sent you has a link that opens them. It works once and for seven days. If it is used or lost, have another one sent to your mailbox: those sent before end with that.',
    mailLink: 'Mail me a link',
    noMail: 'No mail can be sent from here at the moment. Please write to us below.',
    messages: 'Messages',
    you: 'You',
    answer: 'Your answer',
    write: 'Write to us',
    message: 'Your message',
    send: 'Send',
    withdraw: 'Withdraw it',
    notNeeded: (link: (text: string) => Child): Child => (
      <>
        If you do not need the documents any more, you can {link('withdraw your request')}. You are
        asked once more.
      </>
    ),
    withdrawTitle: 'Withdraw your request?',
    withdrawLead: (reference: string) =>
      `Request ${reference} ends with this, and nothing is given to you. You can always ask again.`,
    keep: 'Keep it',
    asked: 'What you asked for',
    standing: 'Where it stands',
    reference: 'Reference',
    state: 'State',
    received: 'Received',
    confirmed: 'Confirmed',
    closed: 'Closed',
    accepted: 'Terms that you accepted',
    copy: 'your copy (PDF)',
    wrote: 'What you wrote',
    name: 'Name',
    email: 'E-mail',
    company: 'Company',
    role: 'Role',
    purpose: 'Purpose',
  },
};

export type AccessWords = typeof en;
