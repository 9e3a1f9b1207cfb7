import type { GrantState } from '../model/grants.ts';
import type { ItemState, NdaScope, Reason, RequestState } from '../model.ts';

type StateWords = {
  /** Stands in a list of facts. */
  readonly name: string;
  /** What it means for whoever asked, and what is next. */
  readonly said: string;
};

export const stateWords: Readonly<Record<RequestState, StateWords>> = {
  verifying: {
    name: 'Waiting for your confirmation',
    said: 'Please confirm that this address is yours. Nothing happens before.',
  },
  waiting: {
    name: 'With us',
    said: 'Somebody here looks into your request, as a rule within two working days. You get a mail as soon as it is decided.',
  },
  question: {
    name: 'We have a question',
    said: 'We have asked you something: please answer below, then we go on.',
  },
  signing: {
    name: 'Please sign',
    said: 'Your request is approved. The documents are confidential, so please read and accept the terms below first.',
  },
  ready: {
    name: 'Ready',
    said: 'We have mailed you a link that opens your documents; it works once.',
  },
  declined: {
    name: 'Declined',
    said: 'Thank you for your interest. We are not able to give you these documents; if you think that we should, you are welcome to ask again.',
  },
  expired: {
    name: 'Expired',
    said: 'The time for this request is over. You are welcome to ask again whenever you need the documents.',
  },
  withdrawn: {
    name: 'Withdrawn',
    said: 'This request was withdrawn. Nothing more happens with it.',
  },
};

export const itemWords: Readonly<Record<ItemState, string>> = {
  asked: 'Not decided yet',
  approved: 'Approved, once the terms are accepted',
  granted: 'Given',
  declined: 'Not given',
};

/** The same to those who answer it. */
export const staffStateWords: Readonly<Record<RequestState, string>> = {
  verifying: 'Address not confirmed',
  waiting: 'Waits for a decision',
  question: 'Waits for an answer',
  signing: 'NDA to be accepted',
  ready: 'Given',
  declined: 'Declined',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
};

export const reasonWords: Readonly<Record<Reason, string>> = {
  'blocked-domain': 'The mail domain is blocked',
  'existing-customer': 'An existing customer',
  'allowed-domain': 'The mail domain is allowed',
  'nda-on-file': 'An NDA is on file',
  'personal-mail-provider': 'A personal mailbox, not a company’s',
  'no-rule': 'No rule fits',
  person: 'A person decided',
};

export const grantWords: Readonly<Record<GrantState, string>> = {
  'in-force': 'In force',
  'used-up': 'All downloads used',
  ended: 'Over',
  revoked: 'Taken back',
};

export const scopeWords: Readonly<Record<NdaScope, string>> = {
  person: 'Each person accepts it',
  domain: 'One person accepts it for all of a mail domain',
  none: 'Nobody is asked to accept it',
};
