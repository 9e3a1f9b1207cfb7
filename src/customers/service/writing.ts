import type { Ctx, Deps, Staff, System } from '../../context.ts';
import type { Fault } from '../../core/errors.ts';
import { pointerTo } from '../../core/errors.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listServices } from '../../organisation/service.ts';
import { faultInHookAddress } from '../../subscribers/model/hook-address.ts';
import { addContractContacts, findAddresses } from '../../subscribers/service/recipients.ts';
import type { Contact, Customer, CustomerInput, NewContact } from '../model.ts';
import * as contacts from '../store/contacts.ts';
import * as store from '../store/customers.ts';
import { selectProfiles } from '../store/profiles.ts';
import { refreshCover } from './covering.ts';
import { todayOf } from './reading.ts';

export type Writer = Ctx<Staff | System>;

/** A customer as it shall be stored, and as it was; with contacts to add, none to take away. */
export type Write = {
  readonly customer: Customer;
  readonly before?: Customer;
  readonly contacts: readonly NewContact[];
};

/** What customers may refer to. */
export type Known = {
  readonly services: ReadonlySet<string>;
  readonly profiles: ReadonlySet<string>;
};

export async function loadKnown(db: Db): Promise<Known> {
  return {
    services: new Set((await listServices(db)).map(({ slug }) => slug)),
    profiles: new Set((await selectProfiles(db)).map(({ slug }) => slug)),
  };
}

/** What is wrong with a customer in itself; a service that it had before may have ended since. */
export function faultsInCustomer(
  input: CustomerInput,
  { services, profiles }: Known,
  before?: Customer,
): readonly Fault[] {
  const { agreementFrom, agreementUntil } = input;
  const kept = new Set(before?.services);
  return [
    ...(profiles.has(input.profile)
      ? []
      : [{ pointer: pointerTo('profile'), detail: `There is no profile ${input.profile}.` }]),
    ...input.services
      .filter((slug) => !services.has(slug) && !kept.has(slug))
      .map((slug) => ({
        pointer: pointerTo('services'),
        detail: `There is no service ${slug}.`,
      })),
    ...(agreementUntil !== undefined && agreementUntil < agreementFrom
      ? [
          {
            pointer: pointerTo('agreementUntil'),
            detail: 'An agreement does not end before it begins.',
          },
        ]
      : []),
  ];
}

/** What is wrong with contacts, in their order; undefined where nothing is. */
export async function faultsInContacts(
  { config, keys }: Pick<Deps, 'config' | 'keys'>,
  db: Db,
  given: readonly NewContact[],
): Promise<readonly (string | undefined)[]> {
  const { outboundLoopback: loopback, origin } = config;
  const inItself = given.map(({ channel, address }) =>
    channel === 'email' ? undefined : faultInHookAddress(address, { loopback, origin }),
  );
  const good = given.filter((_, index) => inItself[index] === undefined);
  const known = await findAddresses(db, { keys }, good);
  const suppressed = new Map(good.map((each, index) => [each, known[index]?.suppressed]));
  return given.map((each, index) => {
    const reason = suppressed.get(each);
    return reason === undefined
      ? inItself[index]
      : `This address is suppressed (${reason}). If it is good again, lift the suppression first.`;
  });
}

/** Stores them with their contacts and brings what the contacts hear of in line; few statements, however many. */
export async function writeCustomers(
  ctx: Writer,
  tx: Tx,
  ledger: Ledger,
  writes: readonly Write[],
): Promise<readonly StoredEvent[]> {
  const isNew = ({ before }: Write) => before === undefined;
  const isChanged = ({ before, customer }: Write) => before !== undefined && before !== customer;
  await store.insertCustomers(
    tx,
    writes.filter(isNew).map(({ customer }) => customer),
  );
  await store.updateCustomers(
    tx,
    writes.filter(isChanged).map(({ customer }) => customer),
  );
  const events = writes.flatMap((write) => eventsOf(write, ledger));
  const linked = await linkContacts(ctx, tx, ledger, writes);
  const all = await contacts.selectContacts(
    tx,
    writes.map(({ customer }) => customer.id),
  );
  const today = await todayOf(ctx, tx);
  await refreshCover(
    tx,
    all.map(({ subscriptionId }) => subscriptionId),
    today,
  );
  return [...events, ...linked];
}

/** Ids only: names are in no event. */
function eventsOf({ customer, before }: Write, ledger: Ledger): readonly StoredEvent[] {
  const subject = `customer:${customer.id}`;
  if (before === undefined) {
    const data = { profile: customer.profile, version: customer.version };
    return [ledger.record({ action: 'customer.created', subject, data, public: false })];
  }
  if (before === customer) return [];
  const { version } = customer;
  const updated = ledger.record({
    action: 'customer.updated',
    subject,
    data: { version },
    public: false,
  });
  if (before.profile === customer.profile) return [updated];
  const data = { from: before.profile, to: customer.profile };
  return [updated, ledger.record({ action: 'customer.moved', subject, data, public: false })];
}

async function linkContacts(
  { deps, now }: Writer,
  tx: Tx,
  ledger: Ledger,
  writes: readonly Write[],
): Promise<readonly StoredEvent[]> {
  const given = writes.flatMap((write) =>
    write.contacts.map((contact) => ({ customerId: write.customer.id, contact })),
  );
  if (given.length === 0) return [];
  const { ids, events } = await addContractContacts(
    { tx, ledger, deps, now },
    given.map(({ contact }) => contact),
  );
  const stored = await contacts.selectContacts(tx, [
    ...new Set(given.map(({ customerId }) => customerId)),
  ]);
  const known = new Map(stored.map((each) => [keyOf(each.customerId, each.subscriptionId), each]));
  const saved = new Map<string, Contact>();
  for (const [index, { customerId, contact }] of given.entries()) {
    const subscriptionId = ids[index];
    if (subscriptionId === undefined) continue;
    const key = keyOf(customerId, subscriptionId);
    const link = linkOf(known.get(key), { customerId, subscriptionId, contact, at: ledger.at });
    if (link) saved.set(key, link);
  }
  await contacts.saveContacts(tx, [...saved.values()]);
  const linkedEvents = [...saved.values()].map(({ customerId, subscriptionId }) =>
    ledger.record({
      action: known.has(keyOf(customerId, subscriptionId))
        ? 'customer.contact_changed'
        : 'customer.contact_added',
      subject: `customer:${customerId}`,
      data: { subscription: subscriptionId },
      public: false,
    }),
  );
  return [...events, ...linkedEvents];
}

function keyOf(customerId: CustomerId, subscriptionId: SubscriptionId): string {
  return `${customerId} ${subscriptionId}`;
}

/** Undefined where it stands there like this already. */
function linkOf(
  known: Contact | undefined,
  {
    customerId,
    subscriptionId,
    contact: { role, name },
    at,
  }: {
    readonly customerId: CustomerId;
    readonly subscriptionId: SubscriptionId;
    readonly contact: NewContact;
    readonly at: Date;
  },
): Contact | undefined {
  const isSame =
    known !== undefined &&
    known.removedAt === undefined &&
    known.role === role &&
    known.name === name;
  if (isSame) return undefined;
  const addedAt = known?.removedAt === undefined ? (known?.addedAt ?? at) : at;
  return { customerId, subscriptionId, role, ...(name !== undefined && { name }), addedAt };
}
