import type { Change } from '../../changes/model.ts';
import { servicesOf } from '../../changes/model.ts';
import { findChange, listPending } from '../../changes/service.ts';
import { Refusal } from '../../core/errors.ts';
import type { Notice } from '../../notices/model/notice.ts';
import { approveNotice } from '../../notices/service/approving.ts';
import { listCustomerNotices } from '../../notices/service/reading.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import { listServices } from '../../organisation/service.ts';
import type { Service } from '../../organisation/model.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import type { Customer, Terms } from '../model.ts';
import { type FullContact, listContacts } from './contacts.ts';
import { listCorrectionsOf } from './correcting.ts';
import type { Visit } from './links.ts';
import { getTerms } from './reading.ts';

/** A change that is to come for a customer; without a notice it was announced before there were any. */
export type MyChange = { readonly change: Change; readonly notice?: Notice };

/** All that a customer sees of itself. */
export type MyTerms = {
  readonly customer: Customer;
  readonly terms: Terms;
  /** What it uses; every service where its contract names none. */
  readonly services: readonly Service[];
  readonly pending: readonly MyChange[];
  /** What is settled, newest first. */
  readonly settled: readonly Notice[];
  readonly objections: Awaited<ReturnType<typeof listObjectionsOf>>;
  readonly contacts: readonly FullContact[];
  /** Corrections of contacts that wait for staff. */
  readonly waiting: number;
};

export async function loadMyTerms({ ctx: { deps }, customer }: Visit): Promise<MyTerms> {
  const { db } = deps;
  const notices = newestRounds(await listCustomerNotices(db, customer.id));
  const all = await listServices(db);
  return {
    customer,
    terms: await getTerms(db, customer),
    services: all.filter(({ slug }) => uses(customer, [slug])),
    pending: await loadPending(deps, customer, notices),
    settled: notices.filter((notice) => !isToCome(notice)).toReversed(),
    objections: await listObjectionsOf(db, { customerId: customer.id }),
    contacts: (await listContacts(deps, customer.id)).filter(({ removedAt }) => !removedAt),
    waiting: (await listCorrectionsOf(deps, customer.id)).length,
  };
}

/** What the page is drawn with: the organisation as it is published. */
export async function loadInput({ ctx }: Visit): Promise<RenderInput> {
  return loadPageInput(ctx.deps);
}

/** Under a specific authorisation the customer's own yes. Refuses `not_found` for what was not announced to it. */
export async function approveChange({ ctx, customer }: Visit, changeId: number): Promise<void> {
  const notices = await listCustomerNotices(ctx.deps.db, customer.id);
  if (!notices.some((notice) => notice.changeId === changeId))
    throw new Refusal('not_found', 'This change was not announced to you.');
  await approveNotice(ctx, { changeId, customerId: customer.id });
}

async function loadPending(
  { db }: Visit['ctx']['deps'],
  customer: Customer,
  notices: readonly Notice[],
): Promise<readonly MyChange[]> {
  const told = new Map(notices.map((notice) => [notice.changeId, notice]));
  const announced = (await listPending(db)).filter(
    ({ id, items }) => !told.has(id) && uses(customer, servicesOf(items)),
  );
  const open = await Promise.all(
    notices.filter(isToCome).map(async (notice) => {
      const change = await findChange(db, notice.changeId);
      return change ? [{ change, notice }] : [];
    }),
  );
  return [...open.flat(), ...announced.map((change) => ({ change }))].toSorted(
    (a, b) => a.change.id - b.change.id,
  );
}

/** `services` empty concerns everybody. */
function uses(customer: Customer, services: readonly string[]): boolean {
  return (
    customer.services.length === 0 ||
    services.length === 0 ||
    services.some((slug) => customer.services.includes(slug))
  );
}

function newestRounds(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [notice.changeId, notice])).values()];
}

/** Its window is open, or it is not in effect for the customer yet. */
function isToCome({ state, effectiveAt }: Notice): boolean {
  return state !== 'ended' && !(state === 'closed' && effectiveAt !== undefined);
}
