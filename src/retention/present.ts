import { presentOrganisation } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Rule } from './model.ts';
import type { Hold } from './model/holding.ts';
import type { Run } from './model/run.ts';

export function presentRule({ id, facts, isOurs, changedAt, version }: Rule, place: Place) {
  const { record, period, lasting, from, ground, basis, fate, note, order } = facts;
  return {
    id,
    record,
    period,
    lasting,
    from,
    ground,
    basis,
    fate,
    note,
    order,
    keptIn: isOurs ? ('annex' as const) : ('elsewhere' as const),
    asShipped: version === 0,
    changedAt: changedAt?.toISOString() ?? null,
    url: `${place.origin}${place.base}/retention#${id}`,
  };
}

/** `/trust/retention.json`. */
export function presentRetention(snapshot: Snapshot, place: Place, schema: string) {
  const root = `${place.origin}${place.base}`;
  return {
    $schema: `${root}${schema}`,
    language: 'en',
    organisation: presentOrganisation(snapshot.organisation),
    rules: snapshot.retention.map((rule) => presentRule(rule, place)),
    links: { page: `${root}/retention`, policies: `${root}/policies` },
  };
}

export function presentHold({ id, kind, of, ...rest }: Hold) {
  const { reason, owner, reviewOn, setBy, setAt, liftedAt, liftedFor } = rest;
  const isOfRecord = 'recordId' in of;
  return {
    id,
    kind,
    rule: isOfRecord ? of.rule : null,
    record: isOfRecord ? of.recordId : null,
    customer: isOfRecord ? null : of.customerId,
    reason,
    owner,
    reviewOn,
    setBy,
    setAt: setAt.toISOString(),
    liftedAt: liftedAt?.toISOString() ?? null,
    liftedFor: liftedFor ?? null,
  };
}

export function presentRun({ day, rule, dueUntil, isDry, startedAt, finishedAt, ...counts }: Run) {
  const { due, purged, held } = counts;
  return {
    day,
    rule,
    dueUntil,
    onlyCounted: isDry,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    due,
    purged,
    held,
  };
}
