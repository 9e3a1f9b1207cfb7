import type { PublishedVersion } from '../changes/model.ts';
import {
  findVersion,
  findVersionAt,
  listChangesAt,
  listRecentAt,
} from '../changes/service/versions.ts';
import { nothingStated } from '../controls/model.ts';
import { type Day, dayOf, dayOfMoment, parseDay, parseInstant, startOfDay } from '../core/day.ts';
import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import { findTimeZoneAt, getOrganisationAt, listServicesAt } from '../organisation/service.ts';
import { noPolicies } from '../policies/model.ts';
import {
  findFirstMoment,
  listEntriesAsOf,
  listEntriesAt,
} from '../subprocessors/service/timeline.ts';
import { noUpdates } from '../updates/model.ts';
import type { Asked } from './asked.ts';
import type { Past, Snapshot } from './model.ts';

/** A commit reads its time when it begins and may wait for others, so the newest moments can still gain one. */
const settlesAfterMs = 60_000;

const mostRecent = 50;

/**
 * The time zone in which a `known_at` is read: that in which its day began, so that a company which
 * moves changes no past that caches keep.
 */
export async function findZoneOf(
  db: Db,
  knownAt: string | undefined,
  { organisation: { timeZone } }: Snapshot,
): Promise<string> {
  if (knownAt === undefined) return timeZone;
  const day = parseDay(knownAt);
  const began =
    day === undefined ? parseInstant(knownAt.replace(' ', '+')) : startOfDay(day, 'UTC');
  return (began && (await findTimeZoneAt(db, began))) ?? timeZone;
}

/**
 * The snapshot of a past: what every representation renders instead of the present one. Refuses
 * `not_found` for a version that does not exist.
 */
export async function loadPast(
  db: Db,
  present: Snapshot,
  asked: Asked,
  now: Date,
): Promise<Snapshot> {
  if ('version' in asked) return loadNumbered(db, present, asked.version);
  const { asOf, knownAt } = asked;
  const known = knownAt ? await findVersionAt(db, knownAt.until) : undefined;
  const version = knownAt ? known : await findVersion(db, present.listVersion);
  const past: Past = {
    ...asked,
    isNumbered: false,
    isSettled: knownAt !== undefined && knownAt.until.getTime() < now.getTime() - settlesAfterMs,
    ...(known?.isClaim && known.claimedAt && { claimedAt: known.claimedAt }),
  };
  if (asOf === undefined) return showPublished(db, present, version, past);
  return showKnown(db, present, version, { ...past, asOf });
}

async function loadNumbered(db: Db, present: Snapshot, number: number): Promise<Snapshot> {
  const version = await findVersion(db, number);
  if (version === undefined) {
    const newest = present.listVersion;
    const detail =
      newest === 0
        ? 'Nothing has been published yet, so there is no version.'
        : `There is no version ${number} yet: the newest is ${newest}.`;
    throw new Refusal('not_found', detail);
  }
  const { claimedAt } = version;
  const past = { isNumbered: true, isSettled: true, ...(claimedAt && { claimedAt }) };
  return showPublished(db, present, version, past);
}

/** The list as it was published: announced, current and ended entries as they stood. */
async function showPublished(
  db: Db,
  present: Snapshot,
  version: PublishedVersion | undefined,
  past: Past,
): Promise<Snapshot> {
  if (version === undefined) return showNothing(db, present, past);
  const { entries, pendingIds } = await listEntriesAt(db, version.number);
  return {
    ...(await frameAt(db, present, version, past)),
    entries,
    pending: await listChangesAt(db, pendingIds, version.number),
  };
}

/** The entries in effect on a day, by what was known at a version. */
async function showKnown(
  db: Db,
  present: Snapshot,
  version: PublishedVersion | undefined,
  past: Past & Required<Pick<Past, 'asOf'>>,
): Promise<Snapshot> {
  if (version === undefined) return showNothing(db, present, past);
  const { moment, day } = past.asOf;
  const entries = await listEntriesAsOf(db, moment, version);
  const since = entries.length === 0 ? await findFirstMoment(db) : undefined;
  const frame = await frameAt(db, present, version, {
    ...past,
    ...(since !== undefined && { recordsSince: dayOfMoment(since) }),
  });
  return {
    ...frame,
    entries,
    recent: frame.recent.filter(({ effectiveOn }) => effectiveOn <= day),
  };
}

/** Nothing had been published by then. What surrounds it is of today, so caches may not keep it. */
async function showNothing(db: Db, present: Snapshot, past: Past): Promise<Snapshot> {
  const since = await findFirstPublication(db, present.organisation.timeZone);
  const { listPublishedAt: _, ...rest } = present;
  return {
    ...rest,
    ...emptiness,
    past: { ...past, isSettled: false, ...(since !== undefined && { recordsSince: since }) },
  };
}

const emptiness = {
  entries: [],
  withdrawn: [],
  pending: [],
  recent: [],
  steps: [],
  stepsWithCorrections: [],
  stepCounts: { substantive: 0, all: 0 },
  changeCount: 0,
  listVersion: 0,
  // Posts, controls, documents and policies have no part in a past of the register, and its answers are kept for a year.
  updates: noUpdates,
  controls: nothingStated,
  documents: [],
  policies: noPolicies,
  retention: [],
} as const;

async function findFirstPublication(db: Db, timeZone: string): Promise<Day | undefined> {
  const first = await findVersion(db, 1);
  return first && dayOf(first.claimedAt ?? first.at, timeZone);
}

/** What surrounds the entries: the publisher, services and changes as they were told at a version. */
async function frameAt(
  db: Db,
  present: Snapshot,
  version: PublishedVersion,
  past: Past,
): Promise<Snapshot> {
  const { number, seq, at, claimedAt } = version;
  const isPresent =
    number === present.listVersion && past.knownAt === undefined && !past.isNumbered;
  const recent = await listRecentAt(db, number, mostRecent);
  const told = isPresent
    ? { organisation: present.organisation, services: present.services }
    : { organisation: await getOrganisationAt(db, seq), services: await listServicesAt(db, seq) };
  return {
    ...emptiness,
    ...told,
    branding: present.branding,
    version: present.version,
    at: isPresent ? present.at : at,
    recent,
    changeCount: recent[0]?.id ?? 0,
    listVersion: number,
    listPublishedAt: claimedAt ?? at,
    past,
  };
}
