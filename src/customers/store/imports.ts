import { count, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';

/** How often each thing was done in a commit. */
export async function selectDone(db: Db, commitId: string) {
  return db
    .select({ action: events.action, times: count() })
    .from(events)
    .where(eq(events.commitId, commitId))
    .groupBy(events.action);
}
