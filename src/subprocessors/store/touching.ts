import { and, desc, eq, sql } from 'drizzle-orm';
import type { SubprocessorId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { publishedEntries } from '../table.ts';

/** Versions of the list between two others: after `from`, up to and including `to`. */
export type Between = { readonly from: number; readonly to: number };

/** The newest `limit` versions in between that showed each entry otherwise: one range for each, newest first. */
export async function selectTouchingVersions(
  db: Db,
  ids: readonly SubprocessorId[],
  { from, to }: Between,
  limit: number,
): Promise<readonly { readonly subprocessorId: SubprocessorId; readonly listVersion: number }[]> {
  const newest = sql`SELECT p.list_version FROM published_entries p WHERE p.subprocessor_id = wanted.value
    AND p.list_version > ${from} AND p.list_version <= ${to} ORDER BY p.list_version DESC LIMIT ${limit}`;
  return db
    .select({
      subprocessorId: publishedEntries.subprocessorId,
      listVersion: publishedEntries.listVersion,
    })
    .from(sql`json_each(${JSON.stringify(ids)}) AS wanted`)
    .innerJoin(
      publishedEntries,
      and(
        eq(publishedEntries.subprocessorId, sql`wanted.value`),
        sql`${publishedEntries.listVersion} IN (${newest})`,
      ),
    )
    .orderBy(desc(publishedEntries.listVersion));
}
