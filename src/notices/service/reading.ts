import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Notice } from '../model/notice.ts';
import { selectCustomerNotices } from '../store/customer-notices.ts';

/** What was announced to one customer, every round, oldest first. */
export async function listCustomerNotices(
  db: Db,
  customerId: CustomerId,
): Promise<readonly Notice[]> {
  return selectCustomerNotices(db, customerId);
}

/** The newest round of a change for one customer. */
export async function findNotice(
  db: Db,
  changeId: number,
  customerId: CustomerId,
): Promise<Notice | undefined> {
  const all = await selectCustomerNotices(db, customerId);
  return all.findLast((notice) => notice.changeId === changeId);
}
