import { desc, lt, lte } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { KeptMail, StoredMail } from '../model/kept.ts';
import { keptMails } from '../table.ts';

/** Keeps one, and only the newest `most` of all. */
export async function insertKept(tx: Tx, at: Date, mail: KeptMail, most: number): Promise<void> {
  const [row] = await tx.insert(keptMails).values({ at, mail }).returning({ id: keptMails.id });
  await tx.delete(keptMails).where(lte(keptMails.id, (row?.id ?? 0) - most));
}

/** Newest first. */
export async function selectKept(
  db: Db,
  before: number | undefined,
  limit: number,
): Promise<readonly StoredMail[]> {
  return db
    .select()
    .from(keptMails)
    .where(before === undefined ? undefined : lt(keptMails.id, before))
    .orderBy(desc(keptMails.id))
    .limit(limit);
}
