import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Block } from '../../deliveries/model/letter.ts';

/** A notice as it is sent to one customer. */
export type NoticeText = {
  readonly customerName: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly blocks: readonly Block[];
};

/** What these contract contacts are told by the event at `seq`, for each customer that they stand for; those without a notice are absent. */
export async function loadNoticeTexts(
  _db: Db,
  _seq: number,
  _subscriptionIds: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, readonly NoticeText[]>> {
  return new Map();
}
