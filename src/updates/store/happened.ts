import { and, inArray } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';

export type PostEvent = {
  readonly seq: number;
  readonly at: Date;
  readonly isWithdrawal: boolean;
  readonly thread: number;
  readonly position: number;
};

const actions = ['update.published', 'update.withdrawn'];

/** What was posted and withdrawn, by its places in the ledger. */
export async function selectPostEvents(
  db: Db,
  seqs: readonly number[],
): Promise<readonly PostEvent[]> {
  const { seq, at, action, data } = events;
  const rows = await db
    .select({ seq, at, action, data })
    .from(events)
    .where(and(inArray(seq, [...seqs]), inArray(action, actions)));
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    isWithdrawal: row.action === 'update.withdrawn',
    thread: Number(row.data['thread']),
    position: Number(row.data['position']),
  }));
}
