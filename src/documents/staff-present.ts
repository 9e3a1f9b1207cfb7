import type { Place } from '../publication/model.ts';
import type { Document, Edition, Listed } from './model.ts';
import { isListed } from './model/events.ts';
import type { DocumentTask } from './service/tasks.ts';

type At = Pick<Place, 'origin' | 'base'>;

export function presentStaffDocument(document: Listed, place: At) {
  const { slug, edition } = document;
  return {
    slug,
    title: document.title,
    kind: document.kind,
    description: document.description ?? null,
    visibility: document.visibility,
    isMarked: document.isMarked,
    nda: document.nda ?? null,
    bridgeOf: document.bridgeOf ?? null,
    order: document.order ?? null,
    ...(document.translations && { translations: document.translations }),
    version: edition ? presentStaffVersion(document, edition, place) : null,
    url: isListed(document) ? `${place.origin}${place.base}/documents/${slug}` : null,
    createdAt: document.createdAt.toISOString(),
    changedAt: document.changedAt.toISOString(),
  };
}

export function presentStaffVersion(
  { slug }: Pick<Document, 'slug'>,
  edition: Edition,
  { origin, base }: At,
) {
  return {
    number: edition.number,
    state: edition.state,
    label: edition.label ?? null,
    asOf: edition.asOf ?? null,
    periodFrom: edition.periodFrom ?? null,
    periodUntil: edition.periodUntil ?? null,
    issuedOn: edition.issuedOn ?? null,
    validUntil: edition.validUntil ?? null,
    fileName: edition.fileName,
    mediaType: edition.mediaType,
    size: edition.size,
    pages: edition.pages ?? null,
    sha256: edition.sha256,
    isUnprotectedWhenMarked: edition.isUnprotectedWhenMarked,
    uploadedAt: edition.uploadedAt.toISOString(),
    issuedAt: edition.issuedAt?.toISOString() ?? null,
    file: `${origin}${base}/api/v1/documents/${slug}/versions/${edition.number}/file`,
  };
}

export function presentTask({ kind, document, edition, validUntil, foundAt }: DocumentTask) {
  return {
    kind,
    document: document.slug,
    title: document.title,
    number: edition.number,
    validUntil: validUntil ?? null,
    foundAt: foundAt?.toISOString() ?? null,
  };
}
