import { addDays, type Day } from '../../core/day.ts';
import { Refusal, refusalOf } from '../../core/errors.ts';
import {
  type Authority,
  type Deed,
  type DenialBasis,
  type Identity,
  isOpen,
  type Item,
  type RightsRequest,
  type RightsState,
  type RightsType,
} from '../model.ts';
import { type Days, isOpenItem, latestFor, type Move, movesOf, openPause, pause, resume } from './clock.ts';
import { appealDays, endOf, laws, rightOf, rules, silenceDays } from './laws.ts';
import { type Checked, gradeReached, isEnough } from './verifying.ts';

export type Answer = {
  readonly type: RightsType;
  readonly outcome: 'granted' | 'denied';
  readonly basis?: DenialBasis | undefined;
  /** Of what is granted. */
  readonly done?: Deed | undefined;
};

/** What brings a request on. Days are the organisation's. */
type Progress =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'ask-identity' }
  | ({ readonly kind: 'settle-identity' } & Checked)
  | { readonly kind: 'ask-clarification' }
  /** Something came from the person or whoever asks for them. */
  | { readonly kind: 'hear' }
  | { readonly kind: 'confirm-authority' }
  | { readonly kind: 'extend'; readonly until: Day | undefined }
  | { readonly kind: 'appeal' };

/** What ends it, or parts of it. */
type Ending =
  | { readonly kind: 'decide'; readonly answers: readonly Answer[]; readonly by: string }
  | { readonly kind: 'forward' }
  | { readonly kind: 'withdraw' }
  /** The person says that they asked for nothing. */
  | { readonly kind: 'disown' }
  | { readonly kind: 'expire' };

export type Act = Progress | Ending;

export type Before = Pick<
  RightsRequest,
  'state' | 'law' | 'clock' | 'items' | 'identity' | 'authority' | 'controller' | 'decidedBy' | 'who'
> & {
  /** Day of the last decision. */
  readonly decidedOn?: Day;
};

export type After = Partial<Pick<RightsRequest, 'clock' | 'items' | 'identity' | 'authority'>> & {
  readonly state: RightsState;
  readonly moves?: readonly Move[];
};


/** What becomes of it. Refuses `conflict` for what does not follow from where it stands. */
export function decide(request: Before, act: Act, today: Day): After {
  if (act.kind === 'appeal') return appeal(request, today);
  if (!isOpen(request)) throw no(`This request is closed: ${closedWords[request.state]}.`);
  return isEnding(act) ? end(request, act, today) : progress(request, act, today);
}

const endings: ReadonlySet<Act['kind']> = new Set<Ending['kind']>([
  'decide',
  'forward',
  'withdraw',
  'disown',
  'expire',
]);

function isEnding(act: Act): act is Ending {
  return endings.has(act.kind);
}

function progress(
  request: Before,
  act: Exclude<Progress, { kind: 'appeal' }>,
  today: Day,
): After {
  switch (act.kind) {
    case 'acknowledge':
      return acknowledge(request, today);
    case 'ask-identity':
      return askIdentity(request, today);
    case 'settle-identity':
      return settleIdentity(request, act, today);
    case 'ask-clarification':
      return askClarification(request, today);
    case 'hear':
      return hear(request, today);
    case 'confirm-authority':
      return confirmAuthority(request);
    case 'extend':
      return extend(request, act.until, today);
  }
}

function end(request: Before, act: Ending, today: Day): After {
  switch (act.kind) {
    case 'decide':
      return answer(request, act, today);
    case 'forward':
      return forward(request);
    case 'withdraw':
      return { state: 'withdrawn' };
    case 'disown':
      return {
        state: 'withdrawn',
        ...(request.authority === 'pending' && { authority: 'refused' as const }),
      };
    case 'expire':
      return expire(request, today);
  }
}

function acknowledge({ state, clock }: Before, today: Day): After {
  if (clock.acknowledgedOn !== undefined) throw no('Receipt is confirmed already.');
  const acknowledged = { ...clock, acknowledgedOn: today };
  return { state: state === 'received' ? 'acknowledged' : state, clock: acknowledged };
}

function askIdentity(request: Before, today: Day): After {
  refuseUntaken(request);
  const { law, items, identity } = request;
  if (openPause(request.clock, 'identity')) throw no('Proof of identity is asked for already.');
  if (identity.result === 'verified') throw no('The identity is verified already.');
  if (items.filter(isOpenItem).every(({ type }) => rightOf(law, type)?.grade === 'none'))
    throw no(`Nothing that is asked here may be made to depend on proof: ${laws[law].verification}.`);
  return {
    ...pause(request, 'identity', today),
    state: 'identity-pending',
    identity: { askedOn: today },
  };
}

function settleIdentity(request: Before, checked: Checked, today: Day): After {
  refuseUntaken(request);
  const settled = { ...request.identity, settledOn: today, matched: checked.matched };
  const identity: Identity = checked.isVerified
    ? { ...settled, result: 'verified', grade: gradeReached(checked), isDeclared: checked.isDeclared }
    : { ...settled, result: 'not-verified' };
  if (checked.isVerified && identity.grade === 'none')
    throw refusalOf([{ pointer: '#/matched', detail: 'Nothing matches, so nothing is verified.' }]);
  const { moves, ...days } = resume(request, 'identity', today);
  const state = openPause(days.clock, 'clarification')
    ? 'clarification-pending' : isAppealed(request)
      ? 'appealed'
      : 'in-progress';
  return { ...days, moves, identity, state };
}

function askClarification(request: Before, today: Day): After {
  refuseUntaken(request);
  if (request.state === 'clarification-pending') throw no('Clarification is asked for already.');
  return { ...pause(request, 'clarification', today), state: 'clarification-pending' };
}

/** Of two readings the one that gives us less time: whatever comes while we wait counts as the answer. */
function hear(request: Before, today: Day): After {
  const clarified = resume(request, 'clarification', today);
  const shown = resume(clarified, 'identity', today);
  const { clock, items } = shown;
  const state =
    request.state !== 'clarification-pending'
      ? request.state
      : isIdentityAwaited(request)
        ? 'identity-pending'
        : isAppealed(request)
          ? 'appealed'
          : 'in-progress';
  return { clock, items, state, moves: movesOf(request.items, items) };
}

function confirmAuthority({ state, authority }: Before): After {
  if (authority !== 'pending') throw no(`There is nothing to confirm: ${authorityWords[authority]}.`);
  return { state, authority: 'confirmed' };
}

function extend(request: Before, until: Day | undefined, today: Day): After {
  const { clock, items } = request;
  const extendable = items.filter((item) => isOpenItem(item) && latestFor(item, clock));
  if (extendable.length === 0) throw no('No law lets the answer to what is asked here wait longer.');
  if (extendable.some(({ extendedOn }) => extendedOn !== undefined))
    throw no('It is extended already; no law here lets it wait longer.');
  const late = extendable.find(({ dueOn }) => dueOn !== undefined && today > dueOn);
  if (late)
    throw no(`An extension had to be told by ${late.dueOn}, and it is ${today}. Answer it now.`);
  const after = items.map((item) =>
    extendable.includes(item) ? extended(item, { until, today, clock }) : item,
  );
  return { state: request.state, clock, items: after, moves: movesOf(items, after) };
}

function extended(
  item: Item,
  { until, today, clock }: { until: Day | undefined; today: Day; clock: Days['clock'] },
): Item {
  const latest = latestFor(item, clock);
  const dueOn = until ?? latest;
  if (latest === undefined || dueOn === undefined) return item;
  const source = rules[item.ruleId].extension?.source ?? '';
  const fault =
    dueOn > latest
      ? `Must be ${latest} at the latest (${source}).`
      : item.dueOn !== undefined && dueOn <= item.dueOn
        ? `Must be later than ${item.dueOn}, which is the last day now.`
        : undefined;
  if (fault !== undefined) throw refusalOf([{ pointer: '#/until', detail: fault }]);
  return { ...item, dueOn, extendedOn: today };
}

function answer(
  request: Before,
  { answers, by }: Extract<Act, { kind: 'decide' }>,
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

function forward({ controller, state }: Before): After {
  if (state === 'appealed') throw no('It was answered here, so the appeal is decided here.');
  if (controller === 'us')
    throw no('The data is ours, so we answer. Where it is a customer’s, say so first: PUT controller.');
  return { state: 'forwarded' };
}

function appeal(request: Before, today: Day): After {
  const { state, decidedOn, items } = request;
  if (state !== 'denied' && state !== 'partially-denied')
    throw no('There is no denial to appeal against.');
  if (items.some(({ appealed }) => appealed)) throw no('The appeal is decided; that is our last word.');
  const until = decidedOn && addDays(decidedOn, appealDays);
  if (until !== undefined && today > until) throw no(`The last day to appeal was ${until}.`);
  const dueOn = endOf(today, { count: 30, unit: 'days' });
  return { state: 'appealed', items: items.map((item) => reopened(item, dueOn)) };
}

function reopened(item: Item, dueOn: Day): Item {
  if (item.outcome !== 'denied' || item.basis === undefined) return item;
  return { type: item.type, ruleId: 'appeal', dueOn, appealed: { basis: item.basis } };
}

function expire({ state, clock }: Before, today: Day): After {
  const waited = openPause(clock)?.from;
  if ((state !== 'identity-pending' && state !== 'clarification-pending') || waited === undefined)
    throw no('Nothing is awaited from whoever asked.');
  const until = addDays(waited, silenceDays);
  if (today <= until) throw no(`An answer may come until ${until}.`);
  return { state: 'expired' };
}

function refuseUntaken({ state }: Before): void {
  if (state === 'received') throw no('Confirm receipt first: PUT acknowledgement.');
}

function isAppealed({ items }: Pick<Before, 'items'>): boolean {
  return items.some((item) => isOpenItem(item) && item.appealed !== undefined);
}

function isIdentityAwaited({ identity }: Before): boolean {
  return identity.askedOn !== undefined && identity.settledOn === undefined;
}

function no(detail: string): Refusal {
  return new Refusal('conflict', detail);
}

/** Complete "This request is closed: …". */
const closedWords: Readonly<Record<RightsState, string>> = {
  received: 'it is not',
  acknowledged: 'it is not',
  'identity-pending': 'it is not',
  'clarification-pending': 'it is not',
  'in-progress': 'it is not',
  appealed: 'it is not',
  fulfilled: 'it was fulfilled',
  'partially-denied': 'it was fulfilled in part',
  denied: 'it was denied',
  forwarded: 'it was passed on to whoever decides about the data',
  withdrawn: 'it was withdrawn',
  expired: 'what we asked for did not come',
};

/** Complete "There is nothing to confirm: …". */
const authorityWords: Readonly<Record<Authority, string>> = {
  'not-needed': 'the person asks themselves',
  pending: 'it is awaited',
  confirmed: 'it is confirmed',
  refused: 'the person said that they asked for nothing',
};
