import type { Ctx, Deps } from '../../context.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { type AccessRequestId, type DocumentId, newId } from '../../core/ids.ts';
import { referenceFrom } from '../../core/reference.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Listed } from '../../documents/model.ts';
import { listDocuments } from '../../documents/service/reading.ts';
import { addressHash, hostOf } from '../../subscribers/model/address.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { limitKeyOf } from '../../subscribers/model/mail-address.ts';
import type { Language } from '../../core/language.ts';
import { addCaseAddress } from '../../subscribers/service/cases.ts';
import { countAgainst, refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { RequesterFacts, RequestSource } from '../model.ts';
import { faultOfDocument } from '../model/requesting.ts';
import { insertMessage } from '../store/messages.ts';
import { insertRequest } from '../store/requests.ts';
import { recordOf, tellRequester } from './telling.ts';

/** What somebody asks for, by whichever way it came. */
export type Asked = {
  /** Slugs of documents. */
  readonly slugs: readonly string[];
  readonly requester: RequesterFacts;
  readonly message?: string | undefined;
  readonly language: Language;
};

/** What somebody entered at a form. */
export type Submission = Asked & {
  readonly source: Extract<RequestSource, 'form' | 'contact-form'>;
  /** Something was written where people see no field, or too fast. Flagged, never dropped. */
  readonly looksAutomated: boolean;
};

/** The same whatever is known of the address and of the company. */
export type Acknowledged = { readonly reference: string; readonly receivedAt: Date };

/**
 * Takes a request for documents. Nothing is decided before its address is confirmed, so neither the
 * answer nor its time tells what is known of it. Refuses `invalid` for what cannot be asked for, and
 * `too_many`.
 */
export async function submitRequest(
  ctx: Ctx,
  submission: Submission,
  clientAddress: string | undefined,
): Promise<Acknowledged> {
  const { deps, now } = ctx;
  const { email } = submission.requester;
  const at = { keys: deps.keys, now };
  const acknowledged = await commit(ctx, async (tx, ledger) => {
    const documents = await getRequestable(tx, submission.slugs);
    await refuseBeyond(tx, 'deskSource', sourceOf(clientAddress), at);
    await refuseBeyond(tx, 'deskTotal', '', at);
    await refuseBeyond(tx, 'deskAddress', limitKeyOf(email), at);
    const mayWrite = (await countAgainst(tx, 'deskMail', limitKeyOf(email), at)) === undefined;
    const { event, reference } = await openRequest(deps, tx, ledger, {
      ...submission,
      documents,
      receivedAt: now,
      mayWrite,
    });
    return { value: { reference, receivedAt: now }, events: [event] };
  });
  deps.nudge();
  return acknowledged;
}

/** Refuses `invalid` with a fault for each that cannot be asked for: the same of hidden and of unknown ones. */
export async function getRequestable(
  db: Db,
  slugs: readonly string[],
): Promise<readonly [Listed, ...Listed[]]> {
  // All of them are read however few are asked for: nothing here takes longer for one that is hidden.
  const bySlug = new Map((await listDocuments(db)).map((each) => [each.slug, each]));
  const faults = slugs.flatMap((slug, place) => {
    const detail = faultOfDocument(bySlug.get(slug));
    return detail === undefined ? [] : [{ pointer: pointerTo('documents', place), detail }];
  });
  if (faults.length > 0) throw refusalOf(faults);
  const [first, ...rest] = [...new Set(slugs)].flatMap((slug) => bySlug.get(slug) ?? []);
  if (first === undefined)
    throw refusalOf([{ pointer: pointerTo('documents'), detail: 'Choose a document.' }]);
  return [first, ...rest];
}

type NewRequest = Omit<Asked, 'slugs'> & {
  readonly documents: readonly { readonly id: DocumentId }[];
  readonly source: RequestSource;
  readonly receivedAt: Date;
  /** Whether a letter may go to the address. */
  readonly mayWrite: boolean;
  readonly looksAutomated: boolean;
};

type Opened = {
  readonly id: AccessRequestId;
  readonly reference: string;
  readonly event: StoredEvent;
};

/** Opens a request, in the commit of the caller. Also one that came by letter waits for its address to be confirmed. */
export async function openRequest(
  deps: Deps,
  tx: Tx,
  ledger: Ledger,
  { requester, documents, message, language, source, receivedAt, ...about }: NewRequest,
): Promise<Opened> {
  const id = newId(deps.ids, 'req');
  const reference = referenceFrom('REQ', deps.ids.bytes(16));
  const address = { address: requester.email, language };
  const subscriptionId = await addCaseAddress(tx, deps, address, ledger.at);
  await insertRequest(
    tx,
    {
      id,
      reference,
      state: 'verifying',
      source,
      receivedAt,
      requester,
      domain: hostOf('email', requester.email),
      addressHash: addressHash(deps.keys, 'email', requester.email),
      language,
      subscriptionId,
      looksAutomated: about.looksAutomated,
      changedAt: ledger.at,
    },
    documents.map((each) => ({ documentId: each.id, state: 'asked' })),
  );
  if (message !== undefined)
    await insertMessage(tx, { requestId: id, at: ledger.at, author: 'requester', text: message });
  const event = recordOf(ledger, { id }, 'access.requested', {
    source,
    documents: documents.map((each) => each.id),
    ...(about.looksAutomated && { looksAutomated: true }),
  });
  if (about.mayWrite)
    await tellRequester(tx, deps, { id, subscriptionId }, { what: 'verify' }, event);
  return { id, reference, event };
}
