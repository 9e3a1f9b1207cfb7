import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import type { Db } from '../../db/client.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';

/** The recipient, who must be one to whom anything may be sent. Refuses `not_found` and `conflict`. */
export async function getRecipient(db: Db, keys: Keys, id: SubscriptionId): Promise<Subscription> {
  const found = (await loadSubscriptions({ db, keys }, [id])).get(id);
  if (!found) throw new Refusal('not_found', 'There is no subscription of this id.');
  const reason = whyNot[found.state];
  if (reason !== undefined) throw new Refusal('conflict', reason);
  return found;
}

/** To whom deliveries go, by id. */
export async function loadRecipients(
  deps: Pick<Deps, 'db' | 'keys'>,
  of: readonly { readonly subscriptionId: SubscriptionId }[],
): Promise<ReadonlyMap<SubscriptionId, Subscription>> {
  return loadSubscriptions(deps, [...new Set(of.map(({ subscriptionId }) => subscriptionId))]);
}

const whyNot: Readonly<Record<Subscription['state'], string | undefined>> = {
  active: undefined,
  pending: 'This recipient is not confirmed yet: nothing is sent before that.',
  paused:
    'This recipient has paused the subscription; what they missed can be sent once they resume.',
  disabled:
    'This recipient is disabled, so nothing is sent. Lift that first: DELETE its suppression.',
  left: 'This recipient has left, and no address is known any more.',
};
