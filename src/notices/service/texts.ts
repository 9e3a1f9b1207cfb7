import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import { customersOf, listCustomersById } from '../../customers/service/reading.ts';
import { listReach } from '../../subscribers/service/recipients.ts';
import type { Db } from '../../db/client.ts';
import type { Block } from '../../deliveries/model/letter.ts';
import * as store from '../store/reading.ts';

/** A notice as it is sent to one customer. */
export type NoticeText = {
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly language: string;
  /** SHA-256 of `text`. */
  readonly hash: string;
  readonly subject: string;
  readonly text: string;
  readonly blocks: readonly Block[];
};

/**
 * What these contract contacts are told by the event at `seq`, for each customer that they stand for;
 * those without a notice are absent. The texts are those written down when it was announced.
 */
export async function loadNoticeTexts(
  db: Db,
  seq: number,
  subscriptionIds: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, readonly NoticeText[]>> {
  const standing = await customersOf(db, subscriptionIds);
  const ids = [...new Set([...standing.values()].flat())];
  const notices = await store.selectNoticesAt(db, seq, ids);
  if (notices.length === 0) return new Map();
  const byCustomer = new Map(notices.map((notice) => [notice.customerId, notice]));
  const hashes = [...new Set(notices.flatMap(({ texts }) => Object.values(texts)))];
  const texts = new Map((await store.selectTexts(db, hashes)).map((row) => [row.hash, row]));
  const names = new Map(
    (await listCustomersById(db, [...byCustomer.keys()])).map(({ id, name }) => [id, name]),
  );
  const languages = new Map(
    (await listReach(db, subscriptionIds)).map(({ id, language }) => [id, language]),
  );
  return new Map(
    [...standing].flatMap(([id, customerIds]) => {
      const found = customerIds.flatMap((customerId): readonly NoticeText[] => {
        const written = byCustomer.get(customerId)?.texts ?? {};
        const row = texts.get(written[languages.get(id) ?? ''] ?? Object.values(written)[0] ?? '');
        return row ? [{ customerId, customerName: names.get(customerId) ?? '', ...row }] : [];
      });
      return found.length > 0 ? [[id, found] as const] : [];
    }),
  );
}
