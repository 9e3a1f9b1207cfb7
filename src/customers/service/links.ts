import type { Ctx, CustomerActor, Deps, Staff } from '../../context.ts';
import { asCustomerId, type CustomerId } from '../../core/ids.ts';
import { idIn, isSignedBy } from '../../core/signed-id.ts';
import { commit } from '../../db/commit.ts';
import type { Customer } from '../model.ts';
import { selectCustomers, updateCustomers } from '../store/customers.ts';
import { getPresentCustomer } from './customers.ts';
import { linkPurpose } from './reading.ts';

/** Somebody with the link of a customer that is in force. */
export type Visit = { readonly ctx: Ctx<CustomerActor>; readonly customer: Customer };

/** Whose own page it is; undefined for every other link, forged and revoked ones alike. */
export async function openMyTerms(deps: Deps, token: string): Promise<Visit | undefined> {
  const text = idIn(token, 'cus');
  if (text === undefined) return undefined;
  const id = asCustomerId(text);
  const [customer] = await selectCustomers(deps.db, [id]);
  // The same work for an id that nobody has.
  const version = customer?.linkVersion ?? 1;
  const isOurs = isSignedBy(deps.keys.derive(linkPurpose), token, id, version);
  if (!customer || !isOurs || customer.erasedAt) return undefined;
  return { ctx: { deps, actor: { kind: 'customer', id }, now: deps.clock() }, customer };
}

/** The link that is in force ends; the next mail has another. */
export async function revokeLink(ctx: Ctx<Staff>, id: CustomerId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const customer = await getPresentCustomer(tx, id);
    const linkVersion = customer.linkVersion + 1;
    const version = customer.version + 1;
    await updateCustomers(tx, [{ ...customer, linkVersion, version, changedAt: ctx.now }]);
    const event = ledger.record({
      action: 'customer.link_revoked',
      subject: `customer:${id}`,
      data: { linkVersion },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
