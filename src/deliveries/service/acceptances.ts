import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { selectAcceptances } from '../store/acceptances.ts';

/** That a recipient's server took what an event told. A bounce takes it back: then there is none. */
export type Acceptance = { readonly subscriptionId: SubscriptionId; readonly acceptedAt: Date };

/** By recipient, of those of these who were told of the event at this place in the ledger. */
export async function listAcceptances(
  db: Db,
  seq: number,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, Acceptance>> {
  const found = await selectAcceptances(db, seq, ids);
  return new Map(found.map((each) => [each.subscriptionId, each]));
}
