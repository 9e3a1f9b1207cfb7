import { listEvents, listEventsAbout } from '../../audit/service.ts';
import type { Change } from '../../changes/model.ts';
import { listChangesById } from '../../changes/service.ts';
import type { Deps } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import type { CustomerId, ObjectionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listNames } from '../../staff/service/names.ts';
import { isCaseReachable } from '../../subscribers/service/cases.ts';
import type { Objection } from '../model.ts';
import type { Message } from '../model/case.ts';
import { dueOf } from '../model/due.ts';
import * as store from '../store/reading.ts';
import { getObjection } from './changing.ts';

/** Those of a change, of a customer, or of a customer to a change; oldest first. */
export async function listObjectionsOf(
  db: Db,
  of: { readonly changeId?: number; readonly customerId?: CustomerId },
): Promise<readonly Objection[]> {
  return store.selectObjectionsOf(db, of);
}

/** What became of these cases, oldest first, without what was written. */
export async function listHistories(
  db: Db,
  ids: readonly ObjectionId[],
): Promise<ReadonlyMap<ObjectionId, readonly StoredEvent[]>> {
  const found = await listEventsAbout(db, ids.map(subjectOf));
  return new Map(ids.map((id) => [id, found.get(subjectOf(id)) ?? []]));
}

function subjectOf(id: ObjectionId): string {
  return `objection:${id}`;
}

/** By change, the customers who have said something against it, whatever became of it. */
export async function listObjecting(
  db: Db,
  changeIds: readonly number[],
): Promise<ReadonlyMap<number, readonly CustomerId[]>> {
  const rows = changeIds.length === 0 ? [] : await store.selectObjecting(db, changeIds);
  return new Map(
    [...Map.groupBy(rows, ({ changeId }) => changeId)].map(([id, all]) => [
      id,
      all.flatMap(({ customerId }) => customerId ?? []),
    ]),
  );
}

/** Newest first. `next` continues the list; null at its end. */
export async function listObjections(
  db: Db,
  filter: store.ObjectionFilter,
  after: ObjectionId | undefined,
  limit: number,
): Promise<{ readonly items: readonly Objection[]; readonly next: ObjectionId | null }> {
  const from = after === undefined ? undefined : await getObjection(db, after);
  const found = await store.selectPage(db, filter, from, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A case that is not settled, and by when it is to be. */
export type OpenCase = {
  readonly objection: Objection;
  readonly change?: Change;
  readonly dueOn?: Day;
};

/** Open cases, the one due first first; those without a day behind them, the oldest first. */
export async function listOpenCases(db: Db, limit: number): Promise<readonly OpenCase[]> {
  const open = await store.selectAllOpen(db, limit);
  const ids = [...new Set(open.map(({ changeId }) => changeId))];
  const changes = new Map((await listChangesById(db, ids)).map((each) => [each.id, each]));
  return open
    .map((objection): OpenCase => {
      const change = changes.get(objection.changeId);
      const dueOn = dueOf(objection, change);
      return { objection, ...(change && { change }), ...(dueOn && { dueOn }) };
    })
    .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)));
}

// Behind every day there is.
function placeOf({ dueOn }: OpenCase): string {
  return dueOn ?? '9999';
}

/** A case as whoever objected sees it. */
export type Case = { readonly objection: Objection; readonly messages: readonly Message[] };

async function getCase(db: Db, id: ObjectionId): Promise<Case> {
  return { objection: await getObjection(db, id), messages: await store.selectMessages(db, id) };
}

/** As staff see it. */
export type StaffCase = Case & {
  /** Newest first. */
  readonly history: readonly StoredEvent[];
  /** Whether a mail may still arrive there. */
  readonly isReachable: boolean;
  /** Who of the staff is who in the history. */
  readonly staff: ReadonlyMap<string, string>;
};

/** Of the newest; a case has a dozen events. */
const mostEvents = 100;

export async function getStaffCase(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: ObjectionId,
): Promise<StaffCase> {
  const found = await getCase(deps.db, id);
  const { subscriptionId } = found.objection;
  const history = await listEvents(deps.db, { subject: subjectOf(id) }, mostEvents);
  const isReachable = subscriptionId !== undefined && (await isCaseReachable(deps, subscriptionId));
  const staff = await listNames(deps.db);
  return { ...found, history: history.items, isReachable, staff };
}
