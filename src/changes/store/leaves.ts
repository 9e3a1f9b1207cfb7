import { eq } from 'drizzle-orm';
import type { EventId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';
import { logLeaves } from '../../db/log-table.ts';

/**
 * Which leaves of the transparency log the events about a change itself are: few at most. To ask for
 * public ones besides would make SQLite read all of those.
 */
export async function selectLeaves(
  db: Db,
  changeId: number,
): Promise<readonly { readonly id: EventId; readonly action: string; readonly index: number }[]> {
  return db
    .select({ id: events.id, action: events.action, index: logLeaves.index })
    .from(events)
    .innerJoin(logLeaves, eq(logLeaves.seq, events.seq))
    .where(eq(events.subject, `change:${changeId}`));
}
