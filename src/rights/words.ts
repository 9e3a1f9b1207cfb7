import type {
  DenialBasis,
  Grade,
  Item,
  LawId,
  Relation,
  Residence,
  RightsState,
  RightsType,
  RuleId,
  Standing,
} from './model.ts';
import { laws, rules } from './model/laws.ts';

export const typeWords: Readonly<Record<RightsType, string>> = {
  access: 'See my data: a copy, and what is done with it',
  rectification: 'Correct my data',
  erasure: 'Delete my data',
  restriction: 'Restrict what is done with my data',
  portability: 'Get my data in a form that programs read',
  objection: 'Object to what is done with my data',
  'automated-decision': 'Have a decision of a machine looked at by a person',
  complaint: 'Complain about how my data is handled',
  'know-categories': 'Know which categories of my data are held',
  'know-specific': 'Know which data about me is held, item by item',
  delete: 'Delete my data',
  correct: 'Correct my data',
  'opt-out': 'Opt out of selling and sharing of my data',
  limit: 'Limit the use of my sensitive data',
  marketing: 'Get no more marketing',
};

export const residenceWords: Readonly<Record<Residence, string>> = {
  eu: 'European Union, Iceland, Liechtenstein or Norway',
  uk: 'United Kingdom',
  switzerland: 'Switzerland',
  california: 'California',
  elsewhere: 'Somewhere else',
};

export const standingWords: Readonly<Record<Standing, string>> = {
  self: 'For myself',
  parent: 'For my child',
  agent: 'For somebody who has authorised me',
};

export const relationWords: Readonly<Record<Relation, string>> = {
  visitor: 'I have visited the website or written to it',
  'customer-user': 'I use the service through a company or organisation',
  'customer-staff': 'I work for a customer and deal with the contract',
};

/** Complete "This request is …". */
export const stateWords: Readonly<Record<RightsState, string>> = {
  received: 'received',
  acknowledged: 'received',
  'identity-pending': 'waiting for you to show who you are',
  'clarification-pending': 'waiting for your answer to our question',
  'in-progress': 'being worked on',
  appealed: 'being looked at again, by somebody else',
  fulfilled: 'fulfilled',
  'partially-denied': 'fulfilled in part',
  denied: 'denied',
  forwarded: 'passed on to the company that decides about your data',
  withdrawn: 'withdrawn',
  expired: 'closed: what we asked for did not come',
};

export const basisWords: Readonly<Record<DenialBasis, string>> = {
  'identity-not-verified': 'we could not make sure that it is you',
  'no-authority': 'whoever asked has not shown that they may',
  'not-controller': 'others decide about this data; please turn to them',
  'unfounded-or-excessive': 'it is manifestly unfounded or excessive',
  'rights-of-others': 'it would touch the rights of others',
  'legal-duty': 'a law obliges us to keep it',
  'legal-claims': 'it is needed for legal claims',
  exception: 'an exception of the law applies',
  'law-does-not-apply': 'the law does not apply here',
};

/** How we make sure who asks, as whoever asks is told (11 CCR § 7021(a)). */
export const gradeWords: Readonly<Record<Grade, string>> = {
  none: 'No proof of who you are is asked for.',
  address:
    'We know that it is you by your address: press the button on the page that the mail links to. We compare it with the contact details that we have, and ask for more only where there are reasonable doubts.',
  reasonable: 'To be sure that it is you, we compare at least two details with those that we have.',
  'reasonably-high':
    'To be sure that it is you, we compare at least three details with those that we have, and need a declaration signed under penalty of perjury.',
};

/** Of a denial: the provision of that law. */
export function basisSource(law: LawId, basis: DenialBasis): string {
  return laws[law].denials[basis] ?? '';
}

/** Where the number behind a day stands. */
export function sourceOfDay({ ruleId, extendedOn }: Pick<Item, 'ruleId' | 'extendedOn'>): string {
  const { answer, extension } = rules[ruleId];
  const period = extendedOn === undefined ? answer : extension;
  if (period === undefined) return 'without undue delay';
  return period.ours ? `our own promise (${period.source})` : period.source;
}

/** "1 month", "45 days", "10 business days". */
export function periodWords({ count, unit }: { count: number; unit: string }): string {
  const noun = unit === 'business-days' ? 'business day' : unit.replace(/s$/, '');
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** In how long it is answered, and by which provision. */
export function answerWords(ruleId: RuleId): string {
  const { answer } = rules[ruleId];
  if (answer === undefined) return 'without undue delay';
  return `within ${periodWords(answer)}`;
}
