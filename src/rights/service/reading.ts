import { listEvents } from '../../audit/service.ts';
import type { Deps } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import { isCaseReachable } from '../../subscribers/service/cases.ts';
import type { Message, RightsRequest } from '../model.ts';
import * as store from '../store/reading.ts';
import { getRequest } from './changing.ts';

/** In the order of what is due next, then newest first. `next` continues the list; null at its end. */
export async function listRequests(
  db: Db,
  filter: store.RightsFilter,
  after: RightsRequestId | undefined,
  limit: number,
): Promise<{ readonly items: readonly RightsRequest[]; readonly next: RightsRequestId | null }> {
  const from = after === undefined ? undefined : await getRequest(db, after);
  const found = await store.selectPage(db, filter, from, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A case as staff see it. */
export type StaffCase = {
  readonly request: RightsRequest;
  /** With notes. */
  readonly messages: readonly Message[];
  /** Newest first. */
  readonly history: readonly StoredEvent[];
  /** Whether a mail may still arrive at the person. */
  readonly isReachable: boolean;
};

/** Of the newest; a case has two dozen events. */
const mostEvents = 100;

export async function getStaffCase(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: RightsRequestId,
): Promise<StaffCase> {
  const request = await getRequest(deps.db, id);
  const { subscriptionId } = request;
  const { items } = await listEvents(deps.db, { subject: `rights-request:${id}` }, mostEvents);
  return {
    request,
    messages: await store.selectMessages(deps.db, id, { notes: true }),
    history: items,
    isReachable: subscriptionId !== undefined && (await isCaseReachable(deps, subscriptionId)),
  };
}

/** What the pages around a case are drawn with: the organisation as it is published. */
export async function loadInput(deps: Deps): Promise<RenderInput> {
  return loadPageInput(deps);
}

/** In which days are counted. */
export async function getTimeZone(db: Db): Promise<string> {
  return (await getOrganisation(db)).value.timeZone;
}
