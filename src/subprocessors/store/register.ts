import { and, asc, desc, eq, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { BatchId, SubprocessorId } from '../../core/ids.ts';
import type { Day } from '../../core/day.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll, upsertAll } from '../../db/insert-all.ts';
import type { Emergency } from '../../changes/model.ts';
import type { Approval } from '../../staff/model/four-eyes.ts';
import type { Entry } from '../model/entry.ts';
import type { ContactPerson } from '../model/facts.ts';
import type { Draft } from '../model/publishing.ts';
import { batchEntries, batches, contactPersons, subprocessors } from '../table.ts';

export type Batch = {
  readonly id: BatchId;
  readonly title?: string;
  readonly reason?: string;
  readonly effectiveOn?: Day;
  readonly published: boolean;
  readonly changeId?: number;
  readonly emergency?: Emergency;
  readonly supersedes?: number;
  readonly editors: readonly string[];
  readonly approval?: Approval;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
};

export async function selectEntries(db: Db): Promise<readonly Entry[]> {
  const rows = await db
    .select()
    .from(subprocessors)
    .leftJoin(contactPersons, eq(contactPersons.subprocessorId, subprocessors.id));
  return rows.map((row) => toEntry(row.subprocessors, row.contact_persons?.person));
}

export async function selectEntry(db: Db, slug: string): Promise<Entry | undefined> {
  const [row] = await db
    .select()
    .from(subprocessors)
    .leftJoin(contactPersons, eq(contactPersons.subprocessorId, subprocessors.id))
    .where(eq(subprocessors.slug, slug));
  return row && toEntry(row.subprocessors, row.contact_persons?.person);
}

/** Inserts or replaces any number of entries in few statements. */
export async function saveEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  await upsertAll(tx, subprocessors, subprocessors.id, entries.map(toRow));
}

export async function saveContactPerson(
  tx: Tx,
  subprocessorId: SubprocessorId,
  person: ContactPerson,
  salt: string,
): Promise<void> {
  await tx
    .insert(contactPersons)
    .values({ subprocessorId, person, salt })
    .onConflictDoUpdate({ target: contactPersons.subprocessorId, set: { person, salt } });
}

/** False when nobody was named. */
export async function eraseContactPerson(tx: Tx, subprocessorId: SubprocessorId): Promise<boolean> {
  const rows = await tx
    .delete(contactPersons)
    .where(eq(contactPersons.subprocessorId, subprocessorId))
    .returning({ id: contactPersons.subprocessorId });
  return rows.length > 0;
}

/** Takes the person out of every draft of the entry, whose entity tags move. False when none named one. */
export async function eraseDraftedPersons(tx: Tx, slug: string): Promise<boolean> {
  const rows = await tx
    .update(batchEntries)
    .set({ contactPerson: null, version: sql`${batchEntries.version} + 1` })
    .where(and(eq(batchEntries.slug, slug), isNotNull(batchEntries.contactPerson)))
    .returning({ slug: batchEntries.slug });
  return rows.length > 0;
}

/** Newest first; continues after `cursor` where given. */
export async function selectBatches(
  db: Db,
  cursor: { createdAt: Date; id: BatchId } | undefined,
  limit: number,
  published?: boolean,
): Promise<readonly Batch[]> {
  const older =
    cursor &&
    or(
      lt(batches.createdAt, cursor.createdAt),
      and(eq(batches.createdAt, cursor.createdAt), lt(batches.id, cursor.id)),
    );
  const rows = await db
    .select()
    .from(batches)
    .where(and(older, published === undefined ? undefined : eq(batches.published, published)))
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit);
  return rows.map(toBatch);
}

export async function selectBatch(db: Db, id: BatchId): Promise<Batch | undefined> {
  const [row] = await db.select().from(batches).where(eq(batches.id, id));
  return row && toBatch(row);
}

export async function saveBatch(tx: Tx, batch: Batch): Promise<void> {
  const row = {
    ...batch,
    title: batch.title ?? null,
    reason: batch.reason ?? null,
    effectiveOn: batch.effectiveOn ?? null,
    changeId: batch.changeId ?? null,
    emergency: batch.emergency ?? null,
    supersedes: batch.supersedes ?? null,
    approval: batch.approval ?? null,
  };
  await tx.insert(batches).values(row).onConflictDoUpdate({ target: batches.id, set: row });
}

export async function deleteBatch(tx: Tx, id: BatchId): Promise<void> {
  await deleteDrafts(tx, id);
  await tx.delete(batches).where(eq(batches.id, id));
}

export async function selectDrafts(
  db: Db,
  batchId: BatchId,
): Promise<readonly (Draft & { version: number })[]> {
  const rows = await db
    .select()
    .from(batchEntries)
    .where(eq(batchEntries.batchId, batchId))
    .orderBy(asc(batchEntries.slug));
  return rows.map(({ slug, facts, replaces, contactPerson, version, basedOn }) => ({
    slug,
    facts,
    version,
    ...(basedOn !== null && { basedOn }),
    ...(replaces !== null && { replaces }),
    ...(contactPerson !== null && { contactPerson }),
  }));
}

/** Which batches touch which entries; those that are published touch none any more. */
export async function selectTouched(
  db: Db,
): Promise<readonly { readonly batchId: BatchId; readonly slug: string }[]> {
  const { batchId, slug } = batchEntries;
  return db.select({ batchId, slug }).from(batchEntries).orderBy(asc(batchId), asc(slug));
}

export async function saveDraft(
  tx: Tx,
  batchId: BatchId,
  draft: Draft,
  version: number,
): Promise<void> {
  const row = {
    facts: draft.facts,
    replaces: draft.replaces ?? null,
    contactPerson: draft.contactPerson ?? null,
    version,
    basedOn: draft.basedOn ?? null,
  };
  await tx
    .insert(batchEntries)
    .values({ batchId, slug: draft.slug, ...row })
    .onConflictDoUpdate({ target: [batchEntries.batchId, batchEntries.slug], set: row });
}

/** Drafts of a batch that has none yet, in few statements. */
export async function insertDrafts(
  tx: Tx,
  batchId: BatchId,
  drafts: readonly Draft[],
): Promise<void> {
  await insertAll(
    tx,
    batchEntries,
    drafts.map(({ slug, facts, replaces, contactPerson, basedOn }) => ({
      batchId,
      slug,
      facts,
      replaces: replaces ?? null,
      contactPerson: contactPerson ?? null,
      basedOn: basedOn ?? null,
      version: 1,
    })),
  );
}

export async function deleteDraft(tx: Tx, batchId: BatchId, slug: string): Promise<boolean> {
  const rows = await tx
    .delete(batchEntries)
    .where(and(eq(batchEntries.batchId, batchId), eq(batchEntries.slug, slug)))
    .returning({ slug: batchEntries.slug });
  return rows.length > 0;
}

export async function deleteDrafts(tx: Tx, batchId: BatchId): Promise<void> {
  await tx.delete(batchEntries).where(eq(batchEntries.batchId, batchId));
}

function toEntry(row: typeof subprocessors.$inferSelect, person: ContactPerson | undefined): Entry {
  const { replaces, replacedBy, ...rest } = row;
  return {
    ...rest,
    ...(replaces !== null && { replaces }),
    ...(replacedBy !== null && { replacedBy }),
    ...(person && { contactPerson: person }),
  };
}

function toRow(entry: Entry): typeof subprocessors.$inferInsert {
  const { contactPerson: _, replaces = null, replacedBy = null, ...rest } = entry;
  return { ...rest, replaces, replacedBy };
}

function toBatch(row: typeof batches.$inferSelect): Batch {
  const { title, reason, effectiveOn, changeId, emergency, supersedes, approval, ...rest } = row;
  return {
    ...rest,
    ...(title !== null && { title }),
    ...(reason !== null && { reason }),
    ...(effectiveOn !== null && { effectiveOn }),
    ...(changeId !== null && { changeId }),
    ...(emergency !== null && { emergency }),
    ...(supersedes !== null && { supersedes }),
    ...(approval !== null && { approval }),
  };
}
