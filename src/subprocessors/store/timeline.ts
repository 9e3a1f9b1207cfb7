import { and, asc, eq, gte, inArray, isNull, max, type SQL, sql } from 'drizzle-orm';
import type { Moment } from '../../core/day.ts';
import type { SubprocessorId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll } from '../../db/insert-all.ts';
import type { KnownPeriod, PublishedEntry, TimelineRows } from '../model/timeline.ts';
import type { Period } from '../model/validity.ts';
import { entryValidity, publishedEntries, subprocessors } from '../table.ts';

/** The newest version of the list that both clocks have recorded; 0 before the first. */
export async function selectRecordedVersion(db: Db): Promise<number> {
  const [row] = await db
    .select({ version: max(publishedEntries.listVersion) })
    .from(publishedEntries);
  return row?.version ?? 0;
}

/** Every entry as the list showed it at a version: one seek for each. */
export async function selectPublished(db: Db, version: number): Promise<readonly PublishedEntry[]> {
  const rows = await db
    .select({ slug: subprocessors.slug, row: publishedEntries })
    .from(subprocessors)
    .innerJoin(
      publishedEntries,
      eq(
        sql`published_entries.rowid`,
        sql`(SELECT rowid FROM published_entries WHERE subprocessor_id = ${subprocessors.id} AND list_version <= ${version} ORDER BY list_version DESC LIMIT 1)`,
      ),
    );
  return rows.map(({ slug, row: { subprocessorId, listVersion: _, ...row } }) => {
    const { replaces, replacedBy, ...rest } = row;
    return {
      ...rest,
      id: subprocessorId,
      slug,
      ...(replaces !== null && { replaces }),
      ...(replacedBy !== null && { replacedBy }),
    };
  });
}

/** An entry with what was known, at a version, to hold for it at a moment. */
export type KnownEntry = KnownPeriod & {
  readonly slug: string;
  readonly listedAt: Date;
  readonly replaces?: string;
};

/**
 * What was known at a version of the list to hold at a moment: a seek for each entry. `standingFirst`
 * says where to look first and changes no answer: it is worth it where most of what was known then
 * stands still, which is at the newest version, and for a moment before the version.
 */
export async function selectKnown(
  db: Db,
  moment: Moment,
  version: number,
  standingFirst: boolean,
): Promise<readonly KnownEntry[]> {
  const rows = await db
    .select({ entry: subprocessors, period: entryValidity })
    .from(subprocessors)
    .innerJoin(
      entryValidity,
      eq(sql`entry_validity.rowid`, rowKnown(moment, version, standingFirst)),
    );
  return rows.map(({ entry, period: { supersededFrom: _, ...period } }) => ({
    ...period,
    slug: entry.slug,
    listedAt: entry.listedAt,
    ...(entry.replaces !== null && { replaces: entry.replaces }),
  }));
}

/**
 * The row of an entry that stood at `version` for `moment`: the newest known then that begins by then.
 * From the newest on all that begin later are looked through; so the one that stands now is looked at
 * first, unless many that were published since count for a moment after the version. Where one was
 * published since for an earlier day, what lies between is looked through all the same.
 */
function rowKnown(moment: Moment, version: number, standingFirst: boolean): SQL {
  const mine = sql`FROM entry_validity WHERE subprocessor_id = ${subprocessors.id} AND valid_from <= ${moment}`;
  const newest = sql`(SELECT rowid ${mine} AND known_from <= ${version} ORDER BY known_from DESC, valid_from DESC LIMIT 1)`;
  if (!standingFirst) return newest;
  return sql`(SELECT CASE WHEN known_from <= ${version} THEN rowid ELSE ${newest} END
    ${mine} AND superseded_from IS NULL ORDER BY valid_from DESC LIMIT 1)`;
}

/** The first moment for which anything is known of any entry. */
export async function selectFirstMoment(db: Db): Promise<Moment | undefined> {
  const first = sql<Moment | null>`(SELECT min(valid_from) FROM entry_validity WHERE subprocessor_id = ${subprocessors.id})`;
  const rows = await db.select({ first }).from(subprocessors);
  return rows.flatMap((row) => row.first ?? []).sort()[0];
}

/** What stands for these entries from the period on that holds at a moment. */
export async function selectStanding(
  db: Db,
  ids: readonly SubprocessorId[],
  from: Moment,
): Promise<ReadonlyMap<SubprocessorId, readonly Period[]>> {
  // From the entries, so that each is one seek: asked of the periods alone, all of an entry's are read.
  const held = sql`coalesce((SELECT max(e.valid_from) FROM entry_validity e WHERE e.subprocessor_id = ${subprocessors.id} AND e.superseded_from IS NULL AND e.valid_from <= ${from}), '')`;
  const rows = await db
    .select({ period: entryValidity })
    .from(subprocessors)
    .innerJoin(
      entryValidity,
      and(
        eq(entryValidity.subprocessorId, subprocessors.id),
        isNull(entryValidity.supersededFrom),
        gte(entryValidity.validFrom, held),
      ),
    )
    // A history may have more entries than a statement takes values.
    .where(sql`${subprocessors.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .orderBy(asc(entryValidity.validFrom));
  return Map.groupBy(
    rows.map(({ period }) => period),
    ({ subprocessorId }) => subprocessorId,
  );
}

/** Writes what both clocks record of some steps, in few statements. */
export async function insertTimeline(tx: Tx, rows: TimelineRows): Promise<void> {
  // Together for all entries of a change: over HTTP each statement is a round trip.
  const alike = Map.groupBy(rows.superseded, ({ from, version }) => `${version} ${from}`);
  for (const group of alike.values()) {
    const [{ from, version } = {}] = group;
    if (from === undefined || version === undefined) continue;
    const ids = group.map(({ subprocessorId }) => subprocessorId);
    await tx
      .update(entryValidity)
      .set({ supersededFrom: version })
      .where(
        and(
          inArray(entryValidity.subprocessorId, ids),
          isNull(entryValidity.supersededFrom),
          gte(entryValidity.validFrom, from),
        ),
      );
  }
  await insertAll(
    tx,
    publishedEntries,
    rows.published.map(({ id, slug: _, ...row }) => ({ ...row, subprocessorId: id })),
  );
  await insertAll(tx, entryValidity, rows.known);
}
