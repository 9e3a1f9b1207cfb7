import type { Ctx, Staff } from '../../context.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { listCustomerNotices } from '../../notices/service/reading.ts';
import { listServices } from '../../organisation/service.ts';
import { replaceContact } from '../../subscribers/service/contacts.ts';
import { type FullContact, listContacts } from './contacts.ts';
import { getProfile } from './profiles.ts';
import { getCustomer } from './reading.ts';

/** Everything that staff see of a customer on one page. Refuses `not_found`. */
export async function showCustomer(deps: Pick<Ctx['deps'], 'db' | 'keys'>, id: CustomerId) {
  const customer = await getCustomer(deps.db, id);
  return {
    customer,
    profile: await getProfile(deps.db, customer.profile),
    services: await listServices(deps.db),
    contacts: await listContacts(deps, id),
    notices: await listCustomerNotices(deps.db, id),
  };
}

/** The services that a customer may use, by slug. */
export async function listServiceNames(
  db: Db,
): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  return listServices(db);
}

/** Gives a contact another mail address, for every customer that it stands for. */
export async function moveContact(
  ctx: Ctx<Staff>,
  { subscriptionId }: Pick<FullContact, 'subscriptionId'>,
  address: string,
): Promise<void> {
  await replaceContact(ctx, subscriptionId, address);
}
