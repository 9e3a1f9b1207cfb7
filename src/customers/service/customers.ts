import type { Deps } from '../../context.ts';
import type { Ctx, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import type { Customer, CustomerInput, NewContact } from '../model.ts';
import { amend, begin } from '../model.ts';
import * as store from '../store/customers.ts';
import { getCustomer, todayOf } from './reading.ts';
import type { Writer } from './writing.ts';
import { faultsInContacts, faultsInCustomer, loadKnown, writeCustomers } from './writing.ts';

export type CustomerQuery = {
  readonly after?: CustomerId | undefined;
  readonly q?: string | undefined;
  readonly service?: string | undefined;
  readonly profile?: string | undefined;
  readonly state?: 'active' | 'ended' | undefined;
};

/** In the order of ids. `next` continues the list; null at its end. */
export async function listCustomers(
  ctx: Pick<Ctx, 'deps' | 'now'>,
  { state, ...asked }: CustomerQuery,
  limit: number,
): Promise<{ readonly items: readonly Customer[]; readonly next: CustomerId | null }> {
  const { db } = ctx.deps;
  const filter = { ...asked, ...(await readState(ctx, state)) };
  const found = await store.selectPage(db, filter, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many there are of those, erased ones too. */
export async function countCustomers(
  ctx: Pick<Ctx, 'deps' | 'now'>,
  { state, after: _, ...asked }: CustomerQuery,
): Promise<number> {
  return store.countCustomers(ctx.deps.db, { ...asked, ...(await readState(ctx, state)) });
}

async function readState(ctx: Pick<Ctx, 'deps' | 'now'>, state: CustomerQuery['state']) {
  if (state === undefined) return {};
  return { state: { isOver: state === 'ended', on: await todayOf(ctx, ctx.deps.db) } };
}

/** Adds a customer with its contacts. Refuses `invalid`, and `conflict` where the reference is taken. */
export async function createCustomer(
  ctx: Writer,
  { contacts, ...input }: CustomerInput & { readonly contacts: readonly NewContact[] },
): Promise<Customer> {
  const { deps, now } = ctx;
  const added = await commit(ctx, async (tx, ledger) => {
    await refuseFaults(tx, input);
    await refuseContacts(deps, tx, contacts, (index) => ['contacts', index, 'address']);
    const customer = begin(newId(deps.ids, 'cus'), input, now);
    const [first, ...rest] = await writeCustomers(ctx, tx, ledger, [{ customer, contacts }]);
    if (!first) throw new Error('a customer was added without an event');
    return { value: customer, events: [first, ...rest] };
  });
  deps.nudge();
  return added;
}

/** What is announced already keeps its terms; what is announced from now on has these. */
export async function replaceCustomer(
  ctx: Ctx<Staff>,
  id: CustomerId,
  input: CustomerInput,
  expected: Expected,
): Promise<Customer> {
  try {
    return await commit(ctx, async (tx, ledger) => {
      const before = await getPresentCustomer(tx, id);
      checkExpected(expected, before.version);
      await refuseFaults(tx, input, before);
      const customer = amend(before, input, ctx.now);
      const write = { customer, before, contacts: [] };
      const [first, ...rest] = await writeCustomers(ctx, tx, ledger, [write]);
      if (!first) throw new AsItWas(before);
      return { value: customer, events: [first, ...rest] };
    });
  } catch (error) {
    if (error instanceof AsItWas) return error.customer;
    throw error;
  }
}

/** Ends a commit that has nothing to record. */
class AsItWas extends Error {
  readonly customer: Customer;
  constructor(customer: Customer) {
    super();
    this.customer = customer;
  }
}

/** Refuses `not_found`, and `conflict` once it is erased. */
export async function getPresentCustomer(db: Db, id: CustomerId): Promise<Customer> {
  const found = await getCustomer(db, id);
  if (found.erasedAt !== undefined)
    throw new Refusal('conflict', 'This customer is erased; only its id is kept.');
  return found;
}

async function refuseFaults(db: Db, input: CustomerInput, before?: Customer): Promise<void> {
  const faults = faultsInCustomer(input, await loadKnown(db), before);
  if (faults.length > 0) throw refusalOf(faults);
  const { reference } = input;
  if (reference === undefined) return;
  const [other] = await store.selectByReferences(db, [reference]);
  if (other && other.id !== before?.id)
    throw new Refusal('conflict', `This reference is another customer's: ${other.id}.`);
}

/** Refuses `invalid` for addresses that cannot be told. */
export async function refuseContacts(
  deps: Deps,
  db: Db,
  given: readonly NewContact[],
  placeOf: (index: number) => readonly PropertyKey[],
): Promise<void> {
  const faults = (await faultsInContacts(deps, db, given)).flatMap((detail, index) =>
    detail === undefined ? [] : [{ pointer: pointerTo(...placeOf(index)), detail }],
  );
  if (faults.length > 0) throw refusalOf(faults);
}
