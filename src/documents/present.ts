import { presentOrganisation } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Edition, Listed } from './model.ts';

/** What anybody may know of a document. A bridge letter names its report only where that is listed too. */
function presentDocument(document: Listed, { documents }: Snapshot, place: Place) {
  const { slug, edition, bridgeOf, visibility } = document;
  const url = `${place.origin}${place.base}/documents/${slug}`;
  const isPublic = visibility === 'public';
  return {
    slug,
    title: document.title,
    kind: document.kind,
    description: document.description,
    translations: document.translations,
    access: visibility,
    isMarked: document.isMarked,
    ...(documents.some((each) => each.slug === bridgeOf) && { bridgeOf }),
    bridgeLetters: bridgeLettersOf(document, documents).map((each) => each.slug),
    ...(edition && { version: presentVersion(edition, isPublic) }),
    url,
    json: `${url}.json`,
    ...(edition && isPublic && { file: `${url}/file` }),
    ...(edition && !isPublic && { request: `${url}/request` }),
    changedAt: document.changedAt.toISOString(),
  };
}

/** Without the name of its file, which may name a person; its hash is for those who may have it. */
function presentVersion(edition: Edition, isPublic: boolean) {
  return {
    ...presentEarlier(edition),
    validUntil: edition.validUntil,
    mediaType: edition.mediaType,
    size: edition.size,
    pages: edition.pages,
    ...(isPublic && { sha256: edition.sha256 }),
  };
}

function presentEarlier(edition: Edition) {
  return {
    number: edition.number,
    label: edition.label,
    asOf: edition.asOf,
    periodFrom: edition.periodFrom,
    periodUntil: edition.periodUntil,
    issuedOn: edition.issuedOn,
    publishedAt: edition.issuedAt?.toISOString(),
  };
}

export function bridgeLettersOf(
  { slug }: Pick<Listed, 'slug'>,
  documents: readonly Listed[],
): readonly Listed[] {
  return documents.filter((each) => each.bridgeOf === slug);
}

/** `/trust/documents.json`. */
export function presentDocuments(snapshot: Snapshot, place: Place, schema: string) {
  const { organisation } = snapshot;
  const root = `${place.origin}${place.base}`;
  return {
    $schema: `${root}${schema}`,
    language: organisation.languages[0] ?? 'en',
    organisation: presentOrganisation(organisation),
    documents: snapshot.documents.map((each) => presentDocument(each, snapshot, place)),
    links: { page: `${root}/documents` },
  };
}

/** `/trust/documents/{slug}.json`; `earlier` newest first. */
export function presentDocumentAlone(
  document: Listed,
  earlier: readonly Edition[],
  snapshot: Snapshot,
  place: Place,
) {
  return {
    ...presentDocument(document, snapshot, place),
    earlierVersions: earlier.map(presentEarlier),
  };
}

/** What the overview says of them. */
export function presentDocumentsInBrief(snapshot: Snapshot, place: Place) {
  const root = `${place.origin}${place.base}`;
  return {
    url: `${root}/documents`,
    json: `${root}/documents.json`,
    items: snapshot.documents.map(({ slug, title, kind, visibility, edition }) => ({
      slug,
      title,
      kind,
      access: visibility,
      issuedOn: edition?.issuedOn,
      validUntil: edition?.validUntil,
      url: `${root}/documents/${slug}`,
    })),
  };
}
