import { listEvents } from '../../audit/service.ts';
import type { Deps } from '../../context.ts';
import type { InquiryId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { isCaseReachable } from '../../subscribers/service/cases.ts';
import type { Attachment, Inquiry, Message } from '../model.ts';
import * as store from '../store/reading.ts';
import { getInquiry } from './changing.ts';

/** Newest first. `next` continues the list; null at its end. */
export async function listInquiries(
  db: Db,
  filter: store.InquiryFilter,
  after: InquiryId | undefined,
  limit: number,
): Promise<{ readonly items: readonly Inquiry[]; readonly next: InquiryId | null }> {
  const from = after === undefined ? undefined : await getInquiry(db, after);
  const found = await store.selectPage(db, filter, from, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Those that wait for us, the longest first, with since when. */
export async function listWaiting(db: Db, filter: store.InquiryFilter, limit: number) {
  return store.selectWaiting(db, filter, limit);
}

/** An inquiry with what was written and sent. */
export type Thread = {
  readonly inquiry: Inquiry;
  readonly messages: readonly Message[];
  readonly attachments: readonly Attachment[];
};

export async function loadThread(db: Db, inquiry: Inquiry): Promise<Thread> {
  return {
    inquiry,
    messages: await store.selectMessages(db, inquiry.id),
    attachments: await store.selectAttachments(db, inquiry.id),
  };
}

/** As staff see it. */
export type StaffThread = Thread & {
  /** Newest first. */
  readonly history: readonly StoredEvent[];
  /** Whether a mail may still arrive there. */
  readonly isReachable: boolean;
};

/** Of the newest. */
const mostEvents = 100;

export async function getStaffThread(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: InquiryId,
): Promise<StaffThread> {
  const thread = await loadThread(deps.db, await getInquiry(deps.db, id));
  const { subscriptionId } = thread.inquiry;
  const history = await listEvents(deps.db, { subject: `inquiry:${id}` }, mostEvents);
  const isReachable = subscriptionId !== undefined && (await isCaseReachable(deps, subscriptionId));
  return { ...thread, history: history.items, isReachable };
}
