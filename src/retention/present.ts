import { presentOrganisation } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Rule } from './model.ts';

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
