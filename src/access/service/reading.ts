import { listEvents } from '../../audit/service.ts';
import type { Deps } from '../../context.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Document } from '../../documents/model.ts';
import { getDocument, listDocuments } from '../../documents/service/reading.ts';
import { isCaseReachable } from '../../subscribers/service/cases.ts';
import type { Acceptance, AccessRequest, Message } from '../model.ts';
import { selectMessages } from '../store/messages.ts';
import { selectAcceptancesOf } from '../store/ndas.ts';
import { type RequestFilter, selectPage, selectWaiting } from '../store/request-pages.ts';
import { getRequest } from './changing.ts';

/** Names of documents, also of hidden ones: for staff. */
export async function documentsById(db: Db): Promise<ReadonlyMap<string, Document>> {
  return new Map((await listDocuments(db)).map((each) => [each.id, each]));
}

type Wanted = Omit<RequestFilter, 'document'> & {
  /** Its slug. */
  readonly document?: string | undefined;
};

/** Newest first. `next` continues the list; null at its end. Refuses `not_found` for a document that there is not. */
export async function listRequests(
  db: Db,
  { document, ...filter }: Wanted,
  after: AccessRequestId | undefined,
  limit: number,
): Promise<{ readonly items: readonly AccessRequest[]; readonly next: AccessRequestId | null }> {
  const from = after === undefined ? undefined : await getRequest(db, after);
  const of = document === undefined ? undefined : (await getDocument(db, document)).id;
  const found = await selectPage(db, { ...filter, document: of }, from, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Those that wait for a person, longest first, at most so many. */
export async function listWaiting(db: Db, limit: number): Promise<readonly AccessRequest[]> {
  return selectWaiting(db, limit);
}

/** A request as staff see it. */
export type StaffRequest = {
  readonly request: AccessRequest;
  /** Notes among them. */
  readonly messages: readonly Message[];
  readonly acceptances: readonly Acceptance[];
  /** Newest first. */
  readonly history: readonly StoredEvent[];
  /** Whether a mail may still arrive there. */
  readonly isReachable: boolean;
};

/** Of the newest. */
const mostEvents = 100;

export async function getStaffRequest(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: AccessRequestId,
): Promise<StaffRequest> {
  const { db } = deps;
  const request = await getRequest(db, id);
  const { subscriptionId } = request;
  return {
    request,
    messages: await selectMessages(db, id),
    acceptances: await selectAcceptancesOf(db, id),
    history: (await listEvents(db, { subject: `access-request:${id}` }, mostEvents)).items,
    isReachable: subscriptionId !== undefined && (await isCaseReachable(deps, subscriptionId)),
  };
}
