import { Refusal } from '../../core/errors.ts';
import type { DocumentId, EditionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Document, Edition, Listed } from '../model.ts';
import * as store from '../store/reading.ts';

/** What anybody may know of, in the order in which it is shown. A hidden document is in no list. */
export async function listPublished(db: Db): Promise<readonly Listed[]> {
  return (await listDocuments(db)).filter(({ visibility }) => visibility !== 'hidden');
}

export async function listHiddenSlugs(db: Db): Promise<ReadonlySet<string>> {
  const all = await store.selectDocuments(db);
  return new Set(all.flatMap(({ slug, visibility }) => (visibility === 'hidden' ? [slug] : [])));
}

/** All of them, in the order in which they are shown. */
export async function listDocuments(db: Db): Promise<readonly Listed[]> {
  const [editions, documents] = await Promise.all([
    store.selectIssued(db),
    store.selectDocuments(db),
  ]);
  const issued = new Map(editions.map((each) => [each.documentId, each]));
  return documents
    .map((document): Listed => {
      const edition = issued.get(document.id);
      return { ...document, ...(edition && { edition }) };
    })
    .toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0);
}

/** Undefined for a hidden one as for one that never was, by the same one question. */
export async function findListed(db: Db, slug: string): Promise<Listed | undefined> {
  const document = await store.selectBySlug(db, slug);
  return document?.visibility === 'hidden' ? undefined : document && withEdition(db, document);
}

/** The page after the one that ended with `after`. */
export async function pageDocuments(
  db: Db,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ items: readonly Listed[]; next: string | null }> {
  const all = await listDocuments(db);
  const index = after === undefined ? -1 : all.findIndex(({ slug }) => slug === after);
  if (after !== undefined && index === -1)
    throw new Refusal('not_found', 'What this cursor names is gone. Begin the list again.');
  const items = all.slice(index + 1, index + 1 + limit);
  const isLast = index + 1 + limit >= all.length;
  return { items, next: isLast ? null : (items.at(-1)?.slug ?? null) };
}

/** Also a hidden one, which only staff may know of. Refuses `not_found`. */
export async function getDocument(db: Db, slug: string): Promise<Listed> {
  const found = await findDocument(db, slug);
  if (!found) throw new Refusal('not_found', 'There is no document of this name.');
  return found;
}

/** Also a hidden one. */
export async function findDocument(db: Db, slug: string): Promise<Listed | undefined> {
  const document = await store.selectBySlug(db, slug);
  return document && withEdition(db, document);
}

export async function findDocumentById(db: Db, id: DocumentId): Promise<Listed | undefined> {
  const document = await store.selectDocument(db, id);
  return document && withEdition(db, document);
}

/** Refuses `not_found`. */
export async function getDocumentById(db: Db, id: DocumentId): Promise<Listed> {
  const found = await findDocumentById(db, id);
  if (!found) throw new Refusal('not_found', 'There is no document of this id.');
  return found;
}

/** Those that were in force before the one that is, newest first. */
export async function listEarlier(db: Db, id: DocumentId): Promise<readonly Edition[]> {
  return (await store.selectEditions(db, id)).filter(({ state }) => state === 'superseded');
}

export async function listEditions(db: Db, ids: readonly EditionId[]): Promise<readonly Edition[]> {
  return store.selectEditionsById(db, ids);
}

async function withEdition(db: Db, document: Document): Promise<Listed> {
  const edition = await store.selectIssuedOf(db, document.id);
  return { ...document, ...(edition && { edition }) };
}
