import type { Document, Edition, Grant, Listed } from '../../documents/model.ts';
import type { AccessGrant } from '../model.ts';

/** Why there are no bytes; what a visitor may learn of it is the page's to say. */
export type Denial =
  | 'hidden'
  | 'withdrawn'
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

/** What is asked for; `report` is the one whose period a bridge letter continues. */
export type Wanted = {
  readonly document: Pick<Document, 'visibility' | 'id'>;
  readonly edition: Pick<Edition, 'id' | 'documentId' | 'state'>;
  readonly report?: Pick<Listed, 'visibility' | 'edition'>;
};

/** Whether a visitor gets the bytes of a version. Every way to a file asks here: page, API and mailed link. */
export function decideAccess(wanted: Wanted, held: AccessGrant | undefined, now: Date): Access {
  const { document, edition } = wanted;
  const closed = faultOfVersion(wanted, held);
  if (closed !== undefined) return { denied: closed };
  if (document.visibility === 'public' && edition.state === 'issued') return granted(edition);
  if (held === undefined) return { denied: 'no-grant' };
  const denied = faultOfGrant(held, wanted, now);
  return denied === undefined ? granted(edition) : { denied };
}

/** Who holds several grants has what any of them gives; undefined where none of them counts. */
export function chooseGrant<G extends AccessGrant>(
  wanted: Wanted,
  held: readonly G[],
  now: Date,
): { readonly access: Access; readonly held: G | undefined } {
  const tried = held.map((each) => ({ access: decideAccess(wanted, each, now), held: each }));
  const best =
    tried.findLast(({ access }) => 'grant' in access) ??
    tried.findLast(({ access }) => 'denied' in access && isOfThis(access.denied));
  return best ?? { access: decideAccess(wanted, undefined, now), held: undefined };
}

/** Whether a denial tells of a right that there was to this very version. */
export function isOfThis(denied: Denial): boolean {
  return denied !== 'no-grant' && denied !== 'other-version' && denied !== 'hidden';
}

/** Why nobody gets a version, whatever was granted. */
function faultOfVersion({ document, edition }: Wanted, held?: AccessGrant): Denial | undefined {
  if (edition.documentId !== document.id) return 'no-grant';
  if (document.visibility === 'hidden' || edition.state === 'draft') return 'hidden';
  if (edition.state !== 'withdrawn') return undefined;
  return held?.editionId === edition.id ? 'withdrawn' : 'hidden';
}

/** Why a grant gives no copy of a version now; undefined where it does. */
function faultOfGrant(held: AccessGrant, wanted: Wanted, now: Date): Denial | undefined {
  if (held.editionId !== wanted.edition.id && !continues(held, wanted)) return 'other-version';
  if (held.revokedAt !== undefined) return 'revoked';
  if (now < held.from) return 'early';
  if (now >= held.until) return 'ended';
  return held.downloads >= held.mostDownloads ? 'used-up' : undefined;
}

/** Who may have the version in force of a report may have the letter that continues its period. */
function continues(held: AccessGrant, { edition, report }: Wanted): boolean {
  if (report === undefined || report.visibility === 'hidden') return false;
  return edition.state === 'issued' && report.edition?.id === held.editionId;
}

function granted({ id }: Pick<Edition, 'id'>): Access {
  // The one place that makes one.
  return { grant: { editionId: id } as Grant };
}
