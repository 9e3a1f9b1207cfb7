import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Notice } from '../model/notice.ts';

export async function findNotice(
  _db: Db,
  _changeId: number,
  _customerId: CustomerId,
): Promise<Notice | undefined> {
  return undefined;
}
