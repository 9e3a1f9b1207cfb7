import type { Child } from 'hono/jsx';
import { headlineOf } from '../../changes/words.ts';
import type { Change } from '../../changes/model.ts';
import { attachableInWords } from '../model/attaching.ts';
import { stateWords, topicWords } from '../words.ts';

/** What the form to write to the company says, its answer, and the page of an inquiry. */
export const en = {
  topics: topicWords,
  states: stateWords,
  overview: 'Overview',
  contact: {
    title: 'Contact',
    refusedTitle: 'Your message is not sent yet',
    description: (name: string) =>
      `Write to ${name}: questions, documents, personal data, vulnerabilities.`,
    lead: (name: Child): Child => (
      <>
        Write to {name} here. A person reads it, and you see on a page of your own what becomes of
        it. No account is needed.
      </>
    ),
    write: 'Write to us',
    json: 'What the form takes, as JSON',
    labels: {
      topic: 'What is it about?',
      documents: 'Which documents do you ask for?',
      change: 'To which change do you object?',
      name: 'Your name',
      email: 'Your e-mail address',
      company: 'Your company',
      message: 'Your message',
      attachments: 'Files',
      language: 'In which language shall we answer?',
      news: 'Product news',
    },
    newsTick:
      'Also write to me about new products. I get a mail to confirm that, and can end it at any time.',
    send: 'Send the message',
    seeKept: (kept: (text: string) => Child): Child => <>See {kept('what is kept of it')}.</>,
    emailHint:
      'Answers go there, and to nobody else. For documents please use the one of your company.',
    companyHint: 'Needed for documents and objections only.',
    filesHint: `At most three, 2 MB each and 4 MB together: ${attachableInWords}.`,
    filesAgain: ' If you had chosen some, choose them again.',
  },
  topic: {
    vulnerability:
      'Thank you for telling us. Please write how it can be seen, and no data of others.',
    promise: (policy: (text: string) => Child): Child => (
      <>What we promise stands under {policy('Report a vulnerability')}.</>
    ),
    writeTo: (mailbox: Child): Child => <>You can also write to {mailbox}</>,
    key: 'key',
    privacy: (form: (text: string) => Child): Child => (
      <>
        To see, correct, erase or take away what is kept of you, or to object:{' '}
        {form('the form for privacy requests')} says what the law of the place where you live gives
        you, and by when we answer. What you write here is answered too.
      </>
    ),
    noDocuments: ' (none, if you only have a question)',
    noChange: 'None of these: I have a question',
    change: (change: Change) => `Change ${change.id}: ${headlineOf(change)}`,
  },
  next: {
    title: 'What happens then',
    mail: 'You get a reference number at once, and by mail a link to your own page: where it stands, and messages both ways.',
    noMail:
      'You get a reference number at once. No mail can be sent from here yet, so keep the number.',
    answers: (name: Child): Child => <>{name} answers there and by mail. It is not published.</>,
  },
  received: {
    titles: {
      inquiry: 'Your message is received',
      request: 'Your request is received',
      objection: 'Your objection is received',
    },
    objection: 'It counts from now. Keep the reference number.',
    request: 'Please confirm your address: nothing is decided and nothing is sent before.',
    privacy:
      'A person looks into it and answers you within one month at the latest. Keep the reference number.',
    inquiry: 'A person reads it and answers you. Keep the reference number.',
    noMail: 'No mail can be sent from here yet; we answer you by another way.',
    toConfirm:
      'A mail with the link to your own page is on its way: confirm there that the address is yours, and see what becomes of the request. At most five such mails go to an address each day.',
    toFollow:
      'A mail with the link to your own page is on its way: there you see what becomes of it and can write to us. At most five such mails go to an address each day.',
    news: {
      asked:
        'Of product news: if your address can be subscribed, another mail asks you to confirm it. Without that none is sent.',
      'not-taken': 'Product news could not be subscribed to just now. You can do that at any time.',
    },
    about: 'About',
    subscribe: 'Subscribe',
  },
  thread: {
    pageTitle: (reference: string) => `Inquiry ${reference}`,
    description: 'What became of your inquiry.',
    title: 'Your inquiry',
    reopens: '. Writing to us opens it again.',
    done: {
      confirmation: 'Thank you: we know now that this address is yours.',
      messages: 'Your message is received.',
    },
    isYours: 'Is this address yours?',
    press:
      'Your message is with us already. Press the button, so that we know that it comes from you.',
    yes: 'Yes, I wrote this',
    standing: 'Where it stands',
    reference: 'Reference',
    state: 'State',
    received: 'Received',
    confirmed: 'Confirmed',
    closed: 'Closed',
    name: 'Name',
    company: 'Company',
    email: 'E-mail',
    messages: 'Messages',
    you: 'You',
    files: 'Files',
    write: 'Write to us',
    message: 'Your message',
    send: 'Send',
  },
};

export type InquiryWords = typeof en;
