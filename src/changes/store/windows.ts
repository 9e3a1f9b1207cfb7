import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Change, ChangeItem } from '../model.ts';
import { changeItems, changes } from '../table.ts';
import { selectChangesById } from './reading.ts';

const isToCome = and(isNull(changes.tookEffectAt), isNull(changes.withdrawnAt));

/** False when it was in effect or withdrawn already. */
export async function markWithdrawn(tx: Tx, changeId: number, at: Date): Promise<boolean> {
  const rows = await tx
    .update(changes)
    .set({ withdrawnAt: at })
    .where(and(eq(changes.id, changeId), isToCome))
    .returning({ id: changes.id });
  return rows.length > 0;
}

/** Gives a change another planned day. False when somebody else was first. */
export async function postpone(
  tx: Tx,
  { id, effectiveOn: from, objectionEndsOn }: Change,
  to: {
    readonly effectiveOn: Day;
    readonly objectionEndsOn?: Day;
    readonly materialChange?: string;
    readonly items: readonly ChangeItem[];
  },
): Promise<boolean> {
  const rows = await tx
    .update(changes)
    .set({
      effectiveOn: to.effectiveOn,
      objectionEndsOn: to.objectionEndsOn ?? null,
      // Another window closes once more.
      ...(to.objectionEndsOn !== objectionEndsOn && { closingToldAt: null, windowClosedAt: null }),
      ...(to.materialChange !== undefined && { round: sql`${changes.round} + 1` }),
    })
    .where(and(eq(changes.id, id), eq(changes.effectiveOn, from), isToCome))
    .returning({ id: changes.id });
  for (const [position, { after }] of to.items.entries())
    await tx
      .update(changeItems)
      .set({ after })
      .where(and(eq(changeItems.changeId, id), eq(changeItems.position, position)));
  return rows.length > 0;
}

/** False when it was said already, or the window is another one by now. */
export async function markWindow(
  tx: Tx,
  { id, objectionEndsOn }: Change,
  name: 'objection-closing' | 'objection-closed',
  at: Date,
): Promise<boolean> {
  const isClosing = name === 'objection-closing';
  if (objectionEndsOn === undefined) return false;
  // Once it has closed, that it will is no news.
  const isUntold = isClosing
    ? and(isNull(changes.closingToldAt), isNull(changes.windowClosedAt))
    : isNull(changes.windowClosedAt);
  const isSame = eq(changes.objectionEndsOn, objectionEndsOn);
  const rows = await tx
    .update(changes)
    .set(isClosing ? { closingToldAt: at } : { windowClosedAt: at })
    .where(and(eq(changes.id, id), isSame, isUntold, isNull(changes.withdrawnAt)))
    .returning({ id: changes.id });
  return rows.length > 0;
}

export type OpenWindow = {
  readonly change: Change;
  readonly round: number;
  readonly objectionEndsOn: Day;
  readonly isClosingTold: boolean;
};

/** Of changes that were neither withdrawn nor superseded. */
export async function selectOpenWindows(db: Db): Promise<readonly OpenWindow[]> {
  const rows = await db
    .select({
      id: changes.id,
      round: changes.round,
      objectionEndsOn: changes.objectionEndsOn,
      closingToldAt: changes.closingToldAt,
    })
    .from(changes)
    .where(
      and(
        isNotNull(changes.objectionEndsOn),
        isNull(changes.windowClosedAt),
        isNull(changes.withdrawnAt),
        isNull(changes.claimedAt),
      ),
    )
    .orderBy(asc(changes.objectionEndsOn), asc(changes.id));
  const found = await selectChangesById(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, round, objectionEndsOn, closingToldAt }) => {
    const change = found.find((each) => each.id === id);
    return change && objectionEndsOn !== null
      ? [{ change, round, objectionEndsOn, isClosingTold: closingToldAt !== null }]
      : [];
  });
}

export async function selectRound(db: Db, id: number): Promise<number> {
  const [row] = await db.select({ round: changes.round }).from(changes).where(eq(changes.id, id));
  return row?.round ?? 1;
}
