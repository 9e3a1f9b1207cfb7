import { and, desc, eq, gt, inArray, lte, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Change, ChangeStep, PublishedVersion } from '../model.ts';
import { changes, changeSteps } from '../table.ts';
import { isVersion, selectChangesById, withChanges } from './reading.ts';

/** Newest first; `before` continues, exclusive. */
export async function selectVersions(
  db: Db,
  before: number | undefined,
  limit: number,
): Promise<readonly PublishedVersion[]> {
  return versionsWhere(
    db,
    before === undefined ? undefined : lte(changeSteps.listVersion, before - 1),
    limit,
  );
}

export async function selectVersion(db: Db, number: number): Promise<PublishedVersion | undefined> {
  return (await versionsWhere(db, eq(changeSteps.listVersion, number), 1))[0];
}

/** The newest that was recorded here by then. */
export async function selectVersionRecordedBy(
  db: Db,
  until: Date,
): Promise<PublishedVersion | undefined> {
  const [row] = await db
    .select({ version: changeSteps.listVersion })
    .from(changeSteps)
    .where(lte(changeSteps.at, until))
    .orderBy(desc(changeSteps.at), desc(changeSteps.seq))
    .limit(1);
  return row && selectVersion(db, row.version);
}

/** The newest that an imported history claims to have been published by then. */
export async function selectVersionClaimedBy(
  db: Db,
  until: Date,
): Promise<PublishedVersion | undefined> {
  const [row] = await db
    .select({ id: changes.id })
    .from(changes)
    .where(lte(changes.claimedAt, until))
    .orderBy(desc(changes.claimedAt), desc(changes.id))
    .limit(1);
  if (!row) return undefined;
  return (await versionsWhere(db, eq(changeSteps.changeId, row.id), 1))[0];
}

/** The steps that published the versions after one, oldest first. */
export async function selectStepsAfter(
  db: Db,
  version: number,
  limit: number,
): Promise<readonly ChangeStep[]> {
  const rows = await db
    .select({ changeId: changeSteps.changeId, eventId: changeSteps.eventId })
    .from(changeSteps)
    .where(and(isVersion, gt(changeSteps.listVersion, version)))
    .orderBy(changeSteps.listVersion)
    .limit(limit);
  return withChanges(db, rows);
}

/** The steps that published these versions, newest first. */
export async function selectStepsOf(
  db: Db,
  numbers: readonly number[],
): Promise<readonly ChangeStep[]> {
  const rows = await db
    .select({ changeId: changeSteps.changeId, eventId: changeSteps.eventId })
    .from(changeSteps)
    .where(and(isVersion, inArray(changeSteps.listVersion, [...numbers])))
    .orderBy(desc(changeSteps.listVersion));
  return withChanges(db, rows);
}

/** The changes whose steps published the newest versions up to one, newest first. */
export async function selectChangesUpTo(
  db: Db,
  version: number,
  limit: number,
): Promise<readonly Change[]> {
  const rows = await db
    .select({ id: changeSteps.changeId })
    .from(changeSteps)
    .where(and(isVersion, lte(changeSteps.listVersion, version)))
    .orderBy(desc(changeSteps.listVersion))
    .limit(limit);
  return selectChangesById(db, [...new Set(rows.map(({ id }) => id))]);
}

async function versionsWhere(
  db: Db,
  condition: SQL | undefined,
  limit: number,
): Promise<readonly PublishedVersion[]> {
  const rows = await db
    .select({ step: changeSteps, claimedAt: changes.claimedAt })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(and(isVersion, condition))
    .orderBy(desc(changeSteps.listVersion))
    .limit(limit);
  return rows.map(({ step: { name, changeId, at, seq, listVersion }, claimedAt }) => ({
    number: listVersion,
    step: name,
    changeId,
    at,
    seq,
    ...(claimedAt !== null && { claimedAt }),
  }));
}
