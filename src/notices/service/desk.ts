import type { Change } from '../../changes/model.ts';
import { findChange, listChanges, listChangesById } from '../../changes/service.ts';
import { listOpenWindows } from '../../changes/service/moving.ts';
import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Customer } from '../../customers/model.ts';
import { type FullContact, listContacts } from '../../customers/service/contacts.ts';
import { listCustomersById, listReachedContacts } from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import { countTellings, listAttempted, type Told } from '../../deliveries/service/acceptances.ts';
import type { Objection } from '../../objections/model.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import { listNames } from '../../staff/service/names.ts';
import { type DeskState, type Progress, progressOf } from '../model/desk.ts';
import type { HoldReason, Notice } from '../model/notice.ts';
import * as desk from '../store/desk.ts';
import { listRounds } from './reading.ts';
import { listTexts } from './texts.ts';

/** For how many customers a change is held for one reason. */
export type Hold = { readonly reason: HoldReason; readonly customers: number };

/** A change, and for whom it is held. */
export type DeskChange = { readonly change: Change; readonly holds: readonly Hold[] };

/** Changes as staff look at them, newest first, behind `before`. `next` continues the list; null at its end. */
export async function listDeskChanges(
  db: Db,
  state: DeskState | undefined,
  before: number | undefined,
  limit: number,
): Promise<{ readonly items: readonly DeskChange[]; readonly next: number | null }> {
  const holds = await listHolds(db);
  const { items, next } =
    state === 'held' || state === 'window-open'
      ? await pick(db, state === 'held' ? [...holds.keys()] : await openWindows(db), before, limit)
      : await listChanges(db, { state, before }, limit);
  return { items: items.map((change) => ({ change, holds: holds.get(change.id) ?? [] })), next };
}

/** By change, why it is held and for how many. */
async function listHolds(db: Db): Promise<ReadonlyMap<number, readonly Hold[]>> {
  const rows = await desk.selectHolds(db);
  return new Map(
    [...Map.groupBy(rows, ({ changeId }) => changeId)].map(([id, all]) => [
      id,
      all.flatMap(({ hold, customers }) => (hold === null ? [] : [{ reason: hold, customers }])),
    ]),
  );
}

/** On general terms, or for some customer whose clock runs. */
async function openWindows(db: Db): Promise<readonly number[]> {
  const general = (await listOpenWindows(db)).map(({ change }) => change.id);
  return [...new Set([...general, ...(await desk.selectRunning(db))])];
}

async function pick(
  db: Db,
  ids: readonly number[],
  before = Infinity,
  limit: number,
): Promise<{ readonly items: readonly Change[]; readonly next: number | null }> {
  const behind = ids.filter((id) => id < before).toSorted((a, b) => b - a);
  const items = await listChangesById(db, behind.slice(0, limit));
  return { items, next: behind.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One change with all that its page shows. */
export type OpenedChange = {
  readonly change: Change;
  readonly input: RenderInput;
  readonly progress: Progress;
  readonly holds: readonly Hold[];
  /** Oldest first. */
  readonly objections: readonly Objection[];
};

/** Refuses `not_found`. */
export async function openChange({ deps }: Ctx, id: number): Promise<OpenedChange> {
  const { db } = deps;
  const change = await getChange(db, id);
  const tally = await desk.selectTally(db, id);
  const seq = tally[0]?.seq;
  return {
    change,
    input: await loadPageInput(deps),
    progress: progressOf(tally, seq === undefined ? {} : await countTellings(db, seq)),
    holds: (await listHolds(db)).get(id) ?? [],
    objections: await listObjectionsOf(db, { changeId: id }),
  };
}

async function getChange(db: Db, id: number): Promise<Change> {
  const change = await findChange(db, id);
  if (!change) throw new Refusal('not_found', 'There is no change of this number.');
  return change;
}

/** Names of customers and roles of contacts, as far as they are kept. */
export type Named = {
  readonly customers: ReadonlyMap<CustomerId, Customer>;
  readonly roles: ReadonlyMap<SubscriptionId, string>;
};

export async function nameNotices(db: Db, notices: readonly Notice[]): Promise<Named> {
  const ids = [...new Set(notices.map(({ customerId }) => customerId))];
  const contacts = await listReachedContacts(db, ids);
  return {
    customers: new Map((await listCustomersById(db, ids)).map((each) => [each.id, each])),
    roles: new Map(contacts.map(({ subscriptionId, role }) => [subscriptionId, role])),
  };
}

/** A contact, and what became of telling it. */
export type Attempted = { readonly contact: FullContact; readonly told: readonly Told[] };

/** One notice with all that its page shows. */
export type OpenedNotice = {
  readonly change: Change;
  readonly customer: Customer;
  readonly notice: Notice;
  /** How often it was announced to this customer. */
  readonly rounds: number;
  readonly texts: Awaited<ReturnType<typeof listTexts>>;
  readonly contacts: readonly Attempted[];
  readonly objections: readonly Objection[];
  /** Who of the staff is who in the record. */
  readonly staff: ReadonlyMap<string, string>;
};

/** The newest notice of a change to one customer. Refuses `not_found`. */
export async function openNotice(
  { deps }: Ctx,
  changeId: number,
  customerId: CustomerId,
): Promise<OpenedNotice> {
  const { db } = deps;
  const change = await getChange(db, changeId);
  const rounds = await listRounds(db, changeId, [customerId]);
  const notice = rounds.at(-1);
  const [customer] = await listCustomersById(db, [customerId]);
  if (!notice || !customer)
    throw new Refusal('not_found', 'This change was not announced to this customer.');
  const contacts = await listContacts(deps, customerId);
  const told = await listAttempted(
    db,
    notice.seq,
    contacts.map(({ subscriptionId }) => subscriptionId),
  );
  return {
    change,
    customer,
    notice,
    rounds: rounds.length,
    texts: await listTexts(db, Object.values(notice.texts)),
    contacts: contacts.flatMap((contact) => {
      const mine = told.get(contact.subscriptionId) ?? [];
      return mine.length === 0 && contact.removedAt ? [] : [{ contact, told: mine }];
    }),
    objections: await listObjectionsOf(db, { changeId, customerId }),
    staff: await listNames(db),
  };
}
