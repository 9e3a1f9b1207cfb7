import { addDays, type Day } from '../../core/day.ts';
import { refusalOf } from '../../core/errors.ts';
import type { Item, RightsType } from '../model.ts';
import { type After, type Answer, type Before, type Ending, isAppealed, no } from './acts.ts';
import { isOpenItem, movesOf } from './clock.ts';
import { appealDays, endOf, laws, rightOf, rules } from './laws.ts';
import { isEnough } from './verifying.ts';

export function answer(
  request: Before,
  { answers, by }: Extract<Ending, { kind: 'decide' }>,
  today: Day,
): After {
  if (isAppealed(request) && request.decidedBy === by)
    throw no('Somebody else must decide about an appeal than whoever decided before.');
  answers.forEach((each, index) => refuseUnfounded(request, each, index));
  const after = request.items.map((item): Item => {
    const given = isOpenItem(item) ? answers.find(({ type }) => type === item.type) : undefined;
    if (given === undefined) return item;
    const said =
      given.outcome === 'denied'
        ? { ...(given.basis && { basis: given.basis }) }
        : { done: given.done ?? 'by-hand' };
    return { ...item, outcome: given.outcome, ...said, answeredOn: today };
  });
  if (after.some(isOpenItem)) return { state: request.state, items: after };
  const denied = after.filter(({ outcome }) => outcome === 'denied').length;
  const state =
    denied === 0 ? 'fulfilled' : denied === after.length ? 'denied' : 'partially-denied';
  return { state, items: after };
}

function refuseUnfounded(request: Before, { type, outcome, basis }: Answer, index: number): void {
  const { law, items } = request;
  const item = items.find((each) => each.type === type);
  const at = (name: string, detail: string) =>
    refusalOf([{ pointer: `#/answers/${index}/${name}`, detail }]);
  if (item === undefined || !isOpenItem(item))
    throw at('type', `${type} is not asked here, or is answered already.`);
  if (outcome === 'granted') return refuseUngrounded(request, type);
  if (basis === undefined || laws[law].denials[basis] === undefined)
    throw at('basis', `Is one of ${Object.keys(laws[law].denials).join(', ')}.`);
}

/** What must be there before anything is given: the right desk, the right to ask, and the right person. */
function refuseUngrounded(request: Before, type: RightsType): void {
  const { law, authority, controller, identity } = request;
  if (controller === 'customer')
    throw no(
      'The data is a customer’s to decide about. Pass the request on (PUT forwarding), or say that the data is ours (PUT controller).',
    );
  const grade = rightOf(law, type)?.grade ?? 'address';
  if (authority === 'pending' || authority === 'refused')
    throw no('Whoever asks has not shown that they may: the person has not confirmed it.');
  if (!isEnough(identity, grade))
    throw no(
      `${type} asks for more proof of identity: ${grade} (${laws[law].verification}). PUT identity, or deny it for that.`,
    );
}

export function forward({ controller, state }: Before): After {
  if (state === 'appealed') throw no('It was answered here, so the appeal is decided here.');
  if (controller === 'us')
    throw no(
      'The data is ours, so we answer. Where it is a customer’s, say so first: PUT controller.',
    );
  return { state: 'forwarded' };
}

export function appeal(request: Before, today: Day): After {
  const { state, decidedOn, items } = request;
  if (state !== 'denied' && state !== 'partially-denied')
    throw no('There is no denial to appeal against.');
  if (items.some(({ appealed }) => appealed))
    throw no('The appeal is decided; that is our last word.');
  const until = decidedOn && addDays(decidedOn, appealDays);
  if (until !== undefined && today > until) throw no(`The last day to appeal was ${until}.`);
  const after = items.map((item) => reopened(item, today));
  return { state: 'appealed', items: after, moves: movesOf(items, after) };
}

function reopened(item: Item, today: Day): Item {
  const { answer: period } = rules.appeal;
  if (item.outcome !== 'denied' || item.basis === undefined || period === undefined) return item;
  const dueOn = endOf(today, period);
  return { type: item.type, ruleId: 'appeal', dueOn, appealed: { basis: item.basis } };
}
