import type { Tx } from '../../db/client.ts';
import type { Document, DocumentFacts, Edition, EditionFacts } from '../model.ts';
import { documents, editions } from '../table.ts';

export async function saveDocument(tx: Tx, document: Document): Promise<void> {
  const { id, slug, createdAt, changedAt, version } = document;
  const row = { facts: factsOf(document), changedAt, version };
  await tx
    .insert(documents)
    .values({ id, slug, createdAt, ...row })
    .onConflictDoUpdate({ target: documents.id, set: row });
}

/** `at`: when something was said of it last. */
export async function saveEdition(tx: Tx, edition: Edition, at: Date): Promise<void> {
  const { state, isUnprotectedWhenMarked, version } = edition;
  const changing = {
    state,
    facts: editionFactsOf(edition),
    pages: edition.pages ?? null,
    isUnprotectedWhenMarked,
    issuedAt: edition.issuedAt ?? null,
    changedAt: at,
    version,
  };
  const { id, documentId, number, fileName, mediaType, size, sha256, uploadedAt } = edition;
  await tx
    .insert(editions)
    .values({ id, documentId, number, fileName, mediaType, size, sha256, uploadedAt, ...changing })
    .onConflictDoUpdate({ target: editions.id, set: changing });
}

/** What of a document is facts; what is not said stays away. */
export function factsOf(document: DocumentFacts): DocumentFacts {
  const { title, kind, description, visibility, isMarked, nda, bridgeOf, order } = document;
  const { translations } = document;
  return {
    title,
    kind,
    ...(description !== undefined && { description }),
    visibility,
    isMarked,
    ...(nda !== undefined && { nda }),
    ...(bridgeOf !== undefined && { bridgeOf }),
    ...(order !== undefined && { order }),
    ...(translations && { translations }),
  };
}

export function editionFactsOf(edition: EditionFacts): EditionFacts {
  const { label, asOf, periodFrom, periodUntil, issuedOn, validUntil } = edition;
  return {
    ...(label !== undefined && { label }),
    ...(asOf !== undefined && { asOf }),
    ...(periodFrom !== undefined && { periodFrom }),
    ...(periodUntil !== undefined && { periodUntil }),
    ...(issuedOn !== undefined && { issuedOn }),
    ...(validUntil !== undefined && { validUntil }),
  };
}
