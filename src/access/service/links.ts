import type { Ctx, Deps, Requester } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Document } from '../../documents/model.ts';
import { listDocuments } from '../../documents/service/reading.ts';
import type { AccessRequest, Acceptance, Message } from '../model.ts';
import { isLinkOf, requestIn } from '../model/links.ts';
import type { AccessToken } from '../model/tokens.ts';
import { selectMessages } from '../store/messages.ts';
import { selectAcceptancesOf } from '../store/ndas.ts';
import { selectRequest } from '../store/requests.ts';
import { type Holding, listHoldings, listTokens } from './grant-reading.ts';
import { findToSign, type ToSign } from './signing.ts';

/** Somebody with the link of a request that is in force, and all that its page shows. */
export type Holder = {
  readonly ctx: Ctx<Requester>;
  readonly request: AccessRequest;
  /** Without notes. */
  readonly messages: readonly Message[];
  /** By id; also those that are hidden since. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly acceptances: readonly Acceptance[];
  readonly toSign?: ToSign;
  readonly holdings: readonly Holding[];
  /** In force. */
  readonly tokens: readonly AccessToken[];
};

/** Versions that a link may be behind and still be known as ours. */
const remembered = 20;

/**
 * Whose link this is: undefined for a token that is no request's, which may be something else's. Refuses
 * `gone` for one that was in force before.
 */
export async function openLink(deps: Deps, token: string): Promise<Holder | undefined> {
  const { db, keys } = deps;
  const id = requestIn(token);
  const request = id === undefined ? undefined : await selectRequest(db, id);
  if (id === undefined || request === undefined) return undefined;
  if (!isLinkOf(keys, token, request)) {
    const last = request.linkVersion - 1;
    const former = Array.from({ length: Math.min(last, remembered) }, (_, index) => last - index);
    if (former.some((linkVersion) => isLinkOf(keys, token, { id, linkVersion })))
      throw new Refusal(
        'gone',
        'This link is not in force any more, and what it led to is erased.',
      );
    return undefined;
  }
  const ctx = { deps, actor: { kind: 'requester', id }, now: deps.clock() } as const;
  const asked = new Set<string>(request.items.map(({ documentId }) => documentId));
  const documents = (await listDocuments(db)).filter((each) => asked.has(each.id));
  const toSign = await findToSign(db, request, ctx.now);
  return {
    ctx,
    request,
    messages: (await selectMessages(db, id)).filter(({ author }) => author !== 'note'),
    documents: new Map(documents.map((each) => [each.id, each])),
    acceptances: await selectAcceptancesOf(db, id),
    ...(toSign && { toSign }),
    holdings: await listHoldings(deps, id),
    tokens: await listTokens(deps, id),
  };
}
