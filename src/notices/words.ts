import type {
  BlockReason,
  DateRule,
  HoldReason,
  NoticeState,
  WindowOutcome,
} from './model/notice.ts';

/** What a notice is at, for staff. */
export const noticeStateWords: Readonly<Record<NoticeState, string>> = {
  waiting: 'On its way',
  unreached: 'Not reached',
  running: 'Window open',
  closed: 'Window over',
  ended: 'Ended',
};

export const outcomeWords: Readonly<Record<WindowOutcome, string>> = {
  'accepted-by-silence': 'No objection in time: accepted',
  'refused-by-silence': 'No answer in time: refused',
  approved: 'The customer agreed',
  objected: 'The customer objected',
};

/** Complete "Held: …". */
export const holdWords: Readonly<Record<HoldReason, string>> = {
  'not-reached': 'the notice has not arrived',
  'window-open': 'its days are not over',
  'not-approved': 'it has not agreed',
  'open-objection': 'an objection is open',
  excluded: 'it is left out, as agreed',
  'emergency-not-permitted': 'its terms permit no emergency',
};

/** What ends a hold, as docs/notices.md has it. */
export const holdEnds: Readonly<Record<HoldReason, string>> = {
  'not-reached': 'Repair or add a contact; it is told again.',
  'window-open': 'Ends by itself, with the earliest day of effect.',
  'not-approved': 'Ends only when the customer agrees.',
  'open-objection': 'Ends when the objection is settled.',
  excluded: 'Does not end.',
  'emergency-not-permitted': 'Ends by itself, with the earliest day of effect.',
};

export const ruleWords: Readonly<Record<DateRule, string>> = {
  'calendar-days': 'calendar days, the day of arrival not counted',
  'business-days': 'days from Monday to Friday, the day of arrival not counted',
  'rolled-to-working-day': 'calendar days, moved from a weekend to the next working day',
  'day-after-window': 'the day after the last day to object',
};

export const blockWords: Readonly<Record<BlockReason, string>> = {
  'no-contact': 'no contact can be told',
  'no-mail': 'it can be told by mail only, and none is sent from here',
  'emergency-not-permitted': 'its terms permit no emergency',
};

export function customersOf(count: number): string {
  return count === 1 ? 'one customer' : `${count} customers`;
}
