import { addDays, type Day, daysBetween } from '../../core/day.ts';
import type { Clock, Item, LawId, Pause, RightsRequest, RightsType } from '../model.ts';
import { endOf, rightOf, rules } from './laws.ts';

/** The days of a request. Each step gives new ones, and says what it moved: nothing is counted anew unseen. */
export type Days = { readonly clock: Clock; readonly items: readonly Item[] };

/** A day that a step moved. */
export type Move = { readonly type: RightsType; readonly before?: Day; readonly after?: Day };

/** As it comes in. Types that the law does not know are left out. */
export function openDays(law: LawId, types: readonly RightsType[], receivedOn: Day): Days {
  const asked = types.flatMap((type) => rightOf(law, type) ?? []);
  const items = asked.map(({ type, rule }): Item => {
    const { answer } = rules[rule];
    return { type, ruleId: rule, ...(answer && { dueOn: endOf(receivedOn, answer) }) };
  });
  const by = asked
    .flatMap(({ rule }) => rules[rule].acknowledge ?? [])
    .map((period) => endOf(receivedOn, period))
    .toSorted()[0];
  const clock = {
    receivedOn,
    startedOn: receivedOn,
    pauses: [],
    ...(by !== undefined && { acknowledgeBy: by }),
  };
  return { clock, items };
}

/** What we wait for now; the days stand as they are until it is there. */
export function openPause({ pauses }: Clock, why?: Pause['why']): Pause | undefined {
  return pauses.find((each) => each.until === undefined && (why === undefined || each.why === why));
}

/** Whether the law stops counting for anything that is asked, while we wait for this. */
export function stops({ items }: Pick<Days, 'items'>, why: Pause['why']): boolean {
  return items.some((item) => isOpenItem(item) && isStoppedBy(item, why));
}

function isStoppedBy({ ruleId }: Item, why: Pause['why']): boolean {
  const { pauses, startsWithIdentity } = rules[ruleId];
  return why === 'identity' ? startsWithIdentity !== undefined : pauses?.why === why;
}

/** We asked; from here the time does not count where the law says so. */
export function pause({ clock, items }: Days, why: Pause['why'], on: Day): Days {
  if (openPause(clock, why) !== undefined) return { clock, items };
  return { clock: { ...clock, pauses: [...clock.pauses, { why, from: on }] }, items };
}

/** The answer is there: days that stood still move, or are counted from here. */
export function resume(days: Days, why: Pause['why'], on: Day): Days & { moves: readonly Move[] } {
  const { clock, items } = days;
  const waited = openPause(clock, why);
  if (waited === undefined) return { ...days, moves: [] };
  const next: Clock = {
    ...clock,
    ...(why === 'identity' && stops(days, 'identity') && { startedOn: on }),
    pauses: clock.pauses.map((each) => (each === waited ? { ...each, until: on } : each)),
  };
  const after = items.map((item) =>
    isOpenItem(item) && isStoppedBy(item, why) ? moved(item, clock, waited, on) : item,
  );
  return { clock: next, items: after, moves: movesOf(items, after) };
}

/** Clarification adds the days that it took; a proof of identity begins the period anew. */
function moved(item: Item, clock: Clock, waited: Pause, on: Day): Item {
  if (item.dueOn === undefined) return item;
  if (waited.why === 'clarification')
    return { ...item, dueOn: addDays(item.dueOn, countedFrom(waited, clock, on)) };
  const { answer, extension } = rules[item.ruleId];
  const period = item.extendedOn === undefined ? answer : extension;
  return period === undefined ? item : { ...item, dueOn: endOf(on, period) };
}

/** Waiting before the period began took nothing of it. */
function countedFrom({ from }: Pause, { startedOn }: Clock, until: Day): number {
  const begin = from < startedOn ? startedOn : from;
  return Math.max(0, daysBetween(begin, until));
}

/** The latest day to which an item can be extended; undefined where its law knows no extension. */
export function latestFor({ ruleId }: Item, clock: Clock): Day | undefined {
  const { extension, pauses } = rules[ruleId];
  if (extension === undefined) return undefined;
  const stood = clock.pauses
    .filter(({ why }) => why === 'clarification' && pauses?.why === why)
    .reduce(
      (sum, each) => sum + (each.until === undefined ? 0 : countedFrom(each, clock, each.until)),
      0,
    );
  return addDays(endOf(clock.startedOn, extension), stood);
}

/** What is still to be answered. */
export function isOpenItem({ outcome }: Pick<Item, 'outcome'>): boolean {
  return outcome === undefined;
}

/** The next day on which something is due; undefined where nothing is. */
export function nextDue({
  clock: { acknowledgeBy, acknowledgedOn },
  items,
}: Pick<RightsRequest, 'clock' | 'items'>): Day | undefined {
  const open = items.filter(isOpenItem);
  const acknowledgement =
    acknowledgedOn === undefined && open.length > 0 ? acknowledgeBy : undefined;
  return [acknowledgement, ...open.map(({ dueOn }) => dueOn)]
    .filter((day) => day !== undefined)
    .toSorted()[0];
}

export function movesOf(before: readonly Item[], after: readonly Item[]): readonly Move[] {
  return after.flatMap(({ type, dueOn }, index) => {
    const was = before[index]?.dueOn;
    if (was === dueOn) return [];
    return [{ type, ...(was && { before: was }), ...(dueOn && { after: dueOn }) }];
  });
}
