import type { Ctx, Deps, Requester } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { type AcceptanceId, type DocumentId, newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import type { AccessRequest, Nda, RequestItem, Signer } from '../model.ts';
import { decide } from '../model/deciding.ts';
import { insertAcceptance } from '../store/ndas.ts';
import { replaceItems, updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { isBlocked, loadWanted, mustSign, type Wanted } from './judging.ts';
import { settle } from './settling.ts';
import { recordOf, tellRequester } from './telling.ts';

/** The next text that a request has to accept, and what it is for. */
export type ToSign = {
  readonly nda: Nda;
  readonly documents: readonly { readonly id: DocumentId; readonly title: string }[];
};

/** Undefined where nothing is to be signed. */
export async function findToSign(
  db: Db,
  request: AccessRequest,
  now: Date,
): Promise<ToSign | undefined> {
  if (request.state !== 'signing') return undefined;
  return toSignOf(await loadWanted(db, request, now));
}

function toSignOf(wanted: readonly Wanted[]): ToSign | undefined {
  const open = wanted.filter((each) => each.item.state === 'approved' && mustSign(each));
  const nda = open[0]?.nda;
  if (nda === undefined) return undefined;
  const same = open.filter((each) => each.nda?.id === nda.id);
  return {
    nda,
    documents: same.flatMap(({ document }) =>
      document ? [{ id: document.id, title: document.title }] : [],
    ),
  };
}

export type Signature = Omit<Signer, 'email'> & {
  /** Of the text as it was shown. */
  readonly sha256: string;
  /** Shown, and not asked for; whoever sends another means somebody else. */
  readonly email?: string | undefined;
};

/**
 * Accepts the NDA that is next, for the confirmed address of this request and for nobody else. Refuses
 * `invalid` for another address, `stale` where the text is another by now, and `conflict` where nothing
 * is to be signed.
 */
export async function acceptNda(ctx: Ctx<Requester>, signature: Signature): Promise<AcceptanceId> {
  const { deps, actor } = ctx;
  const id = newId(deps.ids, 'acc');
  await changeRequest(ctx, actor.id, 'any', async (changing) => {
    const { tx, ledger, request } = changing;
    const toSign = await findToSign(tx, request, ledger.at);
    if (toSign === undefined) throw new Refusal('conflict', 'There is nothing to sign here now.');
    const signer = signerOf(deps, request, signature);
    if (signature.sha256 !== toSign.nda.sha256)
      throw new Refusal(
        'stale',
        'The text has changed since you opened this page. Please read it again: what you see now is what you would accept.',
      );
    const documentIds = toSign.documents.map((each) => each.id);
    await insertAcceptance(tx, {
      id,
      ndaId: toSign.nda.id,
      requestId: request.id,
      addressHash: request.addressHash,
      domain: request.domain,
      signer,
      acceptedAt: ledger.at,
      documentIds,
      source: 'form',
    });
    const { items, wanted } = await judgeAgain(tx, request, ledger.at);
    return settle(ctx, changing, {
      kind: 'sign',
      items,
      wanted,
      action: 'access.nda_accepted',
      data: {
        acceptance: id,
        nda: toSign.nda.id,
        name: toSign.nda.name,
        number: toSign.nda.number,
        sha256: toSign.nda.sha256,
        documents: documentIds,
      },
    });
  });
  return id;
}

function signerOf(
  { keys }: Pick<Deps, 'keys'>,
  { requester, addressHash: bound }: AccessRequest,
  { fullName, title, company, email }: Signature,
): Signer {
  if (requester === undefined) throw new Refusal('gone', 'What this link led to is erased.');
  if (email !== undefined && addressHash(keys, 'email', email) !== bound)
    throw refusalOf([
      {
        pointer: pointerTo('email'),
        detail:
          'Only whoever has confirmed their address here can accept. Somebody else asks with a request of their own.',
      },
    ]);
  return { fullName, title, company, email: requester.email };
}

/**
 * Weeks may have passed since it was approved: what a rule gave is not given to a domain that is blocked
 * now, and what cannot be given any more is a person's to decide.
 */
async function judgeAgain(db: Db, request: AccessRequest, now: Date) {
  const wanted = await loadWanted(db, request, now);
  const blocked = await isBlocked(db, request.domain);
  const items = wanted.map(({ item, document }): RequestItem => {
    if (item.state !== 'approved') return item;
    if (blocked && item.reason !== 'person')
      return { ...item, state: 'declined', reason: 'blocked-domain' };
    return document === undefined ? { ...item, state: 'asked', reason: 'no-rule' } : item;
  });
  return { items, wanted };
}

/**
 * Asks for the NDA before these documents of a request that was granted already are given in a new
 * version; in the commit of the caller. Undefined where nothing is to be signed, so they can be given.
 */
export async function startSigning(
  tx: Tx,
  deps: Deps,
  ledger: Ledger,
  request: AccessRequest,
  documentIds: readonly DocumentId[],
): Promise<StoredEvent | undefined> {
  const again = new Set(documentIds);
  const items = request.items.map((item): RequestItem =>
    again.has(item.documentId) ? { ...item, state: 'approved' } : item,
  );
  const wanted = await loadWanted(tx, { ...request, items }, ledger.at);
  if (toSignOf(wanted) === undefined) return undefined;
  const state = decide(request, { kind: 'renew' });
  await replaceItems(tx, request.id, items);
  await updateRequest(tx, request.id, { state, endedAt: null, changedAt: ledger.at });
  const event = recordOf(ledger, request, 'access.renewal_asked', { documents: [...again] });
  await tellRequester(tx, deps, request, { what: 'sign' }, event);
  return event;
}
