import type { Terms } from '../../customers/model.ts';
import type { NoticeWords, ObjectionWords } from './notice-words.ts';

const daysIn = (count: number, { dayCount }: Terms) =>
  `${count} ${dayCount === 'business' ? 'working ' : ''}${count === 1 ? 'day' : 'days'}`;

/** How the days are counted: Regulation (EEC, Euratom) 1182/71, Article 3, in the customer's favour. */
const counted = ({ dayCount, timeZone }: Terms) =>
  dayCount === 'business'
    ? `Working days are Monday to Friday. The day of arrival is not counted; days begin and end in the time zone ${timeZone}.`
    : `The day of arrival is not counted; if the last day to object is a Saturday or Sunday, it is the Monday after. Days begin and end in the time zone ${timeZone}.`;

export const noticeWords: NoticeWords = {
  intended: (name) =>
    `This is ${name}'s notice of an intended change of its sub-processors under Article 28(2) GDPR.`,
  byContract: (name) =>
    `Whether and until when you can object is laid down in your data processing agreement with ${name}.`,
  onGeneralTerms: 'The day above is that of general terms.',
  effectByContract: (name) =>
    `From which day it is in effect for you is laid down in your data processing agreement with ${name}.`,
  anew: (name) =>
    `${name} has changed what it announced before. This is the notice under Article 28(2) GDPR; it takes the place of the earlier one, and your time to object begins anew.`,
  emergency: (name) =>
    `${name} had to change its sub-processors in an emergency before it could tell you. This is the notice under Article 28(2) GDPR; your whole time to object begins now.`,
  material: 'What has changed since',
  ground: 'Ground of the emergency',
  grounds: {
    security: 'Security',
    insolvency: 'Insolvency of the provider',
    outage: 'Outage of the provider',
    other: 'Another ground',
  },
  days: (terms) =>
    `By your agreement you may object within ${daysIn(terms.objectionDays, terms)} after this notice has arrived, and the change takes effect for you no earlier than ${daysIn(terms.noticeDays, terms)} after it and not before the time to object is over. ${counted(terms)}`,
  daysAfter: (terms) =>
    `The change is in effect already, as your agreement permits in an emergency. You may object within ${daysIn(terms.objectionDays, terms)} after this notice has arrived. ${counted(terms)}`,
  forbidden: ({ hardHold }) =>
    hardHold
      ? 'Your agreement does not permit such a change before you are told: for you it is not in effect until you approve it, and stays so if you say nothing.'
      : 'Your agreement does not permit such a change before you are told: for you it is not in effect.',
  ifToday: (objectionEndsOn, earliestEffectOn) =>
    `If this notice arrives on the day it is sent, your last day to object is ${objectionEndsOn}, and the change does not take effect for you before ${earliestEffectOn}.`,
  lastDayIfToday: (objectionEndsOn) =>
    `If this notice arrives on the day it is sent, your last day to object is ${objectionEndsOn}.`,
  silence: ({ authorisation }) =>
    authorisation === 'general'
      ? 'If you do not object in time, the change counts as accepted: you have given a general authorisation.'
      : 'Your agreement asks for your specific authorisation. If you say nothing, that counts as a refusal; the change does not take effect for you until you approve it.',
  silenceAfter: ({ authorisation }) =>
    authorisation === 'general'
      ? noticeWords.silence({ authorisation })
      : 'Your agreement asks for your specific authorisation. If you say nothing, that counts as a refusal, though the change is in effect.',
  hold: 'The change does not take effect for you while an objection of yours is open.',
  object: 'How to object',
  objectBy: (address) => `An objection can also be sent to ${address}.`,
  forCustomer: (name) => `For ${name}`,
  myTerms: 'Your terms, deadlines and contacts',
};

export const objectionWords: ObjectionWords = {
  subject: (name, reference, what) =>
    `${name}: ${{ received: 'we have your objection', message: 'a message about your objection', decided: 'news of your objection' }[what]} ${reference}`,
  received: (name, change) => `${name} has received an objection to this change: ${change}.`,
  late: 'It arrived after the last day to object. It is kept all the same and will be answered.',
  next: 'It is being looked into. The answer comes to this address; the page below shows how it stands, takes messages, and lets the objection be withdrawn.',
  confirm:
    'Please confirm on that page that this address is yours. The objection counts in any case, from the moment it was sent.',
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
};
