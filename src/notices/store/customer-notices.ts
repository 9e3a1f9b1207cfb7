import { asc, eq } from 'drizzle-orm';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Notice } from '../model/notice.ts';
import { notices } from '../table.ts';

/** Every round, oldest first. */
export async function selectCustomerNotices(
  db: Db,
  customerId: CustomerId,
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(eq(notices.customerId, customerId))
    .orderBy(asc(notices.changeId), asc(notices.round));
  return rows.map(
    ({
      objectionEndsOn: _,
      earliestEffectOn: _earliest,
      acknowledged,
      clock,
      outcome,
      closedAt,
      approved,
      effectiveAt,
      hold,
      ...rest
    }) => ({
      ...rest,
      ...(acknowledged && { acknowledged }),
      ...(clock && { clock }),
      ...(outcome && { outcome }),
      ...(closedAt && { closedAt }),
      ...(approved && { approved }),
      ...(effectiveAt && { effectiveAt }),
      ...(hold && { hold }),
    }),
  );
}
