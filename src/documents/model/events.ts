import type { Json } from '../../core/canonical-json.ts';
import type { Document, Edition } from '../model.ts';

type Data = { readonly [name: string]: Json | undefined };
type Recorded = {
  readonly action: string;
  readonly subject: string;
  readonly data: Data;
  readonly public: boolean;
};

/** What the record says of a document that is new or said otherwise. Of a hidden one nobody learns. */
export function documentEvent(
  after: Document,
  before: Document | undefined,
  { edition, listed }: Around,
): Recorded {
  const is = isListed(after);
  const was = before !== undefined && isListed(before);
  if (was && !is) return about(after, 'document.unlisted', { slug: after.slug }, true);
  const action = actionOf(before !== undefined, was, is);
  const version = is && !was && edition ? { version: editionData(after, edition) } : {};
  return about(after, action, { ...documentData(after, listed), ...version }, is);
}

/** The version in force, and the slugs that anybody may know: a bridge letter must not name a hidden report. */
type Around = { readonly edition?: Edition | undefined; readonly listed: ReadonlySet<string> };

function actionOf(existed: boolean, was: boolean, is: boolean): string {
  if (is && !was) return 'document.listed';
  return existed ? 'document.changed' : 'document.created';
}

function documentData(document: Document, listed: ReadonlySet<string>): Data {
  const { slug, title, kind, description, visibility, isMarked, bridgeOf, order } = document;
  const { translations } = document;
  return {
    slug,
    title,
    kind,
    description,
    visibility,
    isMarked,
    ...(bridgeOf !== undefined && listed.has(bridgeOf) && { bridgeOf }),
    order,
    translations,
  };
}

/** Without the name of its file, which may name a person. */
function editionData(document: Document, edition: Edition): Data {
  const { label, asOf, periodFrom, periodUntil, issuedOn, validUntil } = edition;
  return {
    number: edition.number,
    label,
    asOf,
    periodFrom,
    periodUntil,
    issuedOn,
    validUntil,
    mediaType: edition.mediaType,
    size: edition.size,
    pages: edition.pages,
    // Whoever had the hash of a gated file could tell whether another has the same.
    ...(document.visibility === 'public' && { sha256: edition.sha256 }),
  };
}

type Step = 'uploaded' | 'changed' | 'issued' | 'withdrawn';

/** Public of what was in force ever (`isOut`), where the document is. */
export function editionEvent(
  step: Step,
  document: Document,
  edition: Edition,
  { isOut, supersedes }: { readonly isOut: boolean; readonly supersedes?: number | undefined },
): Recorded {
  const { slug, title, kind } = document;
  const data = { slug, title, kind, ...editionData(document, edition), supersedes };
  return about(document, `document_version.${step}`, data, isOut && isListed(document));
}

function about(
  { id }: Pick<Document, 'id'>,
  action: string,
  data: Data,
  isPublic: boolean,
): Recorded {
  return { action, subject: `document:${id}`, data, public: isPublic };
}

export function isListed({ visibility }: Pick<Document, 'visibility'>): boolean {
  return visibility !== 'hidden';
}
