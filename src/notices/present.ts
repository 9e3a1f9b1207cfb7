import { presentTerms } from '../customers/present.ts';
import type { Clock, LegalDate, Notice } from './model/notice.ts';
import type { Tasks } from './service/tasks.ts';

export function presentNotice(notice: Notice) {
  const { changeId, round, customerId, acknowledged, state, clock, approved } = notice;
  return {
    change: changeId,
    round,
    customer: customerId,
    announcedAt: notice.announcedAt.toISOString(),
    plannedEffectiveOn: notice.plannedEffectiveOn,
    terms: presentTerms(notice.terms),
    texts: { ...notice.texts },
    acknowledged: acknowledged
      ? { reasons: [...acknowledged.reasons], by: acknowledged.by, at: acknowledged.at }
      : null,
    state,
    clock: clock ? presentClock(clock) : null,
    outcome: notice.outcome ?? null,
    closedAt: notice.closedAt?.toISOString() ?? null,
    approved: approved ? { at: approved.at, by: approved.by } : null,
    effectiveAt: notice.effectiveAt?.toISOString() ?? null,
    hold: notice.hold ?? null,
  };
}

function presentClock({ startsAt, startsOn, subscriptionId, ...dates }: Clock) {
  return {
    startsAt,
    startsOn,
    contact: subscriptionId,
    objectionEnds: presentDate(dates.objectionEnds),
    earliestEffect: presentDate(dates.earliestEffect),
  };
}

function presentDate({ on, timeZone, at, rule, days }: LegalDate) {
  return { on, timeZone, at, rule, days };
}

export function presentTasks({ notices, next, objections, reviews, corrections }: Tasks) {
  return {
    items: notices.map(({ kind, notice }) => ({
      kind,
      change: notice.changeId,
      customer: notice.customerId,
      announcedAt: notice.announcedAt.toISOString(),
      plannedEffectiveOn: notice.plannedEffectiveOn,
      state: notice.state,
      hold: notice.hold ?? null,
    })),
    next: next ? `${next.changeId}:${next.customerId}` : null,
    objections: objections.map(({ id, reference, changeId, customerId, confirmedAt, source }) => ({
      id,
      reference,
      change: changeId,
      unmatched: customerId === undefined,
      unconfirmed: confirmedAt === undefined && source === 'form',
    })),
    reviews: reviews.map(({ slug, due }) => ({ entry: slug, due })),
    corrections: corrections.map(({ id, customerId, at }) => ({
      id,
      customer: customerId,
      at: at.toISOString(),
    })),
  };
}
