import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import type { Subscription } from '../model/subscription.ts';
import { selectSubscriptions } from '../store/reading.ts';
import { type SubscriptionRow, updateSubscription } from '../store/writing.ts';

/** What happens to a subscription. The ledger keeps its id only; whose it was can be erased. */
type Change = {
  readonly action: `subscription.${string}`;
  readonly data?: EventData;
  readonly set: Partial<SubscriptionRow>;
};

/** One commit as `changeSubscription` opens it. */
export type Changing = {
  readonly tx: Tx;
  readonly at: Date;
  /** Its place in the ledger, for what must know it before it is stored. */
  record(subscription: Pick<Subscription, 'id'>, change: Change): Promise<StoredEvent>;
};

/**
 * Carries out what `decide` does to the subscription as it stands in the transaction: one commit with
 * one event for each record. Whether anything was recorded; what is as it should be stays untouched.
 */
export async function changeSubscription(
  ctx: Ctx,
  id: SubscriptionId,
  decide: (subscription: Subscription, changing: Changing) => Promise<void>,
): Promise<boolean> {
  try {
    await commit(ctx, async (tx, ledger) => {
      const [subscription] = await selectSubscriptions(tx, ctx.deps.keys, [id]);
      if (!subscription) throw new Refusal('not_found', 'There is no such subscription.');
      const recorded: StoredEvent[] = [];
      await decide(subscription, openChanging(tx, ledger, recorded));
      const [first, ...rest] = recorded;
      if (!first) throw new AsItShouldBe();
      return { value: undefined, events: [first, ...rest] };
    });
    return true;
  } catch (error) {
    if (error instanceof AsItShouldBe) return false;
    throw error;
  }
}

/** Ends a commit that has nothing to record. */
class AsItShouldBe extends Error {}

function openChanging(tx: Tx, ledger: Ledger, recorded: StoredEvent[]): Changing {
  return {
    tx,
    at: ledger.at,
    async record({ id }, { action, data = {}, set }) {
      await updateSubscription(tx, id, { ...set, changedAt: ledger.at });
      const subject = `subscription:${id}`;
      const event = ledger.record({ action, subject, data, public: false });
      recorded.push(event);
      return event;
    },
  };
}
