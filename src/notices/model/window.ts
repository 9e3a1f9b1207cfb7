import { aspects, type ChangeClass, type ChangeItem, type ItemKind } from '../../changes/model.ts';
import { addDays, type Day } from '../../core/day.ts';
import type { Organisation } from '../../organisation/model.ts';
import { lastDayToObject } from './clock.ts';

type Rule = 'always' | 'by-setting' | 'never';

/**
 * Which changes customers may object to before they take effect: intended additions and replacements
 * (Article 28(2) GDPR); amendments as far as the organisation promises it. An end and a correction wait
 * for nobody.
 */
const rules: Readonly<Record<ItemKind, Readonly<Record<ChangeClass, Rule>>>> = {
  added: { substantive: 'always', correction: 'always' },
  replaced: { substantive: 'always', correction: 'always' },
  amended: { substantive: 'by-setting', correction: 'never' },
  removed: { substantive: 'never', correction: 'never' },
};

type Pledge = Pick<Organisation, 'noticeDays' | 'objectionDays' | 'noticeForAmendments'>;

/** Whether one of these opens a window in which customers may object. */
export function opensWindow(
  items: readonly Pick<ChangeItem, 'kind' | 'class' | 'aspects'>[],
  { noticeForAmendments = aspects }: Pledge,
): boolean {
  return items.some(({ kind, class: itemClass, aspects: touched }) => {
    const rule = rules[kind][itemClass];
    // A substantive amendment that touches none of the aspects was called so by a person.
    const isMeant =
      touched.length === 0 || touched.some((each) => noticeForAmendments.includes(each));
    return (
      rule === 'always' || (rule === 'by-setting' && isMeant && noticeForAmendments.length > 0)
    );
  });
}

/**
 * The first day on which a change that is announced today may take effect: the one behind the whole
 * notice and the whole window, as it is for a customer who was reached today (`startClock`).
 */
export function earliestEffectiveDay(today: Day, pledge: Pledge): Day {
  const notice = addDays(today, pledge.noticeDays);
  const window = generalObjectionEnd(today, pledge) ?? notice;
  return addDays(window > notice ? window : notice, 1);
}

/** The last day to object on general terms to what is announced today; undefined where no days are given. */
export function generalObjectionEnd(
  today: Day,
  { noticeDays, objectionDays = noticeDays }: Pledge,
): Day | undefined {
  return objectionDays === 0 ? undefined : lastDayToObject(today, objectionDays, 'calendar').on;
}

/** When it is told that the window closes soon: a week before its last day, of a short one half of it. */
export function closingDay(openedOn: Day, endsOn: Day): Day {
  const days = (Date.parse(endsOn) - Date.parse(openedOn)) / 86_400_000;
  return addDays(endsOn, -Math.max(1, Math.min(7, Math.floor(days / 2))));
}
