import type { SQL, SQLWrapper } from 'drizzle-orm';
import {
  and,
  asc,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  or,
  sql,
} from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { EventId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type {
  Change,
  ChangeClass,
  ChangeItem,
  ChangeState,
  ChangeStep,
  ItemKind,
  Step,
} from '../model.ts';
import { changeItems, changes, changeServices, changeSteps } from '../table.ts';

/** A step that published a version; in the words of the index of versions, by which SQLite knows it. */
export const isVersion = sql`${changeSteps.name} NOT IN ('objection-closing', 'objection-closed')`;

export type ChangeFilter = {
  readonly state?: ChangeState | undefined;
  readonly kind?: ItemKind | undefined;
  readonly class?: ChangeClass | undefined;
  readonly service?: string | undefined;
  /** Published on that day (UTC) or later, by its history's word where it was imported. */
  readonly since?: Day | undefined;
  /** Slug of an entry it touches. */
  readonly entry?: string | undefined;
  /** Change id to continue after, exclusive. */
  readonly before?: number | undefined;
};

export async function selectChange(db: Db, id: number): Promise<Change | undefined> {
  return (await selectChangesById(db, [id]))[0];
}

/** Newest first. */
export async function selectChanges(
  db: Db,
  filter: ChangeFilter,
  limit: number,
): Promise<readonly Change[]> {
  const rows = await db
    .select({ id: changes.id })
    .from(changes)
    .where(and(...conditions(db, filter)))
    .orderBy(desc(changes.id))
    .limit(limit);
  return selectChangesById(
    db,
    rows.map((row) => row.id),
  );
}

/** The changes that touch an entry, newest first: `upTo` and older, where given. */
export async function selectEntryChanges(
  db: Db,
  slug: string,
  upTo: number | undefined,
  limit: number,
): Promise<readonly Change[]> {
  const older = upTo === undefined ? undefined : lte(changeItems.changeId, upTo);
  const rows = await db
    .select({ id: changeItems.changeId })
    .from(changeItems)
    .where(and(eq(changeItems.slug, slug), older))
    .orderBy(desc(changeItems.changeId))
    .limit(limit);
  return selectChangesById(
    db,
    rows.map((row) => row.id),
  );
}

/** Not yet in effect, nearest effective date first. `dueBy` narrows to those that day or earlier. */
export async function selectPending(db: Db, dueBy?: Day): Promise<readonly Change[]> {
  const found = await selectChangesById(
    db,
    db
      .select({ id: changes.id })
      .from(changes)
      .where(
        and(
          isNull(changes.tookEffectAt),
          isNull(changes.withdrawnAt),
          dueBy && lte(changes.effectiveOn, dueBy),
        ),
      ),
  );
  return found.toSorted((a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || a.id - b.id);
}

export async function selectLastChangeId(db: Db): Promise<number> {
  const [row] = await db.select({ id: max(changes.id) }).from(changes);
  return row?.id ?? 0;
}

export async function selectLastStep(
  db: Db,
): Promise<(Pick<Step, 'at' | 'listVersion'> & { claimedAt: Date | null }) | undefined> {
  const rows = await db
    .select({
      at: changeSteps.at,
      listVersion: changeSteps.listVersion,
      claimedAt: changes.claimedAt,
    })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(isVersion)
    .orderBy(desc(changeSteps.seq))
    .limit(1);
  return rows[0];
}

/** Steps with the changes they belong to, in the order given. */
export async function withChanges(
  db: Db,
  rows: readonly { readonly changeId: number; readonly eventId: EventId }[],
): Promise<readonly ChangeStep[]> {
  return stepsAmong(
    await selectChangesById(db, [...new Set(rows.map((row) => row.changeId))]),
    rows,
  );
}

export function stepsAmong(
  found: readonly Change[],
  rows: readonly { readonly eventId: EventId }[],
): readonly ChangeStep[] {
  const byEvent = new Map(
    found.flatMap((change) =>
      change.steps.map((step) => [step.eventId, { step, change }] as const),
    ),
  );
  return rows.flatMap((row) => byEvent.get(row.eventId) ?? []);
}

function conditions(db: Db, filter: ChangeFilter): (SQL | undefined)[] {
  const itemWhere = (condition: SQL) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(changeItems)
        .where(and(eq(changeItems.changeId, changes.id), condition)),
    );
  return [
    filter.before === undefined ? undefined : lt(changes.id, filter.before),
    filter.class && eq(changes.class, filter.class),
    filter.state && stands(db, filter.state),
    filter.since &&
      sql`coalesce(${changes.claimedAt}, ${changes.publishedAt}) >= ${Date.parse(filter.since)}`,
    filter.kind && itemWhere(eq(changeItems.kind, filter.kind)),
    // Few changes touch an entry, so they are found from there and not by looking through the log.
    filter.entry === undefined
      ? undefined
      : inArray(
          changes.id,
          db
            .select({ id: changeItems.changeId })
            .from(changeItems)
            .where(eq(changeItems.slug, filter.entry)),
        ),
    filter.service === undefined
      ? undefined
      : exists(
          db
            .select({ one: sql`1` })
            .from(changeServices)
            .where(
              and(
                eq(changeServices.changeId, changes.id),
                or(eq(changeServices.service, filter.service), eq(changeServices.service, '')),
              ),
            ),
        ),
  ];
}

/** In this state; which of the two ways a change was taken back in is told by its last step. */
function stands(db: Db, state: ChangeState): SQL | undefined {
  if (state === 'in-effect') return isNotNull(changes.tookEffectAt);
  if (state === 'announced') return and(isNull(changes.tookEffectAt), isNull(changes.withdrawnAt));
  const steps = db
    .select({ one: sql`1` })
    .from(changeSteps)
    .where(and(eq(changeSteps.changeId, changes.id), eq(changeSteps.name, state)));
  return and(isNotNull(changes.withdrawnAt), exists(steps));
}

/** Newest first, whatever the order of `ids`. */
export async function selectChangesById(
  db: Db,
  ids: readonly number[] | SQLWrapper,
): Promise<readonly Change[]> {
  if (Array.isArray(ids) && ids.length === 0) return [];
  const wanted = Array.isArray(ids) ? [...ids] : (ids as SQLWrapper);
  const [rows, items, steps] = await Promise.all([
    db.select().from(changes).where(inArray(changes.id, wanted)).orderBy(desc(changes.id)),
    db
      .select()
      .from(changeItems)
      .where(inArray(changeItems.changeId, wanted))
      .orderBy(asc(changeItems.position)),
    db
      .select()
      .from(changeSteps)
      .where(inArray(changeSteps.changeId, wanted))
      .orderBy(asc(changeSteps.seq)),
  ]);
  return rows.map((row) => ({
    id: row.id,
    class: row.class,
    reason: row.reason,
    effectiveOn: row.effectiveOn,
    items: items.filter((item) => item.changeId === row.id).map(toItem),
    steps: steps.filter((step) => step.changeId === row.id).map(toStep),
    ...(row.claimedAt !== null && { claimedAt: row.claimedAt }),
    ...(row.objectionEndsOn !== null && { objectionEndsOn: row.objectionEndsOn }),
    ...(row.emergency !== null && { emergency: row.emergency }),
    ...(row.supersedes !== null && { supersedes: row.supersedes }),
  }));
}

function toItem(row: typeof changeItems.$inferSelect): ChangeItem {
  return {
    subprocessorId: row.subprocessorId,
    slug: row.slug,
    kind: row.kind,
    class: row.class,
    aspects: row.aspects,
    ...(row.counterpart !== null && { counterpart: row.counterpart }),
    ...(row.before !== null && { before: row.before }),
    after: row.after,
  };
}

function toStep(row: typeof changeSteps.$inferSelect): Step {
  const { name, at, eventId, listVersion, detail } = row;
  return { name, at, eventId, listVersion, ...detail };
}
