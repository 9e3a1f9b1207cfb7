import type { Child } from 'hono/jsx';
import { headlineOf } from '../../changes/words.ts';
import type { Change } from '../../changes/model.ts';
import { channelWords } from '../../subscribers/model/words.ts';
import { authorisationWords, daysInWords, objectionWords, standingWords } from '../model/words.ts';

/** What a customer's own page says. */
export const en = {
  headline: (change: Change): string => headlineOf(change),
  authorisation: authorisationWords,
  days: daysInWords,
  objections: objectionWords,
  standing: standingWords,
  channels: channelWords,
  page: {
    title: 'Your terms and deadlines',
    description: 'What your contract says about changes of sub-processors, and what is to come.',
    heading: (customer: Child): Child => <>{customer}: your terms and deadlines</>,
    lead: (name: Child): Child => (
      <>
        What your contract with {name} says about changes of sub-processors, and what is to come for
        you. Whoever has this link sees this page.
      </>
    ),
    /** What was just done, by the name in `?done=`. */
    done: {
      contact:
        'Thank you: we look at it and correct our list. Until then the contact stays as it is.',
      approval: 'Your approval is recorded.',
    },
    services: 'The services you use',
    allServices: 'All of them.',
    annex: 'Your Annex III',
    pdf: 'As PDF',
    documents: 'Documents',
    documentsLead: (record: (text: string) => Child): Child => (
      <>
        Who of yours asked for confidential documents, and what they fetched: {record('the record')}
        .
      </>
    ),
    objections: 'Your objections',
    reference: 'Reference',
    change: 'Change',
    changeNumber: (id: number) => `Change ${id}`,
    state: 'State',
    late: 'Late',
    settled: 'Notices so far',
    settledCaption: 'Notices that are settled, newest first',
    forYou: 'For you',
    proof: 'Proof',
    packet: 'Proof of notice',
    ofChange: (id: number) => ` of change ${id}`,
  },
  terms: {
    title: 'What your contract says',
    authorisation: 'Authorisation',
    notice: 'Notice',
    toObject: 'To object',
    zone: 'Your days are those of',
    emergency: 'In an emergency',
    mayFirst: 'A replacement may take effect first; the time to object follows',
    mayNot: 'No replacement takes effect for you before the notice',
    hold: 'Hold',
    held: 'Nothing takes effect for you while you may object or your objection is open',
    agreement: 'Agreement',
    from: (day: Child): Child => <>from {day}</>,
    until: (day: Child): Child => <>until {day}</>,
    regions: 'Regions',
    reference: 'Reference',
    announced: 'A change that is announced already keeps the terms of its announcement.',
  },
  pending: {
    title: 'What is to come for you',
    nothing: 'No change is announced that concerns you.',
    planned: 'Planned for',
    object: 'Object to this change',
    approve: (id: number) => `Approve change ${id}`,
    silence: 'Your contract asks for your approval; silence refuses.',
    objectUntil: 'Object until the end of',
    notBefore: 'Not in effect for you before',
    objectionDays: (days: number) => `${days} days from the arrival of the notice`,
    general: 'On general terms until',
  },
  contacts: {
    title: 'Whom we tell for you',
    nobody: 'We know of nobody. Please name somebody below.',
    waiting: (count: number) =>
      count === 1
        ? 'A correction waits for us to look at.'
        : `${count} corrections wait for us to look at.`,
    unreachable: ', cannot be reached',
    correct: 'Correct a contact',
    correctLead:
      'We look at what you send before we write to another address. Each contact can also change its own address by the link in its mails.',
    lookAt: ' Please look at the form.',
    whom: 'Whom is it about?',
    somebodyNew: 'Somebody new',
    role: 'Role',
    roleHint: 'For example: data protection officer',
    name: 'Name',
    nameHint: 'Leave it out for a mailbox of many',
    address: 'E-mail address',
    addressHint: 'Where we are to write instead',
    send: 'Send the correction',
  },
};

export type CustomerWords = typeof en;
