import type { Child } from 'hono/jsx';
import { laws, type Period } from '../model/laws.ts';
import {
  answerWords,
  basisSource,
  basisWords,
  gradeWords,
  periodWords,
  relationWords,
  residenceWords,
  sourceOfDay,
  standingWords,
  stateWords,
  typeWords,
} from '../words.ts';

/** Names of what the law knows, and how it is cited. */
export const en = {
  types: typeWords,
  residences: residenceWords,
  standings: standingWords,
  relations: relationWords,
  states: stateWords,
  bases: basisWords,
  grades: gradeWords,
  laws: laws as Readonly<
    Record<keyof typeof laws, { readonly name: string; readonly authority: string }>
  >,
  period: (period: Period) => periodWords(period),
  answered: answerWords,
  /** As the language cites a provision. */
  source: (source: string) => source,
  sourceOfDay,
  basisSource,
  applies: {
    eu: 'For people in the European Economic Area the GDPR applies.',
    uk: 'For people in the United Kingdom the UK GDPR applies.',
    switzerland: 'For people in Switzerland the FADP applies.',
    california: 'For people in California the CCPA applies.',
    elsewhere: 'No law that we know of applies, so we answer as the GDPR would have us.',
  },
  overview: 'Overview',
  requests: 'Privacy requests',
  ask: 'Ask about your personal data',
  choosing: {
    description: (name: string) =>
      `See, correct or delete what ${name} holds about you, without an account.`,
    json: 'What can be asked, by law, as JSON',
    lead: (name: Child): Child => (
      <>
        See, correct or delete what {name} holds about you, or have it used less. It needs no
        account and costs nothing.
      </>
    ),
    where: 'Where do you live?',
    whereLead:
      'The law of that place says what you can ask for and how soon we answer. If you ask for somebody else: where do they live?',
    answeredBy: (law: string, time: string | undefined) =>
      `${law}${time === undefined ? '' : `; most is answered ${time}`}`,
    who: 'Who are you?',
    whoLead:
      'We make sure that it is you by comparing with the contact details on file. Please send no identity documents: none are taken. To opt out of anything no proof is needed.',
    ways: 'Other ways to ask',
    waysLead: 'A request counts by whichever way it comes.',
    email: 'E-mail',
    phone: 'Phone',
    letter: 'Letter',
    figures: 'What was asked in past years',
    figuresLead: (json: Child): Child => (
      <>By the law that was applied; as {json} also by what was asked.</>
    ),
    all: 'All',
    none: 'none',
    columns: {
      law: 'Law',
      received: 'Received',
      granted: 'Granted',
      partly: 'In part',
      denied: 'Denied',
      other: 'Other',
      median: 'Median days',
    },
  },
  form: {
    pageTitle: 'Privacy request',
    refusedTitle: 'Your request is not sent yet',
    description: (law: string) => `Ask about your personal data under ${law}, without an account.`,
    elsewhere: 'You live elsewhere?',
    heading: 'Your request',
    labels: {
      who: 'For whom do you ask?',
      types: 'What do you ask for?',
      relation: 'How do we know you, or the person for whom you ask?',
      name: 'Name of the person whose data it is about',
      email: 'E-mail address of that person',
      agentName: 'Your name',
      agentEmail: 'Your e-mail address',
      agentCompany: 'Your company',
      details: 'What would help us to find the data?',
      language: 'In which language shall we answer?',
    },
    typeLaw: (source: string, time: string, isOurs: boolean) =>
      `${source}; answered ${time}${isOurs ? ', our own promise' : ''}`,
    /** 11 CCR § 7024: a request to know reaches behind the last twelve months. */
    since:
      'What you ask to know covers all data since 1 January 2022, unless you name a time here. ',
    detailsHint:
      'For example when you wrote to us, or what is to be corrected. Please send no identity documents and no passwords.',
    emailHint:
      'The one that we know, if there is one. It gets a mail; of a child it may be left empty.',
    agent:
      'Only if you ask for somebody else. The person is asked first whether you may; a power of attorney is not needed for that.',
    send: 'Send the request',
    seeKept: (kept: (text: string) => Child): Child => <>See {kept('what is kept of it')}.</>,
  },
  next: {
    title: 'What happens then',
    mail: 'You get a reference number and the days by which we answer, at once; and by mail a link to the page of your request: what becomes of it, and messages both ways.',
    noMail:
      'You get a reference number and the days by which we answer, at once. No mail can be sent from here yet, so keep the number.',
    identity: (name: Child): Child => (
      <>
        {name} makes sure that it is you by comparing with the contact details on file. To opt out
        of anything no proof is needed. Data that a customer of ours decides about is theirs to
        answer for: then we pass your request on.
      </>
    ),
    free: 'It costs nothing, and nobody is treated worse for asking.',
  },
  received: {
    title: 'Your request is received',
    lead: 'It counts from now. Keep the reference number.',
    noIdentity: 'Please send no identity documents.',
    personFirst:
      'The person is asked first, at the address that you gave. Until they have let you ask for them nothing is disclosed to you.',
    mail: 'A mail with the link to the page of the request is on its way: there you see what becomes of it and can write to us. At most five such mails go to an address each day.',
    noMail: 'No mail can be sent from here yet; we answer you by another way.',
  },
  items: {
    askedFor: 'Asked for',
    answer: 'Answer',
    rule: 'By the rule',
    done: 'Done',
    denied: 'Denied',
    on: (day: Child): Child => <> on {day}</>,
    noDelay: 'Without undue delay',
    by: 'By',
    extended: 'Extended, by',
    again: 'Looked at again, by',
  },
};

export type RightsPageWords = typeof en;
