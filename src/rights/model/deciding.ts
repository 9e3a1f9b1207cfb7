import { addDays, type Day } from '../../core/day.ts';
import { refusalOf } from '../../core/errors.ts';
import { type Authority, type Identity, isOpen, type Item, type RightsState } from '../model.ts';
import {
  type Act,
  type After,
  type Before,
  type Ending,
  isAppealed,
  no,
  type Progress,
} from './acts.ts';
import { answer, appeal, forward } from './answering.ts';
import { type Days, isOpenItem, latestFor, movesOf, openPause, pause, resume } from './clock.ts';
import { laws, rightOf, rules, silenceDays } from './laws.ts';
import { type Checked, gradeReached } from './verifying.ts';

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

function progress(request: Before, act: Exclude<Progress, { kind: 'appeal' }>, today: Day): After {
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
    throw no(
      `Nothing that is asked here may be made to depend on proof: ${laws[law].verification}.`,
    );
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
    ? {
        ...settled,
        result: 'verified',
        grade: gradeReached(checked),
        isDeclared: checked.isDeclared,
      }
    : { ...settled, result: 'not-verified' };
  if (checked.isVerified && identity.grade === 'none')
    throw refusalOf([{ pointer: '#/matched', detail: 'Nothing matches, so nothing is verified.' }]);
  const { moves, ...days } = resume(request, 'identity', today);
  const state = openPause(days.clock, 'clarification')
    ? 'clarification-pending'
    : isAppealed(request)
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
  if (authority !== 'pending')
    throw no(`There is nothing to confirm: ${authorityWords[authority]}.`);
  return { state, authority: 'confirmed' };
}

function extend(request: Before, until: Day | undefined, today: Day): After {
  const { clock, items } = request;
  const extendable = items.filter((item) => isOpenItem(item) && latestFor(item, clock));
  if (extendable.length === 0)
    throw no('No law lets the answer to what is asked here wait longer.');
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

function isIdentityAwaited({ identity }: Before): boolean {
  return identity.askedOn !== undefined && identity.settledOn === undefined;
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
