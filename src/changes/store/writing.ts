import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { insertAll } from '../../db/insert-all.ts';
import type { Change, Step } from '../model.ts';
import { servicesOf } from '../model.ts';
import { changeItems, changes, changeServices, changeSteps, feedPositions } from '../table.ts';

/** A change as it is entered: when it was recorded here, and when it took effect if it has. */
export type ChangeRow = {
  readonly change: Change;
  readonly publishedAt: Date;
  readonly tookEffectAt: Date | null;
};

/** Enters changes with their items and the services they concern, in few statements. */
export async function insertChanges(tx: Tx, rows: readonly ChangeRow[]): Promise<void> {
  await insertAll(
    tx,
    changes,
    rows.map(({ change, publishedAt, tookEffectAt }) => ({
      id: change.id,
      class: change.class,
      reason: change.reason,
      effectiveOn: change.effectiveOn,
      publishedAt,
      tookEffectAt,
      claimedAt: change.claimedAt ?? null,
      objectionEndsOn: change.objectionEndsOn ?? null,
      emergency: change.emergency ?? null,
      supersedes: change.supersedes ?? null,
    })),
  );
  await insertAll(
    tx,
    changeItems,
    rows.flatMap(({ change: { id, items } }) =>
      items.map((item, position) => ({
        ...item,
        changeId: id,
        position,
        counterpart: item.counterpart ?? null,
        before: item.before ?? null,
      })),
    ),
  );
  await insertAll(
    tx,
    changeServices,
    rows.flatMap(({ change: { id, items } }) => {
      const named = servicesOf(items);
      return (named.length === 0 ? [''] : named).map((service) => ({ service, changeId: id }));
    }),
  );
}

/** A step, its place in the ledger and the feeds it enters. */
export type StepRow = {
  readonly changeId: number;
  readonly step: Step;
  readonly seq: number;
  readonly streams: readonly string[];
};

/** Enters steps and appends them to their streams, in the order given. */
export async function insertSteps(tx: Tx, rows: readonly StepRow[]): Promise<void> {
  await insertAll(
    tx,
    changeSteps,
    rows.map(({ step: { name, at, eventId, listVersion, ...detail }, seq, changeId }) => ({
      seq,
      eventId,
      changeId,
      name,
      at,
      listVersion,
      detail: Object.keys(detail).length === 0 ? null : detail,
    })),
  );
  const streams = [...new Set(rows.flatMap((row) => row.streams))];
  // One seek for each stream: grouped, all that the streams ever had would be read.
  const stored = await tx
    .select({
      stream: sql<string>`value`,
      n: sql<number | null>`(SELECT max(position) FROM feed_positions WHERE stream = value)`,
    })
    .from(sql`json_each(${JSON.stringify(streams)})`);
  const lengths = new Map(stored.map((row) => [row.stream, row.n ?? 0]));
  const next = (stream: string) => {
    const position = (lengths.get(stream) ?? 0) + 1;
    lengths.set(stream, position);
    return position;
  };
  await insertAll(
    tx,
    feedPositions,
    rows.flatMap(({ seq, changeId, step: { eventId }, streams: named }) =>
      named.map((stream) => ({ stream, position: next(stream), seq, changeId, eventId })),
    ),
  );
}

/** Begins a service's streams with the steps so far that concern every service. */
export async function openStreams(tx: Tx, service: string): Promise<void> {
  const rows = await tx
    .select({
      seq: changeSteps.seq,
      changeId: changeSteps.changeId,
      eventId: changeSteps.eventId,
      class: changes.class,
    })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .innerJoin(
      changeServices,
      and(eq(changeServices.changeId, changes.id), eq(changeServices.service, '')),
    )
    .orderBy(asc(changeSteps.seq));
  const substantive = rows.filter((row) => row.class === 'substantive');
  const positions = (stream: string, steps: typeof rows) =>
    steps.map(({ class: _, ...step }, index) => ({ stream, position: index + 1, ...step }));
  await insertAll(tx, feedPositions, [
    ...positions(`all:${service}`, rows),
    ...positions(`substantive:${service}`, substantive),
  ]);
}

/** False when the change had taken effect already, was taken back, or is planned for another day by now. */
export async function markInEffect(
  tx: Tx,
  { id, effectiveOn }: Pick<Change, 'id' | 'effectiveOn'>,
  at: Date,
): Promise<boolean> {
  const isToCome = and(isNull(changes.tookEffectAt), isNull(changes.withdrawnAt));
  const rows = await tx
    .update(changes)
    .set({ tookEffectAt: at })
    .where(and(eq(changes.id, id), eq(changes.effectiveOn, effectiveOn), isToCome))
    .returning({ id: changes.id });
  return rows.length > 0;
}
