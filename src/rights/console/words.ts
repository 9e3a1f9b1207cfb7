import type {
  DataPoint,
  Deed,
  Grade,
  Identity,
  Relation,
  RightsSource,
  RightsState,
  Standing,
} from '../model.ts';

/** Where a request stands, in words for staff. */
export const staffStateWords: Readonly<Record<RightsState, string>> = {
  received: 'Receipt to be confirmed',
  acknowledged: 'Received',
  'identity-pending': 'Waits for proof of identity',
  'clarification-pending': 'Waits for their answer',
  'in-progress': 'Being worked on',
  appealed: 'Appealed',
  fulfilled: 'Fulfilled',
  'partially-denied': 'Fulfilled in part',
  denied: 'Denied',
  forwarded: 'Passed on to the customer',
  withdrawn: 'Withdrawn',
  expired: 'Expired: no answer came',
};

export const sourceWords: Readonly<Record<RightsSource, string>> = {
  form: 'By the form',
  mail: 'By mail',
  phone: 'By phone',
  letter: 'By letter',
};

export const standingOf: Readonly<Record<Standing, string>> = {
  self: 'The person themselves',
  parent: 'A parent for their child',
  agent: 'Somebody whom the person has authorised',
};

export const relationOf: Readonly<Record<Relation, string>> = {
  visitor: 'Visited the website or wrote to us',
  'customer-user': 'User of a customer',
  'customer-staff': 'Staff of a customer, who deals with the contract',
};

export const gradeOf: Readonly<Record<Grade, string>> = {
  none: 'None may be asked for',
  address: 'Address: one detail that matches',
  reasonable: 'Reasonable: two details that match',
  'reasonably-high': 'Reasonably high: three details that match, and a declaration',
};

export const pointWords: Readonly<Record<DataPoint, string>> = {
  email: 'E-mail address',
  name: 'Name',
  company: 'Company',
  phone: 'Phone number',
  'postal-address': 'Postal address',
  account: 'Account',
  'last-contact': 'When we were last in contact',
};

export const deedWords: Readonly<Record<Deed, string>> = {
  exported: 'A copy was given',
  corrected: 'Corrected',
  erased: 'Erased',
  restricted: 'Restricted',
  'opted-out': 'Opted out',
  explained: 'Explained',
  'nothing-held': 'Nothing is held',
  'by-hand': 'Done by hand, elsewhere',
};

/** How far it is known who the person is. */
export function identityWords({ result, grade, askedOn }: Identity): string {
  if (result === 'verified') return `Verified. ${gradeOf[grade ?? 'none']}`;
  if (result === 'not-verified') return 'Not verified';
  return askedOn === undefined ? 'Not looked at yet' : 'Proof is asked for';
}
