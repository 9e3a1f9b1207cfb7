import { and, asc, sql } from 'drizzle-orm';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import type { Db } from '../../db/client.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import type { Notice } from '../model/notice.ts';
import { notices, noticeTexts } from '../table.ts';
import { toNotice } from './rows.ts';

const byStaff: Column = {
  category: 'professional',
  what: {
    en: 'By which key of staff something was decided, and when',
    de: 'Mit welchem Schlüssel von Beschäftigten etwas entschieden wurde, und wann',
  },
};

export const declared: readonly Declaration[] = [
  declare(notices, {
    record: 'notices',
    purpose: 'proving-notices',
    sources: ['annex', 'staff'],
    columns: {
      changeId: 'no',
      round: 'no',
      customerId: 'no',
      seq: 'no',
      announcedAt: 'no',
      plannedEffectiveOn: 'no',
      terms: 'no',
      texts: 'no',
      acknowledged: byStaff,
      state: 'no',
      clock: {
        category: 'identifiers',
        what: {
          en: 'Number of the contact whose mail server took the notice, and when',
          de: 'Nummer des Kontakts, dessen Mailserver die Mitteilung angenommen hat, und wann',
        },
      },
      objectionEndsOn: 'no',
      earliestEffectOn: 'no',
      outcome: 'no',
      closedAt: 'no',
      approved: byStaff,
      effectiveAt: 'no',
      hold: 'no',
      version: 'no',
    },
  }),
  // The same text for everybody on the same terms: who it goes to is not said in it.
  declareImpersonal(noticeTexts, {
    hash: 'no',
    language: 'no',
    subject: 'no',
    text: 'no',
    blocks: 'no',
  }),
];

export type NoticeKey = Pick<Notice, 'customerId' | 'changeId' | 'round'>;

/** Notices to these customers whose clock was started by one of these contacts, in the order of their keys. */
export async function selectStartedBy(
  db: Db,
  customers: readonly CustomerId[],
  contacts: readonly SubscriptionId[],
  after: NoticeKey | undefined,
  limit: number,
): Promise<readonly Notice[]> {
  const { customerId, changeId, round, clock } = notices;
  const among = (ids: readonly string[]) =>
    sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        sql`${customerId} IN ${among(customers)}`,
        sql`json_extract(${clock}, '$.subscriptionId') IN ${among(contacts)}`,
        after &&
          sql`(${customerId}, ${changeId}, ${round}) > (${after.customerId}, ${after.changeId}, ${after.round})`,
      ),
    )
    .orderBy(asc(customerId), asc(changeId), asc(round))
    .limit(limit);
  return rows.map(toNotice);
}
