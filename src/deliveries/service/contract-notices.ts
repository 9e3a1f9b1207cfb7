import type { Deps } from '../../context.ts';
import { myTermsLink } from '../../customers/service/reading.ts';
import { loadNoticeTexts } from '../../notices/service/texts.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Claimed } from '../model/delivery.ts';
import type { ToldNotice } from '../model/told.ts';

/** More than is claimed at once; what is under way still is looked up alone. */
const mostKept = 2_000;

export type ContractNotices = {
  /** Makes known what the contacts of contracts among these are told, in few queries: over HTTP each is a round trip. */
  prepare(
    rows: readonly Claimed[],
    subscriptions: ReadonlyMap<SubscriptionId, Subscription>,
  ): Promise<void>;
  /** One for each customer that the contact stands for. */
  of(seq: number, contact: Subscription): Promise<readonly ToldNotice[]>;
};

/** What contacts are told by an event, in the words of their customers' notices. For one run. */
export function createContractNotices(deps: Deps): ContractNotices {
  const known = new Map<string, readonly ToldNotice[]>();

  async function load(seq: number, contacts: readonly Subscription[]): Promise<void> {
    const texts = await loadNoticeTexts(deps.db, seq, contacts);
    if (known.size > mostKept) known.clear();
    for (const { id } of contacts)
      known.set(
        keyOf(seq, id),
        (texts.get(id) ?? []).map(({ customer, subject, blocks }) => ({
          customerName: customer.name,
          subject,
          blocks,
          myTerms: myTermsLink(deps.keys, rootOf(deps), customer),
        })),
      );
  }

  return {
    async prepare(rows, subscriptions) {
      const bySeq = Map.groupBy(rows, ({ cargo }) => (cargo.kind === 'event' ? cargo.seq : 0));
      bySeq.delete(0);
      for (const [seq, all] of bySeq) {
        const contacts = all.flatMap(({ subscriptionId }) => {
          const found = subscriptions.get(subscriptionId);
          return found?.stream === 'contract' ? [found] : [];
        });
        if (contacts.length > 0) await load(seq, contacts);
      }
    },
    async of(seq, contact) {
      const key = keyOf(seq, contact.id);
      if (!known.has(key)) await load(seq, [contact]);
      return known.get(key) ?? [];
    },
  };
}

function keyOf(seq: number, id: SubscriptionId): string {
  return `${seq} ${id}`;
}

function rootOf({ config }: Deps): string {
  return `${config.origin}${config.base}`;
}
