import type { LedgerEvent } from './replay.ts';

/** Ids of the records that a rule of retention has purged. */
export function purgedBy(rule: string, events: readonly LedgerEvent[]): readonly string[] {
  return events
    .filter(
      ({ action, subject }) =>
        action === 'retention.purged' && subject === `retention-rule:${rule}`,
    )
    .flatMap(({ data }) => (Array.isArray(data['ids']) ? data['ids'].map(String) : []));
}
