import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import type { DocumentId, EditionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Document, Edition } from '../model.ts';
import { documents, editions } from '../table.ts';

/** In the order in which they were made. */
export async function selectDocuments(db: Db): Promise<readonly Document[]> {
  const rows = await db
    .select()
    .from(documents)
    .orderBy(asc(documents.createdAt), asc(documents.id));
  return rows.map(toDocument);
}

export async function selectDocument(db: Db, id: DocumentId): Promise<Document | undefined> {
  const [row] = await db.select().from(documents).where(eq(documents.id, id));
  return row && toDocument(row);
}

export async function selectBySlug(db: Db, slug: string): Promise<Document | undefined> {
  const [row] = await db.select().from(documents).where(eq(documents.slug, slug));
  return row && toDocument(row);
}

/** The version in force of each document that has one. */
export async function selectIssued(db: Db): Promise<readonly Edition[]> {
  const rows = await db.select().from(editions).where(eq(editions.state, 'issued'));
  return rows.map(toEdition);
}

export async function selectIssuedOf(db: Db, id: DocumentId): Promise<Edition | undefined> {
  const [row] = await db
    .select()
    .from(editions)
    .where(and(eq(editions.documentId, id), eq(editions.state, 'issued')));
  return row && toEdition(row);
}

/** Those whose files are kept in use, in the order in which they came. */
export async function selectUsed(db: Db): Promise<readonly Edition[]> {
  const rows = await db
    .select()
    .from(editions)
    .where(ne(editions.state, 'withdrawn'))
    .orderBy(asc(editions.uploadedAt), asc(editions.id));
  return rows.map(toEdition);
}

/** Newest first. */
export async function selectEditions(db: Db, id: DocumentId): Promise<readonly Edition[]> {
  const rows = await db
    .select()
    .from(editions)
    .where(eq(editions.documentId, id))
    .orderBy(desc(editions.number));
  return rows.map(toEdition);
}

export async function selectEditionsById(
  db: Db,
  ids: readonly EditionId[],
): Promise<readonly Edition[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(editions)
    .where(inArray(editions.id, [...ids]));
  return rows.map(toEdition);
}

function toDocument({ facts, ...row }: typeof documents.$inferSelect): Document {
  return { ...facts, ...row };
}

function toEdition({ facts, ...row }: typeof editions.$inferSelect): Edition {
  const { pages, issuedAt, changedAt: _, ...rest } = row;
  return { ...facts, ...rest, ...(pages !== null && { pages }), ...(issuedAt && { issuedAt }) };
}
