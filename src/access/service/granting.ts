import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import {
  type AcceptanceId,
  type AccessRequestId,
  type DocumentId,
  type DownloadLinkId,
  type GrantId,
  newId,
} from '../../core/ids.ts';
import { referenceFrom } from '../../core/reference.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Edition } from '../../documents/model.ts';
import { findDocumentById } from '../../documents/service/reading.ts';
import type { AccessGrant, AccessRequest } from '../model.ts';
import { endLinks, insertLink } from '../store/download-links.ts';
import * as store from '../store/grants.ts';
import { recordOf } from './telling.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long a link of one use waits for whoever it was sent to. */
const linkDays = 7;

/** How long and how often; what a person set, or what is usual. */
export type Terms = {
  /** 1 to 365. */
  readonly days: number;
  readonly mostDownloads: number;
  readonly allowsToken: boolean;
};

export type Granted = {
  readonly grants: readonly AccessGrant[];
  /** Of one use, to be mailed. */
  readonly link: DownloadLinkId;
  readonly events: readonly [StoredEvent, ...StoredEvent[]];
};

type Granting = {
  readonly request: AccessRequest;
  readonly documents: readonly {
    readonly documentId: DocumentId;
    readonly acceptanceId?: AcceptanceId;
  }[];
  readonly terms: Terms;
};

/**
 * Gives a request these documents, in the commit of the caller, who tells the requester. What it held of
 * older versions of them ends with that. Refuses
 * `conflict` for one that is hidden or has no version in force, and where it is granted already.
 */
export async function grantDocuments(
  tx: Tx,
  deps: Deps,
  ledger: Ledger,
  { request, documents, terms }: Granting,
): Promise<Granted> {
  const given: { grant: AccessGrant; ended: readonly GrantId[] }[] = [];
  for (const { documentId, acceptanceId } of documents) {
    const { id: editionId } = await requireInForce(tx, documentId);
    const whose = { requestId: request.id, documentId, editionId };
    const ended = await store.endOlder(tx, { ...whose, now: ledger.at });
    const grant = {
      id: newId(deps.ids, 'grt'),
      reference: referenceFrom('GRT', deps.ids.bytes(16)),
      ...whose,
      addressHash: request.addressHash,
      ...(acceptanceId && { acceptanceId }),
      from: ledger.at,
      until: new Date(ledger.at.getTime() + terms.days * dayMs),
      mostDownloads: terms.mostDownloads,
      downloads: 0,
      allowsToken: terms.allowsToken,
      version: 1,
    };
    if (!(await store.insertGrant(tx, grant)))
      throw new Refusal('conflict', 'This document is granted to this request already.');
    given.push({ grant, ended });
  }
  const [first, ...others] = given.map((each) => recordGrant(ledger, request, each));
  if (first === undefined) throw new Refusal('conflict', 'Grant at least one document.');
  const link = await makeLink(tx, deps, request.id, ledger.at);
  return { grants: given.map(({ grant }) => grant), link, events: [first, ...others] };
}

/** One more link of one use; those that were sent before and not used end. */
export async function makeLink(
  tx: Tx,
  { ids }: Pick<Deps, 'ids'>,
  requestId: AccessRequestId,
  at: Date,
): Promise<DownloadLinkId> {
  await endLinks(tx, requestId, at);
  const id = newId(ids, 'lnk');
  const expiresAt = new Date(at.getTime() + linkDays * dayMs);
  await insertLink(tx, { id, requestId, createdAt: at, expiresAt });
  return id;
}

async function requireInForce(db: Db, id: DocumentId): Promise<Edition> {
  const document = await findDocumentById(db, id);
  if (document === undefined || document.visibility === 'hidden')
    throw new Refusal('conflict', 'This document is hidden, so nobody can be given it.');
  if (document.edition === undefined)
    throw new Refusal(
      'conflict',
      `No version of "${document.title}" is in force; issue one first.`,
    );
  return document.edition;
}

function recordGrant(
  ledger: Ledger,
  request: AccessRequest,
  { grant, ended }: { readonly grant: AccessGrant; readonly ended: readonly GrantId[] },
): StoredEvent {
  const { id, documentId, editionId, acceptanceId, until, mostDownloads, allowsToken } = grant;
  return recordOf(ledger, request, 'access.granted', {
    grant: id,
    reference: grant.reference,
    document: documentId,
    edition: editionId,
    ...(acceptanceId && { acceptance: acceptanceId }),
    from: grant.from.toISOString(),
    until: until.toISOString(),
    mostDownloads,
    allowsToken,
    ...(ended.length > 0 && { insteadOf: ended }),
  });
}
