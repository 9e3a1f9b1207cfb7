import { sql } from 'drizzle-orm';
import type { EditionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';

/** What was found last of a version's file. */
export type Finding = { readonly isDamaged: boolean; readonly at: Date };

export const findings = {
  damaged: 'document_file.damaged',
  whole: 'document_file.whole',
} as const;

export function subjectOfFile(id: EditionId): string {
  return `document-file:${id}`;
}

/** Of those whose file was ever found to be damaged; the ledger is all that is kept of it. */
export async function selectFindings(
  db: Db,
  ids: readonly EditionId[],
): Promise<ReadonlyMap<EditionId, Finding>> {
  const subjects = new Map(ids.map((id) => [subjectOfFile(id), id]));
  const rows = await db
    .select({ subject: events.subject, action: events.action, at: events.at })
    .from(events)
    .where(
      sql`${events.subject} IN (SELECT value FROM json_each(${JSON.stringify([...subjects.keys()])}))`,
    )
    .orderBy(events.seq);
  const found = new Map<EditionId, Finding>();
  for (const { subject, action, at } of rows) {
    const id = subjects.get(subject);
    if (id !== undefined) found.set(id, { isDamaged: action === findings.damaged, at });
  }
  return found;
}
