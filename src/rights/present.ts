import type { Role } from '../context.ts';
import { addDays, dayOf } from '../core/day.ts';
import {
  grades,
  isOpen,
  isOpenToAgent,
  type Item,
  type LawId,
  type Message,
  type RightsRequest,
} from './model.ts';
import { openPause, stops } from './model/clock.ts';
import { appealDays, endOf, laws, rightOf } from './model/laws.ts';
import type { Side } from './model/links.ts';
import { basisSource, gradeWords, sourceOfDay } from './words.ts';
import { maySee } from '../staff/model/permitting.ts';

export function presentItem(item: Item, law: LawId) {
  const { type, ruleId, dueOn, extendedOn, outcome, basis, answeredOn, appealed } = item;
  return {
    type,
    rule: ruleId,
    source: sourceOfDay(item),
    dueOn: dueOn ?? null,
    extendedOn: extendedOn ?? null,
    outcome: outcome ?? null,
    basis: basis ?? null,
    basisSource: basis === undefined ? null : basisSource(law, basis),
    answeredOn: answeredOn ?? null,
    appealed: appealed !== undefined,
  };
}

/** How it is made sure who asks, for all of what is asked. */
export function verificationWords(
  law: LawId,
  items: readonly Pick<Item, 'type'>[],
  words = gradeWords,
): string {
  const needed = items.map(({ type }) => rightOf(law, type)?.grade ?? 'address');
  return words[grades.findLast((grade) => needed.includes(grade)) ?? 'none'];
}

/** Last day to appeal; undefined where there is nothing to appeal against. */
export function appealUntil({ state, items, decidedAt }: RightsRequest, timeZone: string) {
  const isDenied = state === 'denied' || state === 'partially-denied';
  if (!isDenied || decidedAt === undefined || items.some(({ appealed }) => appealed))
    return undefined;
  return addDays(dayOf(decidedAt, timeZone), appealDays);
}

/** What is awaited of the person, and whether the law's time stands still meanwhile. */
export function waitingIn(request: RightsRequest) {
  const waited = isOpen(request) ? openPause(request.clock) : undefined;
  return waited && { since: waited.from, isStopped: stops(request, waited.why) };
}

/** A case, to whoever has one of its links; to an agent little until the person has let them. */
export function presentOwn(
  request: RightsRequest,
  messages: readonly Message[],
  { side, timeZone }: { readonly side: Side; readonly timeZone: string },
) {
  const isShown = side === 'person' || isOpenToAgent(request);
  const waiting = isShown ? waitingIn(request) : undefined;
  return {
    kind: 'privacy-request',
    reference: request.reference,
    you: side,
    law: request.law,
    who: request.who,
    authority: request.authority,
    receivedAt: request.receivedAt.toISOString(),
    ...(isShown && presentStanding(request, timeZone)),
    waitingSince: waiting?.since,
    clockStopped: waiting?.isStopped ?? false,
    ...presentEntered(request),
    messages: messages.map(({ at, author, text, reference }) => ({
      at: at.toISOString(),
      author,
      text,
      reference,
    })),
  };
}

function presentStanding(request: RightsRequest, timeZone: string) {
  return {
    state: request.state,
    confirmedAt: request.confirmedAt?.toISOString(),
    endedAt: request.endedAt?.toISOString(),
    appealUntil: appealUntil(request, timeZone),
    items: request.items.map((item) => presentItem(item, request.law)),
  };
}

function presentEntered({ person, agent, details }: RightsRequest) {
  return {
    name: person?.name,
    email: person?.email,
    agentName: agent?.name,
    agentEmail: agent?.email,
    agentCompany: agent?.company,
    details,
  };
}

/** Who asks and what was written are for those who answer. */
export function presentRequest(request: RightsRequest, role: Role, timeZone: string) {
  const { id, reference, law, who, relation, source, state, controller, language } = request;
  const waiting = waitingIn(request);
  return {
    id: String(id),
    reference,
    law,
    who,
    relation,
    source,
    state,
    controller,
    language,
    receivedAt: request.receivedAt.toISOString(),
    nextDueOn: request.nextDueOn ?? null,
    ...presentDays(request, timeZone),
    waitingSince: waiting?.since ?? null,
    clockStopped: waiting?.isStopped ?? false,
    items: request.items.map((item) => ({
      ...presentItem(item, law),
      grade: rightOf(law, item.type)?.grade ?? 'address',
      done: item.done ?? null,
    })),
    identity: presentIdentity(request),
    authority: request.authority,
    customer: request.customerId === undefined ? null : String(request.customerId),
    assignee: request.assignee === undefined ? null : String(request.assignee),
    confirmed: request.confirmedAt !== undefined,
    looksAutomated: request.looksAutomated,
    endedAt: request.endedAt?.toISOString() ?? null,
    changedAt: request.changedAt.toISOString(),
    version: request.version,
    ...presentPersonal(request, role),
  };
}

function presentDays({ clock, law, endedAt, decidedAt }: RightsRequest, timeZone: string) {
  return {
    receivedOn: clock.receivedOn,
    startedOn: clock.startedOn,
    pauses: clock.pauses.map(({ why, from, until }) => ({ why, from, until: until ?? null })),
    acknowledgeBy: clock.acknowledgeBy ?? null,
    acknowledgedOn: clock.acknowledgedOn ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    keepUntil: endedAt === undefined ? null : endOf(dayOf(endedAt, timeZone), laws[law].keep),
  };
}

function presentIdentity({ identity }: RightsRequest) {
  const { askedOn, settledOn, result, grade, matched, isDeclared } = identity;
  return {
    askedOn: askedOn ?? null,
    settledOn: settledOn ?? null,
    result: result ?? null,
    grade: grade ?? null,
    matched: matched ? [...matched] : null,
    declared: isDeclared ?? null,
  };
}

function presentPersonal(request: RightsRequest, role: Role) {
  const isShown = maySee(role, 'claimants');
  const shown = (text: string | undefined) => (isShown ? (text ?? null) : null);
  const entered = presentEntered(request);
  return {
    name: shown(entered.name),
    email: shown(entered.email),
    agentName: shown(entered.agentName),
    agentEmail: shown(entered.agentEmail),
    agentCompany: shown(entered.agentCompany),
    details: shown(entered.details),
  };
}

export function presentMessage({ id, at, author, text, reference }: Message, role: Role) {
  return {
    id,
    at: at.toISOString(),
    author,
    text: maySee(role, 'claimants') ? text : null,
    reference: reference ?? null,
  };
}
