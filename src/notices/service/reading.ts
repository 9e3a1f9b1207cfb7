import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Notice } from '../model/notice.ts';
import * as store from '../store/notices.ts';

/** What was announced to one customer, every round, oldest first. */
export async function listCustomerNotices(
  db: Db,
  customerId: CustomerId,
): Promise<readonly Notice[]> {
  return store.selectCustomerNotices(db, customerId);
}

/** The newest round of a change for one customer. */
export async function findNotice(
  db: Db,
  changeId: number,
  customerId: CustomerId,
): Promise<Notice | undefined> {
  return (await store.selectRounds(db, changeId, customerId)).at(-1);
}

/** The newest round for each customer, in the order of ids. `next` continues; null at the end. */
export async function listNotices(
  db: Db,
  changeId: number,
  filter: store.NoticeFilter,
  after: CustomerId | undefined,
  limit: number,
): Promise<{ readonly items: readonly Notice[]; readonly next: CustomerId | null }> {
  const found = await store.selectOfChange(db, changeId, filter, after ?? '', limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.customerId ?? null) : null };
}

/** A mail server may greylist for so long before somebody should look. */
const patienceMs = 24 * 60 * 60 * 1000;
const mostTasks = 1_000;

/** Notices that nobody's server has accepted for a day, and those that are held: what needs a person. */
export async function listNoticeTasks(db: Db, now: Date): Promise<readonly Notice[]> {
  return store.selectTroubled(db, new Date(now.getTime() - patienceMs), mostTasks);
}
