import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import type { Language } from '../../core/language.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { webhookSecret } from '../../subscribers/model/webhook-secret.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';
import { changeLanguages } from '../../subscribers/service/recipients.ts';
import type { Contact, Customer, NewContact } from '../model.ts';
import { isOver } from '../model.ts';
import * as store from '../store/contacts.ts';
import { updateCustomers } from '../store/customers.ts';
import { refreshCover } from './covering.ts';
import { getPresentCustomer, refuseContacts } from './customers.ts';
import { type ReachedContact, todayOf } from './reading.ts';
import { type Writer, writeCustomers } from './writing.ts';

/** A contact with its address, as far as that is kept. */
export type FullContact = Contact & { readonly subscription: Subscription };

/** Of one customer, removed ones too, in the order in which they were added. */
export async function listContacts(
  deps: Pick<Ctx['deps'], 'db' | 'keys'>,
  id: CustomerId,
): Promise<readonly FullContact[]> {
  return listContactsOf(deps, [id]);
}

/** The same of many. */
export async function listContactsOf(
  deps: Pick<Ctx['deps'], 'db' | 'keys'>,
  customers: readonly CustomerId[],
): Promise<readonly FullContact[]> {
  const linked = await store.selectContacts(deps.db, customers);
  const ids = [...new Set(linked.map(({ subscriptionId }) => subscriptionId))];
  const found = await loadSubscriptions(deps, ids);
  return linked.flatMap((contact) => {
    const subscription = found.get(contact.subscriptionId);
    return subscription ? [{ ...contact, subscription }] : [];
  });
}

/**
 * Adds somebody who must be told for a customer. An address that is a contact already, of this customer
 * or another, is that contact. `secret` signs what a new webhook gets and is not shown again.
 */
export async function addContact(
  ctx: Writer,
  id: CustomerId,
  contact: NewContact,
): Promise<{ readonly contact: FullContact; readonly secret: string | null }> {
  const { deps } = ctx;
  const added = await commit(ctx, async (tx, ledger) => {
    const before = await getPresentCustomer(tx, id);
    await refuseContacts(deps, tx, [contact], () => ['address']);
    const known = await store.selectContacts(tx, [id]);
    const write = { before, customer: touched(before, ctx.now), contacts: [contact] };
    const [first, ...rest] = await writeCustomers(ctx, tx, ledger, [write]);
    if (!first) throw new Error('a contact was added without an event');
    const inside = { db: tx, keys: deps.keys };
    const linked = (await listContacts(inside, id)).find(
      (each) =>
        each.removedAt === undefined &&
        !known.some((one) => one.subscriptionId === each.subscriptionId && !one.removedAt),
    );
    if (!linked)
      throw new Refusal('conflict', 'This address is a contact of this customer already.');
    return { value: linked, events: [first, ...rest] };
  });
  deps.nudge();
  const { subscription } = added;
  const isFresh = subscription.state === 'pending' && subscription.channel === 'webhook';
  return { contact: added, secret: isFresh ? webhookSecret(deps.keys, subscription) : null };
}

/** Corrects role, name and language; another address is PUT at the subscription's contact. */
export async function changeContact(
  ctx: Ctx<Staff>,
  id: CustomerId,
  subscriptionId: SubscriptionId,
  {
    language,
    expected,
    ...said
  }: {
    readonly role: string;
    readonly name?: string;
    readonly language: Language;
    readonly expected: Expected;
  },
): Promise<FullContact> {
  return commit(ctx, async (tx, ledger) => {
    const customer = await getPresentCustomer(tx, id);
    checkExpected(expected, customer.version);
    const { addedAt } = await getContact(tx, id, subscriptionId);
    await store.saveContacts(tx, [{ customerId: id, subscriptionId, addedAt, ...said }]);
    await updateCustomers(tx, [touched(customer, ctx.now)]);
    const event = ledger.record({
      action: 'customer.contact_changed',
      subject: `customer:${id}`,
      data: { subscription: subscriptionId },
      public: false,
    });
    const rest = await changeLanguages(tx, ledger, new Map([[subscriptionId, language]]));
    const all = await listContacts({ db: tx, keys: ctx.deps.keys }, id);
    const changed = all.find((each) => each.subscriptionId === subscriptionId);
    if (!changed) throw new Error(`no subscription ${subscriptionId}`);
    return { value: changed, events: [event, ...rest] };
  });
}

/**
 * It is told of nothing more for this customer; that it was one stays. Refuses `conflict` for the last
 * mail address of a customer in force: a person must be told.
 */
export async function removeContact(
  ctx: Ctx<Staff>,
  id: CustomerId,
  subscriptionId: SubscriptionId,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const customer = await getPresentCustomer(tx, id);
    const found = await getContact(tx, id, subscriptionId);
    const today = await todayOf(ctx, tx);
    if (!isOver(customer, today)) {
      const all = await listContacts({ db: tx, keys: ctx.deps.keys }, id);
      refuseLast(all, subscriptionId);
    }
    await store.saveContacts(tx, [{ ...found, removedAt: ledger.at }]);
    await updateCustomers(tx, [touched(customer, ctx.now)]);
    await refreshCover(tx, [subscriptionId], today);
    const event = ledger.record({
      action: 'customer.contact_removed',
      subject: `customer:${id}`,
      data: { subscription: subscriptionId },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

/** Its contacts are a part of what a writer has read: another version. */
function touched(customer: Customer, now: Date): Customer {
  return { ...customer, changedAt: now, version: customer.version + 1 };
}

async function getContact(
  db: Db,
  id: CustomerId,
  subscriptionId: SubscriptionId,
): Promise<Contact> {
  const found = (await store.selectContacts(db, [id])).find(
    (each) => each.subscriptionId === subscriptionId,
  );
  if (!found || found.removedAt)
    throw new Refusal('not_found', 'This customer has no such contact.');
  return found;
}

/** Without it no person of the customer is told. */
export function isLastAddress(all: readonly ReachedContact[], removed: SubscriptionId): boolean {
  return !all.some(
    ({ subscriptionId, removedAt, subscription: { channel, state } }) =>
      subscriptionId !== removed && !removedAt && channel === 'email' && state !== 'left',
  );
}

function refuseLast(all: readonly ReachedContact[], removed: SubscriptionId): void {
  if (isLastAddress(all, removed))
    throw new Refusal(
      'conflict',
      'This is the last mail address of a customer whose agreement is in force. Add another first, or give this one another address: PUT its contact.',
    );
}
