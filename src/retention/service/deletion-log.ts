import { listEvents } from '../../audit/service.ts';
import { addDays, type Day, startOfDay } from '../../core/day.ts';
import type { Db } from '../../db/client.ts';

/** What went in one commit. */
export type PurgedBatch = {
  readonly seq: number;
  readonly at: Date;
  readonly count: number;
  readonly ids: readonly string[];
};

const mostBatches = 200;

/** What the run of a day purged under a rule, newest first, as the record has it. */
export async function listPurged(
  db: Db,
  { rule, day }: { readonly rule: string; readonly day: Day },
): Promise<readonly PurgedBatch[]> {
  // A run may go on after midnight, and the organisation's midnight is seldom that of UTC.
  const filter = {
    action: 'retention.purged',
    subject: `retention-rule:${rule}`,
    from: startOfDay(addDays(day, -1), 'UTC'),
    until: startOfDay(addDays(day, 3), 'UTC'),
  };
  const { items } = await listEvents(db, filter, mostBatches);
  return items.flatMap(({ seq, at, data }) => {
    const { count, ids } = data;
    if (data['day'] !== day || typeof count !== 'number' || !Array.isArray(ids)) return [];
    return [{ seq, at, count, ids: ids.map(String) }];
  });
}
