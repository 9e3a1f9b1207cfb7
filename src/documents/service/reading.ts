import { Refusal } from '../../core/errors.ts';
import type { DocumentId, EditionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Document, Edition, Listed } from '../model.ts';
import * as store from '../store/reading.ts';

/** What anybody may know of, in the order in which it is shown. A hidden document is in no list. */
export async function listPublished(db: Db): Promise<readonly Listed[]> {
  return (await listDocuments(db)).filter(({ visibility }) => visibility !== 'hidden');
}

/** All of them, in the order in which they are shown. */
export async function listDocuments(db: Db): Promise<readonly Listed[]> {
  const issued = new Map((await store.selectIssued(db)).map((each) => [each.documentId, each]));
  return (await store.selectDocuments(db))
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

export async function listEditions(db: Db, ids: readonly EditionId[]): Promise<readonly Edition[]> {
  return store.selectEditionsById(db, ids);
}

async function withEdition(db: Db, document: Document): Promise<Listed> {
  const edition = await store.selectIssuedOf(db, document.id);
  return { ...document, ...(edition && { edition }) };
}
