import type { Terms } from '../../customers/model.ts';
import type { NoticeWords, ObjectionWords } from './notice-words.ts';

const daysIn = (count: number, { dayCount }: Terms) =>
  `${count} ${dayCount === 'business' ? 'working ' : ''}${count === 1 ? 'day' : 'days'}`;

export const noticeWords: NoticeWords = {
  intended: (name) =>
    `This is ${name}'s notice of an intended change of its sub-processors under Article 28(2) GDPR.`,
  byContract: (name) =>
    `Whether and until when you can object is laid down in your data processing agreement with ${name}.`,
  anew: (name) =>
    `${name} has changed what it announced before. This notice takes the place of the earlier one, and your time to object starts anew.`,
  emergency: (name) =>
    `${name} had to replace a sub-processor before it could tell you. This is the notice under Article 28(2) GDPR; you have the whole of your time to object from now on.`,
  material: 'What has changed since',
  ground: 'Ground of the emergency',
  grounds: {
    security: 'Security',
    insolvency: 'Insolvency of the provider',
    outage: 'Outage of the provider',
    other: 'Another ground',
  },
  days: (terms) =>
    `By your agreement you may object within ${daysIn(terms.objectionDays, terms)} after this notice has arrived, in the time zone ${terms.timeZone}; the change takes effect for you ${daysIn(terms.noticeDays, terms)} after it at the earliest. The day of arrival is not counted.`,
  ifToday: (objectionEndsOn, earliestEffectOn) =>
    `If it arrives on the day it is sent, your last day to object is ${objectionEndsOn}, and the earliest day of effect for you is ${earliestEffectOn}.`,
  silence: ({ authorisation }) =>
    authorisation === 'general'
      ? 'If you do not object in time, the change counts as accepted.'
      : 'Your agreement asks for your specific authorisation: without it the change does not take effect for you.',
  hold: 'It does not take effect for you before your time to object is over, nor over an objection that is open.',
  object: 'How to object',
  forCustomer: (name) => `For ${name}`,
  myTerms: 'Your terms, deadlines and contacts',
};

export const objectionWords: ObjectionWords = {
  subject: (name, reference) => `${name}: your objection ${reference}`,
  received: (name, change) => `${name} has received an objection to this change: ${change}.`,
  late: 'It arrived after the last day to object. It is kept and will be answered.',
  confirm:
    'Please confirm on the page below that this address is yours. The objection counts in any case.',
  message: 'There is a new message about it:',
  states: {
    received: 'It was received.',
    'under-review': 'It is being reviewed.',
    resolved: 'It is resolved.',
    'termination-right-open': 'It could not be resolved. You may terminate the agreement.',
    terminated: 'The agreement was terminated.',
    lapsed: 'The time in which to terminate the agreement is over.',
    withdrawn: 'It was withdrawn.',
  },
  resolutions: {
    'accepted-explanation': 'The explanation was accepted.',
    'alternative-offered': 'An alternative was offered.',
    'customer-excluded': 'The change leaves you out.',
    'change-withdrawn': 'The change was withdrawn.',
  },
  until: (day) => `The last day for that is ${day}.`,
  page: 'The page of your objection',
  why: (name) =>
    `You get this because somebody gave this address when objecting to a change of ${name}'s sub-processors.`,
};
