import type { Deps } from '../../context.ts';
import type { DeliveryLog } from '../../deliveries/model/log.ts';
import { listDeliveriesOf } from '../../deliveries/service/log.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import type { Subscription } from '../model/subscription.ts';

/** What the pages around a subscription are drawn with: the organisation as it is published. */
export async function loadInput(deps: Deps): Promise<RenderInput> {
  return loadPageInput(deps);
}

/** What one recipient was told, newest first; before the one of the subject `before`. */
export async function listDeliveries(
  { db }: Pick<Deps, 'db'>,
  { id }: Pick<Subscription, 'id'>,
  before?: string,
): Promise<DeliveryLog> {
  return listDeliveriesOf(db, id, before);
}
