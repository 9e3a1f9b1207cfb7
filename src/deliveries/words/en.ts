import type { Change, Step, StepName } from '../../changes/model.ts';
import { englishDesk } from './desk-words.ts';
import { noticeWords, objectionWords } from './en-notices.ts';
import { fieldWords, listInWords } from '../../changes/field-text.ts';
import { dayInWords, englishValues } from '../../changes/value-words.ts';
import { itemTitle, stepTitle, titleOf } from '../../changes/words.ts';
import { droppedBy, lastStep } from '../../changes/model.ts';
import { dayOfMoment, momentAt } from '../../core/day.ts';
import { kindOf, postTitle, postWord, withdrawalTitle } from '../../updates/words.ts';
import type { Words } from './catalogue.ts';

const leads: Readonly<Record<StepName, (name: string, wasAnnounced: boolean) => string>> = {
  announced: (name) =>
    `${name} announces a change to its list of sub-processors. It is not in effect yet.`,
  postponed: (name) =>
    `${name} has postponed a change to its list of sub-processors. It takes effect later than announced.`,
  'objection-closing': (name) =>
    `The time to object to a change to the list of sub-processors of ${name} ends soon.`,
  'objection-closed': (name) =>
    `The time to object to a change to the list of sub-processors of ${name} is over.`,
  'in-effect': (name, wasAnnounced) =>
    wasAnnounced
      ? `A change that ${name} had announced is now in effect.`
      : `${name} has changed its list of sub-processors.`,
  withdrawn: (name) =>
    `${name} has withdrawn a change to its list of sub-processors. It does not take effect.`,
  superseded: (name) =>
    `${name} has announced another change in the place of this one, which does not take effect.`,
};

function leadOf(change: Change, { name, materialChange }: Step, who: string): string {
  if (change.class === 'correction' && !droppedBy.includes(name))
    return `${who} corrects its list of sub-processors; the processing itself does not change.`;
  if (change.emergency && name === 'in-effect')
    return `${who} had to change its sub-processors before it could announce it. Customers may object afterwards.`;
  if (materialChange !== undefined)
    return `${who} has changed what it had announced of its sub-processors, and postponed it. The time to object begins anew.`;
  return leads[name](
    who,
    change.steps.some((step) => step.name === 'announced'),
  );
}

export const english: Words = {
  language: 'en',
  values: englishValues,
  field: (name) => fieldWords[name].label,
  topics: {
    subprocessors: 'sub-processor changes',
    security: 'security and incidents',
    policies: 'policy changes',
    documents: 'document updates',
    product: 'product news',
  },
  channels: { email: 'E-mail', webhook: 'Webhook', slack: 'Slack', teams: 'Microsoft Teams' },
  reasons: {
    'gave-up': 'every attempt over several days failed',
    gone: 'it answered that it is gone for good (410)',
    bounced: 'the address does not take mail',
    complained: 'the recipient reported the mail as unwanted',
    suppressed: 'staff stopped it',
  },
  list: listInWords,
  day: dayInWords,
  instant(at, timeZone) {
    const moment = momentAt(at, timeZone);
    return `${dayInWords(dayOfMoment(moment))}, ${moment.slice(11, 16)} (${timeZone})`;
  },
  label: {
    before: 'before',
    after: 'now',
    notStated: 'not stated',
    announced: 'Announced on',
    inEffectFrom: 'In effect from',
    inEffectSince: 'In effect since',
    plannedBefore: 'Planned before',
    plannedFor: 'Was planned for',
    objectUntil: 'Objections until',
    objectedUntil: 'Time to object ended',
    whyPostponed: 'Why it was postponed',
    whyWithdrawn: 'Why it was withdrawn',
    inPlaceOf: 'Takes the place of',
    concerns: 'Concerns',
    reason: 'Reason',
    kind: 'Kind',
    status: 'Status',
    published: 'Published',
    withdrawn: 'Withdrawn',
    channel: 'Channel',
    subscription: 'Subscription',
    successor: 'In its place',
    waiting: 'Waiting',
    oldest: 'Due since',
  },
  everyService: 'Every service',
  change: {
    headline: (change) => stepTitle({ change, step: lastStep(change) }),
    title: titleOf,
    lead: leadOf,
    item: itemTitle,
    more: (count) => `And ${count} more on the page of this change.`,
    page: 'The permanent page of this change',
    onGeneralTerms: (day) => `${day}, on general terms`,
    numbered: (id) => `change ${id}`,
    successor: (id) => `Change ${id}, which takes its place`,
  },
  post: {
    title: postTitle,
    withdrawal: withdrawalTitle,
    kind: (post, thread) => kindOf({ ...thread, ...post }),
    status: (post) => post.status && postWord(post),
    withdrawn: (published) => `The post of ${published} no longer stands. It was withdrawn.`,
    rest: 'The text goes on at the address below.',
    page: 'The permanent page of this post',
  },
  digest: {
    subject: (name, count) =>
      `${name}: ${count === 1 ? 'one thing' : `${count} things`} that changed`,
    lead: (name, from, until) =>
      `What was published at the trust centre of ${name} from ${from} to ${until}, as it stood at the end.`,
    more: (count) => `And ${count} more at the trust centre.`,
    all: 'Everything at the trust centre',
    together: (count) =>
      `${count} changes touch the same entries. This is what is left of them together.`,
    undone: ({ kind, name, on, undoneOn }) =>
      kind === 'added'
        ? `${name} was added on ${dayInWords(on)} and removed again on ${dayInWords(undoneOn)}`
        : `${name} was amended on ${dayInWords(on)} and amended back on ${dayInWords(undoneOn)}`,
    change: (id) => `Change ${id}`,
  },
  confirmation: {
    subject: (name) => `${name}: please confirm your subscription`,
    lead: (name) =>
      `Somebody, probably you, asked that the trust centre of ${name} tells this address what changes.`,
    asked: (topics, frequency) =>
      `What was asked for: ${topics}; ${{ immediate: 'at once', daily: 'once a day', weekly: 'once a week' }[frequency]}.`,
    button: 'Open the page and confirm there',
    until: (instant) => `The link works until ${instant}.`,
    otherwise:
      'If it was not you, do nothing: no further mail is sent, and what was entered is deleted.',
  },
  known: {
    subject: (name) => `${name}: you are subscribed already`,
    lead: (name) =>
      `This address was entered again at the trust centre of ${name}. It is subscribed already, and nothing has changed. If it was not you, there is nothing to do.`,
  },
  succession: {
    subject: (name) => `${name}: your notices are to go to another address`,
    lead: (name) =>
      `Somebody with the link to this contact has asked that ${name} tell another address in its place. Once that address is confirmed, nothing is sent here any more.`,
    otherwise: (name) =>
      `If nobody of your company has asked for it, tell ${name} at once: they can take it back.`,
  },
  welcome: {
    subject: (name) => `News of the trust centre of ${name} will arrive here`,
    lead: (name, topics) =>
      `This channel was subscribed to ${topics} at the trust centre of ${name}.`,
  },
  test: {
    subject: (name) => `${name}: a test`,
    lead: (name) =>
      `This is a test of the trust centre of ${name}. It arrived; nothing has happened.`,
  },
  disabled: {
    subject: (name) => `${name}: your webhook was switched off`,
    lead: (name, host, reason) =>
      `The trust centre of ${name} no longer posts to your webhook at ${host}: ${english.reasons[reason]}.`,
    next: 'Once it is switched on again, what was missed can be posted anew.',
  },
  alert: {
    disabledSubject: (name) => `${name}: sending to a recipient was stopped`,
    disabled: 'Sending to this recipient was stopped. Nothing more is sent there.',
    replacedSubject: (name) => `${name}: a contract contact was replaced`,
    replaced:
      'The contact was replaced by somebody who had its link, and the new address is confirmed. Ask the customer whether that was meant.',
    stuckSubject: (name) => `${name}: deliveries are waiting`,
    stuck: 'Deliveries of the trust centre have waited longer than they should.',
    objectionSubject: (name, reference) => `${name}: objection ${reference}`,
    objection: (isLate, isMatched) =>
      `Somebody has objected to an announced change${isLate ? ', after the last day' : ''}. ${isMatched ? 'The customer is known.' : 'It is not known yet for which customer: please match it.'}`,
    unreachedSubject: (name) => `${name}: a customer could not be told of a change`,
    unreached: (customer, others, change) =>
      `No contact of the customer ${customer}${others > 0 ? `, nor of ${others} more,` : ''} could be told of change ${change}. Their clocks have not started, and the change will not take effect for them. Add a contact or repair the one that is there.`,
    heldSubject: (name) => `${name}: a change is held for customers`,
    held: (customers, change) =>
      `Change ${change} is in effect, but not for ${customers === 1 ? 'one customer' : `${customers} customers`}, for whom somebody has to act. The list of holds says why.`,
    reviewsSubject: (name, entries) =>
      `${name}: ${entries === 1 ? 'a review is' : `${entries} reviews are`} overdue`,
    reviews: (entries, oldest) =>
      `${entries === 1 ? 'One sub-processor of the register was to be reviewed' : `${entries} sub-processors of the register were to be reviewed, the first`} by ${oldest}. Review ${entries === 1 ? 'it' : 'them'} and enter the day of the next review. You are reminded once a week.`,
  },
  footer: {
    why: (name, topics, isChat) =>
      `You get this because this ${isChat ? 'channel' : 'address'} asked for ${topics} at the trust centre of ${name}.`,
    whyOwner: (name) =>
      `You get this because this address was given as the contact of a webhook at the trust centre of ${name}.`,
    whyContract: (name) =>
      `You get this because this address is the contact for what ${name} must tell you under your contract. That can not be unsubscribed from; it can go to another address.`,
    whyStaff: (name) =>
      `You get this because this address receives the alerts of the trust centre of ${name}.`,
    manage: 'Change what you get, pause or leave',
    contact: 'Change our contact',
    unsubscribe: 'Unsubscribe',
  },
  notice: noticeWords,
  objection: objectionWords,
  desk: englishDesk,
  whyCase: (name) =>
    `You get this because this address was given with a message to the trust centre of ${name}. It is used to answer it, and for nothing else.`,
};
