import type { Deps } from '../../context.ts';
import { addDays, type Day, startOfDay } from '../../core/day.ts';
import type { DocumentId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listDocuments } from '../../documents/service/reading.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { decisionsIn } from '../model/decisions.ts';
import { daysOfMonth, firstOfMonth, type MonthCount, type MonthLine } from '../model/record.ts';
import * as store from '../store/inventory.ts';
import { requestOf, selectRecord } from '../store/record.ts';
import { selectRequest } from '../store/requests.ts';
import { loadWhich } from './record-inventory.ts';

const perRead = 1_000;

/** What happened in one month with each document, in days of the organisation. */
export async function summarise(
  { db }: Pick<Deps, 'db'>,
  month: { readonly first: Day; readonly next: Day },
): Promise<readonly MonthLine[]> {
  const { timeZone } = (await getOrganisation(db)).value;
  const span = { from: startOfDay(month.first, timeZone), until: startOfDay(month.next, timeZone) };
  const requests = countsOf(await store.countRequests(db, span));
  const holders = countsOf(await store.countHolders(db, span));
  const downloads = await downloadsOf(db, span);
  const { approvals, declines } = await decisionsOf(db, span);
  const acceptances = tally((await store.selectAccepted(db, span)).flat());
  return (await listDocuments(db)).map(({ id, slug, title }) => ({
    documentId: id,
    slug,
    title,
    requests: requests.get(id) ?? 0,
    approvals: approvals.get(id) ?? 0,
    declines: declines.get(id) ?? 0,
    acceptances: acceptances.get(id) ?? 0,
    downloads: downloads.get(id) ?? 0,
    holders: holders.get(id) ?? 0,
  }));
}

/** The months up to one, oldest first: documents that were asked for, and copies that were fetched. */
export async function countMonths(
  { db }: Pick<Deps, 'db'>,
  last: string,
  count: number,
): Promise<readonly MonthCount[]> {
  const { timeZone } = (await getOrganisation(db)).value;
  const counts: MonthCount[] = [];
  let { first, next } = daysOfMonth(last);
  while (counts.length < count) {
    const span = { from: startOfDay(first, timeZone), until: startOfDay(next, timeZone) };
    const requests = sum(await store.countRequests(db, span));
    const downloads = sum(await store.countDownloads(db, span));
    counts.unshift({ month: first.slice(0, 7), requests, downloads });
    [first, next] = [firstOfMonth(addDays(first, -1)), first];
  }
  return counts;
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

/** How many people may have some version of a document now. */
export async function countHoldersNow(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: DocumentId,
): Promise<number> {
  const now = clock();
  return countsOf(await store.countHolders(db, { from: now, until: now })).get(id) ?? 0;
}

type Counts = ReadonlyMap<DocumentId, number>;

function countsOf(rows: readonly { documentId: DocumentId; count: number }[]): Counts {
  return new Map(rows.map(({ documentId, count }) => [documentId, count]));
}

function tally(ids: readonly DocumentId[]): Counts {
  return new Map([...Map.groupBy(ids, (id) => id)].map(([id, all]) => [id, all.length]));
}

async function downloadsOf(db: Db, span: store.Span): Promise<Counts> {
  const rows = await store.countDownloads(db, span);
  const which = await loadWhich(
    db,
    rows.map(({ editionId }) => editionId),
  );
  return tally(
    rows.flatMap(({ editionId, count }) => {
      const id = which.get(editionId)?.documentId;
      return id === undefined ? [] : Array.from({ length: count }, () => id);
    }),
  );
}

/** Each document of a request once: as it was decided last in the span. */
async function decisionsOf(db: Db, span: store.Span) {
  const last = new Map<string, { readonly id: DocumentId; readonly isApproved: boolean }>();
  let after = 0;
  for (let read = perRead; read === perRead;) {
    const events = await selectRecord(db, span, after, perRead);
    for (const event of events)
      for (const decision of await decidedIn(db, event))
        last.set(`${event.subject} ${decision.id}`, decision);
    after = events.at(-1)?.seq ?? after;
    read = events.length;
  }
  const idsOf = (isApproved: boolean) =>
    [...last.values()].filter((each) => each.isApproved === isApproved).map(({ id }) => id);
  return { approvals: tally(idsOf(true)), declines: tally(idsOf(false)) };
}

async function decidedIn(db: Db, event: StoredEvent) {
  if (event.action === 'access.declined') {
    const request = await selectRequest(db, requestOf(event));
    const items = request?.items.filter(({ state }) => state === 'declined') ?? [];
    return items.map(({ documentId }) => ({ id: documentId, isApproved: false }));
  }
  if (event.action !== 'access.verified' && event.action !== 'access.approved') return [];
  return decisionsIn(event.data)
    .filter(({ state }) => state !== 'asked')
    .map(({ document, state }) => ({ id: document, isApproved: state !== 'declined' }));
}
