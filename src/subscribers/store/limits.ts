import { and, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { rateLimits } from '../table.ts';

export type Window = { readonly count: number; readonly windowStart: Date };

/**
 * One more try of `subject`, in the window that is open or in one that begins now. A window of a time to
 * come was begun while the clock ran ahead, perhaps by a year: it holds nobody up once the clock is right.
 */
export async function countTry(
  tx: Tx,
  subject: string,
  windowMs: number,
  now: Date,
): Promise<Window> {
  const opened = new Date(now.getTime() - windowMs);
  const ahead = new Date(now.getTime() + windowMs);
  const { subject: of, windowStart } = rateLimits;
  const [open] = await tx
    .update(rateLimits)
    .set({ count: sql`${rateLimits.count} + 1` })
    .where(and(eq(of, subject), gt(windowStart, opened), lte(windowStart, ahead)))
    .returning({ count: rateLimits.count, windowStart: rateLimits.windowStart });
  if (open) return open;
  await tx.insert(rateLimits).values({ subject, windowStart: now, count: 1 });
  return { count: 1, windowStart: now };
}

export async function hasWindowBefore(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ subject: rateLimits.subject })
    .from(rateLimits)
    .where(lt(rateLimits.windowStart, moment))
    .limit(1);
  return rows.length > 0;
}

export async function deleteWindowsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(rateLimits).where(lt(rateLimits.windowStart, moment));
}
