import type { Deps } from '../../context.ts';
import type { Customer } from '../../customers/model.ts';
import { customersOf, listCustomersById } from '../../customers/service/reading.ts';
import type { DeliveryLog } from '../../deliveries/model/log.ts';
import { listDeliveriesOf } from '../../deliveries/service/log.ts';
import { listServices } from '../../organisation/service.ts';
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

/** The services that somebody may be told of, by slug. */
export async function listServiceNames({
  db,
}: Pick<Deps, 'db'>): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  return listServices(db);
}

/** For which customers it is a contact in force. */
export async function listCustomersOf(
  { db }: Pick<Deps, 'db'>,
  { id }: Pick<Subscription, 'id'>,
): Promise<readonly Pick<Customer, 'id' | 'name'>[]> {
  const ids = (await customersOf(db, [id])).get(id) ?? [];
  return listCustomersById(db, ids);
}
