import type { Query } from './oracle.ts';

/**
 * Of two contacts whose servers took a notice at one instant either may have started its clock. Where one
 * of the mails came back, that decides whether the clock was taken back, and with it when a window that
 * was over was recorded to be closed anew: whether is compared, and not when.
 */
const cameBack =
  "EXISTS (SELECT 1 FROM deliveries d JOIN customer_contacts k ON k.subscription_id = d.subscription_id WHERE k.customer_id = n.customer_id AND d.seq = n.seq AND d.state = 'bounced')";

/**
 * Where the other of the two had started it, no clock is taken back at all. That it is where it must be
 * stands in the days of the notices, and in test/notices/clock.test.ts.
 */
const mayNotHappen = 'notice.clock_taken_back';

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
      `SELECT change_id, round, c.reference, state, n.terms, n.texts, acknowledged IS NOT NULL AS acknowledged, json_extract(clock, '$.startsOn') AS starts, objection_ends_on, earliest_effect_on, outcome, iif(${cameBack}, closed_at IS NOT NULL, ${on('closed_at')}) AS closed, approved IS NOT NULL AS approved, ${on('effective_at')} AS effective, hold FROM notices n JOIN customers c ON c.id = n.customer_id`,
    ),
    objections: await texts(
      `SELECT o.change_id, c.reference, o.state, resolution, is_late, ${on('received_at')} AS received, statement, termination_until, ${on('o.ended_at')} AS ended, (SELECT group_concat(text, ' / ') FROM objection_messages m WHERE m.objection_id = o.id) AS said FROM objections o LEFT JOIN customers c ON c.id = o.customer_id`,
    ),
    // Who is added while the mail of a colleague is under way is told too, unless that arrives first: a death
    // may turn it round. That they are is for test/notices/keeping.test.ts.
    told: await texts(
      `SELECT c.reference, k.role, s.change_id, s.name, s.list_version, d.subject LIKE 'event:%:%' AS again, d.state, ${on('d.ended_at')} AS ended FROM deliveries d JOIN change_steps s ON s.seq = d.seq JOIN customer_contacts k ON k.subscription_id = d.subscription_id JOIN customers c ON c.id = k.customer_id WHERE k.added_at <= s.at`,
    ),
    cases: await texts(
      `SELECT json_extract(d.cargo, '$.what') AS what, o.statement, d.state, ${on('d.ended_at')} AS ended FROM deliveries d JOIN objections o ON o.id = json_extract(d.cargo, '$.objection')`,
    ),
    customers: await texts(
      `SELECT c.reference, c.profile, k.role, s.state, s.reason, ${on('k.added_at')} AS added, ${on('k.removed_at')} AS removed FROM customers c LEFT JOIN customer_contacts k ON k.customer_id = c.id LEFT JOIN subscriptions s ON s.id = k.subscription_id`,
    ),
    // Each fact once, however often it was tried. Drafts may be put twice; and see `cameBack`.
    facts: await texts(
      `SELECT action, iif(action LIKE 'notice.clock_%' OR action = 'notice.window_closed', 1, count(*)) AS n FROM events WHERE action NOT LIKE 'batch.%' AND action <> '${mayNotHappen}' GROUP BY action`,
    ),
  };
}
