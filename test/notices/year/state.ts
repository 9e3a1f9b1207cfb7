import { addDays, type Day, dayOf } from '../../../src/core/day.ts';
import { day } from '../../support/factories.ts';
import { weekdayOf } from '../../../src/core/day.ts';
import type { TermsGiven } from './story.ts';

/** Asks the database of a deployment. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/**
 * Where a year has led to, in words that do not depend on identifiers or on the minutes that a death
 * cost: two lives of one year are to end in the same.
 */
export async function stateOf(query: Query): Promise<Readonly<Record<string, readonly string[]>>> {
  const texts = async (sql: string) =>
    (await query(sql)).map((row) => JSON.stringify(row)).toSorted();
  const on = (column: string) => `date(${column} / 1000, 'unixepoch')`;
  return {
    changes: await texts(
      `SELECT id, class, effective_on, objection_ends_on, round, supersedes, emergency IS NOT NULL AS emergency, ${on('took_effect_at')} AS took_effect, ${on('withdrawn_at')} AS withdrawn, ${on('window_closed_at')} AS closed FROM changes`,
    ),
    steps: await texts(
      `SELECT change_id, name, ${on('at')} AS day, list_version, detail FROM change_steps`,
    ),
    register: await texts('SELECT slug, state, facts, version FROM subprocessors'),
    notices: await texts(
      `SELECT change_id, round, c.reference, state, n.terms, acknowledged IS NOT NULL AS acknowledged, json_extract(clock, '$.startsOn') AS starts, objection_ends_on, earliest_effect_on, outcome, ${on('closed_at')} AS closed, approved IS NOT NULL AS approved, ${on('effective_at')} AS effective, hold FROM notices n JOIN customers c ON c.id = n.customer_id`,
    ),
    objections: await texts(
      `SELECT change_id, c.reference, state, resolution, is_late, ${on('received_at')} AS received, statement, termination_until, ${on('ended_at')} AS ended FROM objections o LEFT JOIN customers c ON c.id = o.customer_id`,
    ),
    told: await texts(
      `SELECT c.reference, k.role, s.change_id, s.name, s.list_version, d.state, ${on('d.ended_at')} AS ended FROM deliveries d JOIN change_steps s ON s.seq = d.seq JOIN customer_contacts k ON k.subscription_id = d.subscription_id JOIN customers c ON c.id = k.customer_id`,
    ),
    contacts: await texts(
      `SELECT c.reference, k.role, s.state, s.reason FROM customer_contacts k JOIN subscriptions s ON s.id = k.subscription_id JOIN customers c ON c.id = k.customer_id`,
    ),
    // Each fact once, however often it was tried. Drafts may be put twice.
    facts: await texts(
      `SELECT action, count(*) AS n FROM events WHERE action NOT LIKE 'batch.%' GROUP BY action`,
    ),
  };
}

/** Every clock that says another day than counting on the fingers gives. */
export async function wrongClocks(query: Query): Promise<readonly string[]> {
  const rows = await query(
    'SELECT change_id, customer_id, terms, clock, objection_ends_on, earliest_effect_on FROM notices WHERE clock IS NOT NULL',
  );
  return rows.flatMap((row) => {
    const terms: TermsGiven = JSON.parse(String(row['terms']));
    const clock: { startsAt: string } = JSON.parse(String(row['clock']));
    const startsOn = dayOf(new Date(clock.startsAt), terms.timeZone);
    const expected = countedDays(startsOn, terms);
    const found = [row['objection_ends_on'], row['earliest_effect_on']];
    return JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [
          `change ${String(row['change_id'])}: ${JSON.stringify({ startsOn, terms, found, expected })}`,
        ];
  });
}

/** Day by day, as one would with a calendar on the wall. */
function countedDays(startsOn: Day, terms: TermsGiven): readonly [Day, Day] {
  const isBusiness = terms.dayCount === 'business';
  const isFree = (on: Day) => weekdayOf(on) >= 6;
  const count = (days: number) => {
    let on = startsOn;
    for (let counted = 0; counted < days;) {
      on = day(addDays(on, 1));
      if (!isBusiness || !isFree(on)) counted += 1;
    }
    return on;
  };
  let last = count(terms.objectionDays);
  while (isFree(last) && terms.objectionDays > 0) last = addDays(last, 1);
  const noticed = count(terms.noticeDays);
  const later = noticed > last ? noticed : last;
  return [last, addDays(later, 1)];
}
