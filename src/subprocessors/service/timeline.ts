import {
  asOfVersion,
  type Change,
  type ChangeStep,
  type PublishedVersion,
  standingAfter,
} from '../../changes/model.ts';
import { describeLog } from '../../changes/service.ts';
import { listStepsAfter } from '../../changes/service/versions.ts';
import type { Ctx, System } from '../../context.ts';
import { dayOfMoment, type Moment, momentAt } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { Db, Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { compareEntries, type Entry } from '../model/entry.ts';
import { takeSteps, type TimelineStart } from '../model/timeline.ts';
import { firstMoment, isInEffectOn, momentOf } from '../model/validity.ts';
import * as store from '../store/timeline.ts';

type Before = {
  /** The register before the step. */
  readonly register: ReadonlyMap<string, Entry>;
  /** What was announced and not in effect before it. */
  readonly pending: readonly Change[];
  readonly timeZone: string;
};

/**
 * Records steps of changes, oldest first, for both clocks, in the transaction that publishes them. Where
 * earlier ones are missing still (a database from before there were clocks) `catchUpTimeline` will
 * record these too, each in its turn.
 */
export async function recordSteps(
  tx: Tx,
  steps: readonly ChangeStep[],
  { register, pending, timeZone }: Before,
): Promise<void> {
  const first = steps[0]?.step.listVersion ?? 0;
  if ((await store.selectRecordedVersion(tx)) !== first - 1) return;
  const announced = pending.flatMap(({ id, items }) => items.map(({ slug }) => ({ slug, id })));
  const ids = Map.groupBy(announced, ({ slug }) => slug);
  const start = {
    register,
    pending: new Map([...ids].map(([slug, rows]) => [slug, rows.map(({ id }) => id)])),
  };
  await write(tx, steps, start, timeZone);
}

/** The entries as the list showed them at a version, and the changes that were pending. */
export async function listEntriesAt(
  db: Db,
  version: number,
): Promise<{ entries: readonly Entry[]; pendingIds: readonly number[] }> {
  await refuseWhileBehind(db, version);
  const rows = await store.selectPublished(db, version);
  return {
    entries: rows
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ pendingChangeIds: _, ...entry }) => ({ ...entry, version: 0 }))
      .toSorted(compareEntries),
    pendingIds: [...new Set(rows.flatMap((row) => row.pendingChangeIds))],
  };
}

/** The entries in effect at a moment, by what was known at a version of the list. */
export async function listEntriesAsOf(
  db: Db,
  moment: Moment,
  { number, at, claimedAt }: Pick<PublishedVersion, 'number' | 'at' | 'claimedAt'>,
): Promise<readonly Entry[]> {
  const newest = await refuseWhileBehind(db, number);
  // Only where to look first: some hours of a time zone do no harm.
  const standingFirst = number === newest || moment < momentAt(claimedAt ?? at, 'UTC');
  const rows = await store.selectKnown(db, moment, number, standingFirst);
  return rows
    .filter(({ facts }) => isInEffectOn(facts, dayOfMoment(moment)))
    .map(({ subprocessorId: id, changeId: lastChangeId, recordedAt: changedAt, ...row }) => ({
      id,
      slug: row.slug,
      state: 'current' as const,
      facts: row.facts,
      listedAt: row.listedAt,
      changedAt,
      lastChangeId,
      version: 0,
      ...(row.replaces !== undefined && { replaces: row.replaces }),
    }))
    .toSorted(compareEntries);
}

/** The first moment of which anything is known of any entry. */
export async function findFirstMoment(db: Db): Promise<Moment | undefined> {
  return store.selectFirstMoment(db);
}

/** The newest version that both clocks have recorded. */
async function refuseWhileBehind(db: Db, version: number): Promise<number> {
  const newest = await store.selectRecordedVersion(db);
  if (newest >= version) return newest;
  throw new Refusal('busy', 'The past is being prepared after an upgrade. Try again in a minute.');
}

/** Steps in one transaction: over HTTP it is cut off after 5 s. */
const stepsAtOnce = 200;

/** Records what was published before there were clocks, or by an older Annex beside this one. Returns how many steps. */
export async function catchUpTimeline(ctx: Ctx<System>): Promise<number> {
  let recorded = 0;
  let more = await isBehind(ctx.deps.db);
  while (more) {
    const taken = await operate(ctx, catchUpSome);
    recorded += taken;
    more = taken === stepsAtOnce;
  }
  return recorded;
}

async function isBehind(db: Db): Promise<boolean> {
  const { listVersion } = await describeLog(db);
  return (await store.selectRecordedVersion(db)) < listVersion;
}

async function catchUpSome(tx: Tx): Promise<number> {
  const version = await store.selectRecordedVersion(tx);
  const steps = await listStepsAfter(tx, version, stepsAtOnce);
  const standing = await store.selectPublished(tx, version);
  const { value: organisation } = await getOrganisation(tx);
  const start = {
    register: new Map(
      standing
        .filter(({ state }) => state !== 'withdrawn')
        .map((entry) => [entry.slug, { ...entry, version: 0 }]),
    ),
    pending: new Map(standing.map(({ slug, pendingChangeIds }) => [slug, pendingChangeIds])),
  };
  await write(tx, steps, start, organisation.timeZone);
  return steps.length;
}

async function write(
  tx: Tx,
  steps: readonly ChangeStep[],
  start: Omit<TimelineStart, 'periods'>,
  timeZone: string,
): Promise<void> {
  // Of additions too: an entry that was taken back may be added again.
  const touched = steps.flatMap(({ change: given, step }) => {
    const change = asOfVersion(given, step.listVersion);
    const earlier = standingAfter(change, change.steps.length - 1);
    return [change, earlier].flatMap(({ items, ...planned }) =>
      items.map((item) => ({
        id: item.subprocessorId,
        from: firstMoment(item, momentOf(planned, timeZone)),
      })),
    );
  });
  const [earliest] = touched.map(({ from }) => from).sort();
  const ids = [...new Set(touched.map(({ id }) => id))];
  const periods =
    earliest === undefined ? new Map() : await store.selectStanding(tx, ids, earliest);
  await store.insertTimeline(tx, takeSteps(steps, { ...start, periods }, timeZone));
}
