import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import { listCustomerNotices } from '../../notices/service/reading.ts';
import { isOpen } from '../../objections/model.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import { refuseHeld } from '../../retention/service/held.ts';
import { forgetContacts } from '../../subscribers/service/recipients.ts';
import { type Customer, isOver, lastDayInScope } from '../model.ts';
import * as contacts from '../store/contacts.ts';
import { deleteCorrections, selectCorrectionsOf } from '../store/corrections.ts';
import { updateCustomers } from '../store/customers.ts';
import { refreshCover } from './covering.ts';
import { getPresentCustomer } from './customers.ts';
import { todayOf } from './reading.ts';

/** Why a customer is erased before its agreement is over. */
export const erasureReasons = ['entered-by-mistake', 'duplicate', 'requested'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/**
 * Forgets a customer's name, reference and contacts; its id, dates, terms and what was announced to it
 * stay as evidence (Article 5(2) GDPR). Refuses `conflict` while it must be told of changes, unless a
 * reason is given, and in any case while a hold keeps it or a change is pending for it: its right to
 * object is not erased.
 */
export async function eraseCustomer(
  ctx: Ctx<Staff>,
  id: CustomerId,
  { expected, reason }: { readonly expected: Expected; readonly reason?: ErasureReason },
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const customer = await getPresentCustomer(tx, id);
    checkExpected(expected, customer.version);
    await refuseHeld(tx, 'notices', id, id);
    await refusePending(tx, id);
    const today = await todayOf(ctx, tx);
    if (reason === undefined && !isOver(customer, today)) throw inForce(customer);
    const { kept, gone } = await dropContacts(tx, ledger, id);
    await refreshCover(tx, kept, today);
    const left = await forgetContacts(tx, ledger, gone);
    const corrections = await selectCorrectionsOf(tx, id);
    await deleteCorrections(
      tx,
      corrections.map((each) => each.id),
    );
    await updateCustomers(tx, [erased(customer, ctx.now)]);
    const event = ledger.record({
      action: 'customer.erased',
      subject: `customer:${id}`,
      data: reason === undefined ? {} : { reason },
      public: false,
    });
    return { value: undefined, events: [event, ...left] };
  });
}

function erased({ reference: _, ...kept }: Customer, now: Date): Customer {
  return {
    ...kept,
    name: '',
    linkVersion: kept.linkVersion + 1,
    version: kept.version + 1,
    changedAt: now,
    erasedAt: now,
  };
}

async function refusePending(db: Db, id: CustomerId): Promise<void> {
  const notices = await listCustomerNotices(db, id);
  const open = notices.find(
    ({ state, effectiveAt }) => state !== 'ended' && (state !== 'closed' || !effectiveAt),
  );
  if (open)
    throw new Refusal(
      'conflict',
      `Change ${open.changeId} is pending for this customer. It can be erased once the change is in effect for it, or withdrawn.`,
    );
  const objection = (await listObjectionsOf(db, { customerId: id })).find(isOpen);
  if (objection)
    throw new Refusal(
      'conflict',
      `The objection ${objection.reference} of this customer is open. Close it first.`,
    );
}

function inForce(customer: Customer): Refusal {
  const last = lastDayInScope(customer);
  const until =
    last === undefined
      ? 'Its agreement has no end: set agreementUntil first.'
      : `That ends on ${last}.`;
  return new Refusal(
    'conflict',
    `This customer must be told of changes, while its agreement or the period behind it runs. ${until} Where it must go all the same, say why: ?force=true&reason=entered-by-mistake, duplicate or requested.`,
  );
}

/** Its names go; which addresses stand for others too, and which for nobody else. */
async function dropContacts(
  tx: Tx,
  ledger: Ledger,
  id: CustomerId,
): Promise<{ readonly kept: readonly SubscriptionId[]; readonly gone: readonly SubscriptionId[] }> {
  const own = await contacts.selectContacts(tx, [id]);
  await contacts.saveContacts(
    tx,
    own.map(({ name: _, ...link }) => ({
      ...link,
      role: '',
      removedAt: link.removedAt ?? ledger.at,
    })),
  );
  const ids = own.map(({ subscriptionId }) => subscriptionId);
  const links = await contacts.selectLinks(tx, ids);
  const shared = new Set(
    links.filter(({ customerId }) => customerId !== id).map(({ subscriptionId }) => subscriptionId),
  );
  return {
    kept: ids.filter((each) => shared.has(each)),
    gone: ids.filter((each) => !shared.has(each)),
  };
}
