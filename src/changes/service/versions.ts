import type { Db } from '../../db/client.ts';
import { asOfVersion, type Change, type ChangeStep, type PublishedVersion } from '../model.ts';
import { selectChangesById } from '../store/reading.ts';
import * as versions from '../store/versions.ts';

/** The steps that published the versions after `version`, oldest first. */
export async function listStepsAfter(
  db: Db,
  version: number,
  limit: number,
): Promise<readonly ChangeStep[]> {
  return versions.selectStepsAfter(db, version, limit);
}

/** The steps that published these versions of the list, newest first. */
export async function listStepsOf(
  db: Db,
  numbers: readonly number[],
): Promise<readonly ChangeStep[]> {
  return versions.selectStepsOf(db, numbers);
}

/** Versions of the list, newest first. `next` continues; null at the end. */
export async function listVersions(
  db: Db,
  before: number | undefined,
  limit: number,
): Promise<{ items: readonly PublishedVersion[]; next: number | null }> {
  const found = await versions.selectVersions(db, before, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.number ?? null) : null };
}

export async function findVersion(db: Db, number: number): Promise<PublishedVersion | undefined> {
  return versions.selectVersion(db, number);
}

/**
 * The version of the list that stood at an instant. Before the first record here it is the one that an
 * imported history claims: `isClaim`.
 */
export async function findVersionAt(
  db: Db,
  until: Date,
): Promise<(PublishedVersion & { readonly isClaim: boolean }) | undefined> {
  const recorded = await versions.selectVersionRecordedBy(db, until);
  if (recorded) return { ...recorded, isClaim: false };
  const claimed = await versions.selectVersionClaimedBy(db, until);
  return claimed && { ...claimed, isClaim: true };
}

/** These changes as they stood at a version of the list, the nearest effective date first. */
export async function listChangesAt(
  db: Db,
  ids: readonly number[],
  version: number,
): Promise<readonly Change[]> {
  const found = await selectChangesById(db, ids);
  return found
    .map((change) => asOfVersion(change, version))
    .toSorted((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.id - b.id : a.effectiveOn < b.effectiveOn ? -1 : 1,
    );
}

/** The newest changes as they stood at a version of the list, newest first; a change has two steps at most. */
export async function listRecentAt(
  db: Db,
  version: number,
  limit: number,
): Promise<readonly Change[]> {
  const found = await versions.selectChangesUpTo(db, version, 2 * limit);
  return found.slice(0, limit).map((change) => asOfVersion(change, version));
}
