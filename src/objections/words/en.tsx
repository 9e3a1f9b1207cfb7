import type { Child } from 'hono/jsx';
import type { Change } from '../../changes/model.ts';
import { headlineOf } from '../../changes/words.ts';
import { groundWords, resolutionWords, stateWords } from '../words.ts';

/** What the form to object says, its answer, and the page of a case. */
export const en = {
  grounds: groundWords,
  states: stateWords,
  resolutions: resolutionWords,
  headline: (change: Change): string => headlineOf(change),
  changes: 'Changes',
  allChanges: 'All changes',
  overview: 'Overview',
  change: (id: number) => `Change ${id}`,
  form: {
    pageTitle: (id: number) => `Object to change ${id}`,
    refusedTitle: 'Your objection is not sent yet',
    description: (id: number) => `Object to change ${id} without an account.`,
    crumb: 'Objection',
    title: 'Object to this change',
    heading: 'Your objection',
    labels: {
      name: 'Your name',
      company: 'Your company',
      email: 'Your e-mail address',
      ground: 'What is it about?',
      statement: 'Why do you object?',
      request: 'What do you ask for?',
      language: 'In which language shall we answer?',
    },
    companyHint: 'As it stands in the contract, if you can.',
    emailHint: 'Answers go there. Your objection counts from now, before you confirm anything.',
    requestHint: 'For example another sub-processor, or that your data is left out.',
    send: 'Send the objection',
    seeKept: (kept: (text: string) => Child): Child => <>See {kept('what is kept of it')}.</>,
    noWindow:
      'No time to object runs for this change. What you write is kept and answered all the same.',
    lastDay: (day: Child, isOpen: boolean): Child => (
      <>
        The last day on general terms {isOpen ? 'is' : 'was'} {day}; your contract may give you
        longer. What comes later is kept too, and marked as late.
      </>
    ),
    nothing: 'Nothing to object to',
  },
  next: {
    title: 'What happens then',
    mail: 'You get a reference number at once, and by mail a link to your own page: what becomes of it, and messages both ways.',
    noMail:
      'You get a reference number at once. No mail can be sent from here yet, so keep the number.',
    answers: (name: Child): Child => (
      <>
        {name} looks into it and answers. Nobody else learns that you objected: these pages show
        neither who nor how many.
      </>
    ),
  },
  received: {
    title: 'Your objection is received',
    lead: 'It counts from now. Keep the reference number.',
    change: 'Change',
    late: 'It came after the last day on general terms. It is kept and answered all the same; if your contract gives you longer, that counts.',
    mail: 'A mail with the link to your own page is on its way: there you see what becomes of it and can write to us. At most five such mails go to an address each day.',
    noMail: 'No mail can be sent from here yet; we answer you by another way.',
    back: 'Back to the change',
  },
  case: {
    pageTitle: (reference: string) => `Objection ${reference}`,
    description: 'What became of your objection.',
    title: 'Your objection',
    done: {
      confirmation: 'Thank you: we know now that this address is yours.',
      messages: 'Your message is received.',
      withdrawal: 'Your objection is withdrawn.',
    },
    isYours: 'Is this address yours?',
    press:
      'Your objection counts already. Press the button, so that we know that it comes from you.',
    yes: 'Yes, I objected',
    standing: 'Where it stands',
    reference: 'Reference',
    state: 'State',
    outcome: 'Outcome',
    terminate: 'Right to terminate until',
    received: 'Received',
    late: ', after your last day to object',
    confirmed: 'Confirmed',
    closed: 'Closed',
    messages: 'Messages',
    you: 'You',
    sentAs: (reference: string) => `, sent as ${reference}`,
    write: 'Write to us',
    message: 'Your message',
    send: 'Send',
    wrote: 'What you wrote',
    name: 'Name',
    company: 'Company',
    email: 'E-mail',
    about: 'About',
    why: 'Why',
    askedFor: 'Asked for',
    withdraw: 'Withdraw it',
    settled: (link: (text: string) => Child): Child => (
      <>
        If it has settled itself, you can {link('withdraw your objection')}. You are asked once
        more.
      </>
    ),
    withdrawTitle: 'Withdraw your objection?',
    withdrawLead: (reference: string, change: number) =>
      `Objection ${reference} to change ${change} ends with this, and the change is no longer held up by it. That cannot be undone.`,
    keep: 'Keep it',
  },
};

export type ObjectionPageWords = typeof en;
