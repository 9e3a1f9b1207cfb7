import type { Ctx } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import { dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { signId } from '../../core/signed-id.ts';
import type { Db } from '../../db/client.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import {
  findContractContact,
  listContractContactsAt,
  listNamedByStaff,
  listReach,
} from '../../subscribers/service/recipients.ts';
import type { Contact, Customer, Terms } from '../model.ts';
import { termsOf } from '../model.ts';
import * as contacts from '../store/contacts.ts';
import * as store from '../store/customers.ts';
import { selectProfile } from '../store/profiles.ts';

type Reach = Pick<Subscription, 'id' | 'channel' | 'language' | 'state'>;
export type ReachedContact = Contact & { readonly subscription: Reach };

/** A customer to whom a change is announced, with the terms as they are now and its contacts in force. */
export type InScope = {
  readonly customer: Customer;
  readonly terms: Terms;
  readonly contacts: readonly ReachedContact[];
};

/**
 * Who is to be told, in the order of ids: uses any of the services (none named concerns all), and its
 * agreement, or the period behind it, holds on that day. Three statements, however many there are.
 */
export async function listInScope(
  db: Db,
  services: readonly string[],
  on: Day,
): Promise<readonly InScope[]> {
  const found = await store.selectInScope(db, services, on);
  const reached = await listReachedContacts(
    db,
    found.map(({ customer }) => customer.id),
  );
  const byCustomer = Map.groupBy(
    reached.filter(({ removedAt }) => removedAt === undefined),
    ({ customerId }) => customerId,
  );
  return found.map(({ customer, profileTerms }) => ({
    customer,
    terms: { ...profileTerms, ...customer.overrides },
    contacts: byCustomer.get(customer.id) ?? [],
  }));
}

/** Contacts of these customers, removed ones too, with how each is reached. */
export async function listReachedContacts(
  db: Db,
  ids: readonly CustomerId[],
): Promise<readonly ReachedContact[]> {
  const linked = await contacts.selectContacts(db, ids);
  const reach = await listReach(
    db,
    linked.map(({ subscriptionId }) => subscriptionId),
  );
  const byId = new Map(reach.map((each) => [each.id, each]));
  return linked.flatMap((contact) => {
    const subscription = byId.get(contact.subscriptionId);
    return subscription ? [{ ...contact, subscription }] : [];
  });
}

/** Refuses `not_found`. Erased ones are found: what was announced to them stays. */
export async function getCustomer(db: Db, id: CustomerId): Promise<Customer> {
  const [found] = await store.selectCustomers(db, [id]);
  if (!found) throw new Refusal('not_found', 'There is no customer of this id.');
  return found;
}

export async function listCustomersById(
  db: Db,
  ids: readonly CustomerId[],
): Promise<readonly Customer[]> {
  return store.selectCustomers(db, ids);
}

/** What its contract says now. */
export async function getTerms(db: Db, customer: Customer): Promise<Terms> {
  const profile = await selectProfile(db, customer.profile);
  if (!profile) throw new Error(`no profile ${customer.profile}`);
  return termsOf(customer, profile);
}

/** The one customer of whom this address is a contact in force; undefined where it stands for several. */
export async function findCustomerByAddressHash(
  db: Db,
  hash: string,
): Promise<CustomerId | undefined> {
  const id = await findContractContact(db, hash);
  const found = id === undefined ? [] : ((await customersOf(db, [id])).get(id) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

/** The customers of whom a contact in force has a mailbox of this domain. */
export async function findCustomersByDomain(
  db: Db,
  domain: string,
): Promise<readonly CustomerId[]> {
  const contactsThere = await listContractContactsAt(db, domain);
  return [...new Set([...(await customersOf(db, contactsThere)).values()].flat())];
}

/** Whether staff have named the contact of this address, or one of this domain, and not a link alone. */
export async function isNamedByStaff(
  db: Db,
  hash: string,
  domain: string | undefined,
): Promise<boolean> {
  const contact = await findContractContact(db, hash);
  const there = domain === undefined ? [] : await listContractContactsAt(db, domain);
  const inForce = await customersOf(db, contact === undefined ? there : [contact, ...there]);
  return (await listNamedByStaff(db, [...inForce.keys()])).length > 0;
}

/** For whom each of these is a contact in force. */
export async function customersOf(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, readonly CustomerId[]>> {
  const links = (await contacts.selectLinks(db, ids)).filter(
    ({ removedAt }) => removedAt === undefined,
  );
  return new Map(
    [...Map.groupBy(links, ({ subscriptionId }) => subscriptionId)].map(([id, all]) => [
      id,
      all.map(({ customerId }) => customerId),
    ]),
  );
}

/** Purpose of the key that signs the links of customers' own pages. */
export const linkPurpose = 'link my-terms';

/** Address of a customer's own page; `root` is that of the trust centre, e.g. `https://example.com/trust`. */
export function myTermsLink(
  keys: Keys,
  root: string,
  { id, linkVersion }: Pick<Customer, 'id' | 'linkVersion'>,
): string {
  return `${root}/my/${signId(keys.derive(linkPurpose), id, linkVersion)}`;
}

/** In the organisation's time zone. */
export async function todayOf({ now }: Pick<Ctx, 'now'>, db: Db): Promise<Day> {
  const { value } = await getOrganisation(db);
  return dayOf(now, value.timeZone);
}

/** For whom each of these is or was a contact. */
export async function everyCustomerOf(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly Contact[]> {
  return contacts.selectLinks(db, ids);
}
