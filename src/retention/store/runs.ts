import { and, desc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Run } from '../model/run.ts';
import { retentionRuns } from '../table.ts';

/** Those of a day. */
export async function selectRunsOn(db: Db, day: Day): Promise<readonly Run[]> {
  const rows = await db.select().from(retentionRuns).where(eq(retentionRuns.day, day));
  return rows.map(toRun);
}

/** The newest of a rule before a day that came to its end: of one that did not, staff were not told. */
export async function selectRunBefore(db: Db, rule: string, day: Day): Promise<Run | undefined> {
  const [row] = await db
    .select()
    .from(retentionRuns)
    .where(
      and(
        eq(retentionRuns.rule, rule),
        lt(retentionRuns.day, day),
        isNotNull(retentionRuns.finishedAt),
      ),
    )
    .orderBy(desc(retentionRuns.day))
    .limit(1);
  return row && toRun(row);
}

/** Newest first, behind the one `after`. */
export async function selectRuns(
  db: Db,
  after: Pick<Run, 'day' | 'rule'> | undefined,
  limit: number,
): Promise<readonly Run[]> {
  const { day, rule } = retentionRuns;
  const rows = await db
    .select()
    .from(retentionRuns)
    .where(after && or(lt(day, after.day), and(eq(day, after.day), sql`${rule} > ${after.rule}`)))
    .orderBy(desc(day), rule)
    .limit(limit);
  return rows.map(toRun);
}

/** Nothing of those that another process has begun already. */
export async function insertRuns(tx: Tx, runs: readonly Run[]): Promise<void> {
  await tx
    .insert(retentionRuns)
    .values([...runs])
    .onConflictDoNothing();
}

/** How far it is, unless another process has brought it on from there; whether it was. */
export async function advanceRun(
  tx: Tx,
  { day, rule, place }: Pick<Run, 'day' | 'rule' | 'place'>,
  set: Partial<Run>,
): Promise<boolean> {
  const moved = await tx
    .update(retentionRuns)
    .set(set)
    .where(
      and(
        eq(retentionRuns.day, day),
        eq(retentionRuns.rule, rule),
        isNull(retentionRuns.finishedAt),
        place === undefined ? isNull(retentionRuns.place) : eq(retentionRuns.place, place),
      ),
    )
    .returning({ rule: retentionRuns.rule });
  return moved.length > 0;
}

function toRun({ place, finishedAt, ...row }: typeof retentionRuns.$inferSelect): Run {
  return { ...row, ...(place !== null && { place }), ...(finishedAt && { finishedAt }) };
}
