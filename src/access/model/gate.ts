import type { Document, Edition, Grant } from '../../documents/model.ts';
import type { AccessGrant } from '../model.ts';

/** Why there are no bytes; what a visitor may learn of it is the page's to say. */
export type Denial =
  | 'hidden'
  | 'no-grant'
  | 'other-version'
  | 'early'
  | 'ended'
  | 'revoked'
  | 'used-up';

export type Access =
  | { readonly grant: Grant }
  /** `not_found` where nothing may be known, `gone` where there was a right once. */
  | { readonly denied: Denial };

/** Whether a visitor gets the bytes of a version. Every way to a file asks here: page, API and mailed link. */
export function decideAccess(
  document: Pick<Document, 'visibility' | 'id'>,
  edition: Pick<Edition, 'id' | 'documentId' | 'state'>,
  held: AccessGrant | undefined,
  now: Date,
): Access {
  if (edition.documentId !== document.id) return { denied: 'no-grant' };
  if (document.visibility === 'hidden') return { denied: 'hidden' };
  if (edition.state === 'withdrawn' || edition.state === 'draft') return { denied: 'hidden' };
  if (document.visibility === 'public' && edition.state === 'issued') return granted(edition);
  if (held === undefined) return { denied: 'no-grant' };
  const denied = faultOfGrant(held, edition, now);
  return denied === undefined ? granted(edition) : { denied };
}

/** Why a grant gives no copy of a version now; undefined where it does. */
function faultOfGrant(
  held: AccessGrant,
  edition: Pick<Edition, 'id'>,
  now: Date,
): Denial | undefined {
  if (held.editionId !== edition.id) return 'other-version';
  if (held.revokedAt !== undefined) return 'revoked';
  if (now < held.from) return 'early';
  if (now >= held.until) return 'ended';
  return held.downloads >= held.mostDownloads ? 'used-up' : undefined;
}

function granted({ id }: Pick<Edition, 'id'>): Access {
  // The one place that makes one.
  return { grant: { editionId: id } as Grant };
}
