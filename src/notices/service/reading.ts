import { findChange } from '../../changes/service.ts';
import type { Day } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Notice } from '../model/notice.ts';
import * as store from '../store/reading.ts';

type Page = { readonly items: readonly Notice[]; readonly next: CustomerId | null };

/** What was announced last of a change, by customer, behind `after`. `next` continues the list. */
export async function listNotices(
  db: Db,
  changeId: number,
  after: CustomerId | undefined,
  limit: number,
): Promise<Page> {
  return pageOf(db, changeId, {}, after, limit);
}

/** Those of them that a filter selects. Refuses `not_found` for a change that does not exist. */
export async function listNoticesOf(
  db: Db,
  changeId: number,
  filter: store.NoticeFilter,
  after: CustomerId | undefined,
  limit: number,
): Promise<Page> {
  if (!(await findChange(db, changeId)))
    throw new Refusal('not_found', 'There is no change of this number.');
  return pageOf(db, changeId, filter, after, limit);
}

async function pageOf(
  db: Db,
  changeId: number,
  filter: store.NoticeFilter,
  after: CustomerId | undefined,
  limit: number,
): Promise<Page> {
  const found = await store.selectPage(db, changeId, filter, after, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.customerId ?? null) : null };
}

/** What was announced to one customer, every round, oldest first. */
export async function listCustomerNotices(
  db: Db,
  customerId: CustomerId,
): Promise<readonly Notice[]> {
  return store.selectCustomerNotices(db, customerId);
}

/** Every round of a change for these customers, oldest first for each. */
export async function listRounds(
  db: Db,
  changeId: number,
  ids: readonly CustomerId[],
): Promise<readonly Notice[]> {
  return store.selectRounds(db, changeId, ids);
}

/** The newest round of a change for one customer. */
export async function findNotice(
  db: Db,
  changeId: number,
  customerId: CustomerId,
): Promise<Notice | undefined> {
  return (await store.selectRounds(db, changeId, [customerId])).at(-1);
}

/** Windows for objections that close from one day to another, by change and day; the next first. */
export async function listClosingWindows(
  db: Db,
  from: Day,
  until: Day,
): Promise<readonly { readonly changeId: number; readonly on: Day; readonly customers: number }[]> {
  const rows = await store.selectClosing(db, from, until);
  return rows.flatMap(({ on, ...row }) => (on === null ? [] : [{ ...row, on }]));
}
