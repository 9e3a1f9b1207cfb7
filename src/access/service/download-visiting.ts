import type { Ctx, Deps, Requester } from '../../context.ts';
import type { AccessRequestId, AccessTokenId, DownloadSessionId } from '../../core/ids.ts';
import type { Document, Edition } from '../../documents/model.ts';
import { findListed, listEditions } from '../../documents/service/reading.ts';
import type { AccessRequest, RequesterFacts } from '../model.ts';
import { type Access, chooseGrant, isOfThis, type Wanted } from '../model/gate.ts';
import { hashOfSecret, isHashOf, isSecret } from './secrets.ts';
import type { KeptGrant } from '../model/grants.ts';
import { selectSession } from '../store/download-sessions.ts';
import { selectGrantsOf } from '../store/grants.ts';
import { selectRequest } from '../store/requests.ts';
import { selectTokenByHash } from '../store/tokens.ts';

/** By what somebody comes to a file. */
type Way =
  | { readonly via: 'link'; readonly session: DownloadSessionId }
  | { readonly via: 'token'; readonly token: AccessTokenId };

/** Somebody who may have been given something. */
export type Visit = {
  readonly ctx: Ctx<Requester>;
  readonly request: AccessRequest & { readonly requester: RequesterFacts };
  readonly way: Way;
  readonly expiresAt: Date;
};

/** What a session or a token is: `ended` where it was one; undefined where it never was. */
export type Opened = Visit | 'ended' | undefined;

export async function openSession(deps: Deps, secret: string): Promise<Opened> {
  if (!isSecret('axs', secret)) return undefined;
  const session = await selectSession(deps.db, hashOfSecret(secret));
  if (session === undefined || !isHashOf(secret, session.secretHash)) return undefined;
  return openVisit(deps, { via: 'link', session: session.id }, session);
}

export async function openToken(deps: Deps, secret: string): Promise<Opened> {
  if (!isSecret('axt', secret)) return undefined;
  const token = await selectTokenByHash(deps.db, hashOfSecret(secret));
  if (token === undefined || !isHashOf(secret, token.secretHash)) return undefined;
  if (token.revokedAt !== undefined) return 'ended';
  return openVisit(deps, { via: 'token', token: token.id }, token);
}

type Opening = { readonly requestId: AccessRequestId; readonly expiresAt: Date };

async function openVisit(deps: Deps, way: Way, { requestId, expiresAt }: Opening): Promise<Opened> {
  const now = deps.clock();
  const request = await selectRequest(deps.db, requestId);
  if (now >= expiresAt || request === undefined || !mayHold(request)) return 'ended';
  const ctx = { deps, actor: { kind: 'requester', id: requestId }, now } as const;
  return { ctx, request, way, expiresAt };
}

/** Who is erased or was turned away is given nothing, whatever was granted before. */
export function mayHold(
  request: AccessRequest,
): request is AccessRequest & { readonly requester: RequesterFacts } {
  return (
    request.requester !== undefined && request.state !== 'declined' && request.state !== 'withdrawn'
  );
}

/** All that was granted by what somebody comes with. */
export async function grantsOfVisit({ ctx, request, way }: Visit): Promise<readonly KeptGrant[]> {
  const held = await selectGrantsOf(ctx.deps.db, request.id);
  return way.via === 'link' ? held : held.filter(({ allowsToken }) => allowsToken);
}

/** A file, whether it is given, and by which grant. */
export type Asked = Wanted & {
  readonly document: Document;
  readonly edition: Edition;
  readonly access: Access;
  readonly held: KeptGrant | undefined;
};

type FileName = { readonly slug: string; readonly number?: number | undefined };

/**
 * The file that an address means to whoever holds these grants: the version in force, or else the
 * newest that was granted; or the one of that number. Undefined where nothing may be known.
 */
export async function findFile(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { slug, number }: FileName,
  held: readonly KeptGrant[],
): Promise<Asked | undefined> {
  const document = await findListed(db, slug);
  if (document === undefined) return undefined;
  const report =
    document.bridgeOf === undefined ? undefined : await findListed(db, document.bridgeOf);
  const own = held.filter(({ documentId }) => documentId === document.id);
  const ids = [
    ...own.map(({ editionId }) => editionId),
    ...(document.edition ? [document.edition.id] : []),
  ];
  const editions = (await listEditions(db, [...new Set(ids)]))
    .filter((edition) => number === undefined || edition.number === number)
    .toSorted((a, b) => b.number - a.number);
  const now = clock();
  const asked = editions.map((edition): Asked => {
    const wanted = { document, edition, ...(report && { report }) };
    return { ...wanted, ...chooseGrant(wanted, held, now) };
  });
  return asked.find(isGiven) ?? asked.find(wasGiven) ?? asked[0];
}

function isGiven({ access }: Asked): boolean {
  return 'grant' in access;
}

function wasGiven({ access }: Asked): boolean {
  return 'denied' in access && isOfThis(access.denied);
}
