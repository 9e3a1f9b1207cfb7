import type { Ctx, Staff } from '../../context.ts';
import type { CustomerId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import { listCustomerNotices } from '../../notices/service/reading.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';
import type { Customer } from '../model.ts';
import { selectContacts } from '../store/contacts.ts';
import { countCustomers, selectPage } from '../store/customers.ts';
import { type FullContact, listContacts } from './contacts.ts';
import { listCorrectionsOf } from './correcting.ts';
import { getCustomer, getTerms } from './reading.ts';

const perRead = 500;

export type ExportedCustomer = {
  readonly customer: Customer;
  /** In force, with mail addresses. */
  readonly contacts: readonly FullContact[];
};

/** Every customer that is not erased, in parts. Who exported how many stands in the record first. */
export async function exportCustomers(
  ctx: Ctx<Staff>,
): Promise<AsyncIterable<readonly ExportedCustomer[]>> {
  const count = await countCustomers(ctx.deps.db);
  await record(ctx, 'customers.exported', 'customers', { format: 'csv', count });
  return readAll(ctx);
}

async function* readAll({ deps }: Ctx<Staff>): AsyncGenerator<readonly ExportedCustomer[]> {
  let after: CustomerId | undefined;
  do {
    const page: readonly Customer[] = await selectPage(deps.db, { after }, perRead);
    after = page.length < perRead ? undefined : page.at(-1)?.id;
    yield await withContacts(
      deps,
      page.filter(({ erasedAt }) => erasedAt === undefined),
    );
  } while (after !== undefined);
}

async function withContacts(
  deps: Pick<Ctx['deps'], 'db' | 'keys'>,
  customers: readonly Customer[],
): Promise<readonly ExportedCustomer[]> {
  const links = (
    await selectContacts(
      deps.db,
      customers.map(({ id }) => id),
    )
  ).filter(({ removedAt }) => removedAt === undefined);
  const found = await loadSubscriptions(deps, [
    ...new Set(links.map(({ subscriptionId }) => subscriptionId)),
  ]);
  const byCustomer = Map.groupBy(
    links.flatMap((link): readonly FullContact[] => {
      const subscription = found.get(link.subscriptionId);
      return subscription ? [{ ...link, subscription }] : [];
    }),
    ({ customerId }) => customerId,
  );
  return customers.map((customer) => ({
    customer,
    contacts: byCustomer.get(customer.id) ?? [],
  }));
}

/** Everything that is stored about one customer. Who asked for it stands in the record. */
export async function exportCustomer(ctx: Ctx<Staff>, id: CustomerId) {
  const { db } = ctx.deps;
  const customer = await getCustomer(db, id);
  await record(ctx, 'customer.exported', `customer:${id}`, {});
  return {
    customer,
    terms: await getTerms(db, customer),
    contacts: await listContacts(ctx.deps, id),
    corrections: await listCorrectionsOf(ctx.deps, id),
    notices: await listCustomerNotices(db, id),
    objections: await listObjectionsOf(db, { customerId: id }),
  };
}

async function record(
  ctx: Ctx<Staff>,
  action: string,
  subject: string,
  data: { readonly format?: string; readonly count?: number },
): Promise<void> {
  await commit(ctx, async (_tx, ledger) => {
    const event = ledger.record({ action, subject, data, public: false });
    return { value: undefined, events: [event] };
  });
}
