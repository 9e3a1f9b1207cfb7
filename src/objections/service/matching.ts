import type { Change } from '../../changes/model.ts';
import { findChange } from '../../changes/service.ts';
import type { Ctx, Deps, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { CustomerId, ObjectionId } from '../../core/ids.ts';
import type { Customer } from '../../customers/model.ts';
import { openMyTerms } from '../../customers/service/links.ts';
import { listCustomers } from '../../customers/service/customers.ts';
import {
  findCustomersByDomain,
  getCustomer,
  listCustomersById,
} from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import type { Expected } from '../../db/expected.ts';
import type { EventData } from '../../db/ledger.ts';
import { findNotice } from '../../notices/service/reading.ts';
import { recountSilence } from '../../notices/service/recounting.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Objection } from '../model.ts';
import { type Lateness, latenessOf } from '../model/lateness.ts';
import * as writing from '../store/writing.ts';
import { changeObjection } from './changing.ts';
import { recordOf } from './telling.ts';

/** Whether what came at an instant came late, by the page's date and by the clock of the customer it is of. */
export async function judgeLateness(
  db: Db,
  change: Pick<Change, 'id' | 'objectionEndsOn'>,
  receivedAt: Date,
  customerId: CustomerId | undefined,
): Promise<Lateness> {
  const { timeZone } = (await getOrganisation(db)).value;
  const general = { on: change.objectionEndsOn, timeZone };
  const notice = customerId === undefined ? undefined : await findNotice(db, change.id, customerId);
  if (notice === undefined) return latenessOf(receivedAt, general);
  return latenessOf(receivedAt, general, notice.clock?.objectionEnds ?? 'not-started');
}

/** A judgement as the ledger keeps it. */
export function factsOf({ isLate, rule, endsOn }: Lateness): EventData {
  return { late: isLate, rule, ...(endsOn && { endsOn }) };
}

/** Says of which customer it is; whether it came late is judged anew by that customer's clock. */
export async function matchObjection(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  customerId: CustomerId,
  expected: Expected,
): Promise<Objection> {
  return changeObjection(ctx, id, expected, async ({ tx, ledger, objection }) => {
    await requireCustomer(tx, customerId);
    const change = await findChange(tx, objection.changeId);
    if (!change) throw new Error(`no change ${objection.changeId}`);
    const lateness = await judgeLateness(tx, change, objection.receivedAt, customerId);
    const { isLate } = lateness;
    await writing.updateObjection(tx, id, { customerId, isLate, changedAt: ledger.at });
    if (!isLate) await recountSilence(tx, ledger, { changeId: change.id, customerId });
    const facts = { customer: customerId, ...factsOf(lateness) };
    return recordOf(ledger, objection, 'objection.matched', facts);
  });
}

const mostCandidates = 20;

/** Customers whose name or reference holds the text; without one, those that have a contact at the sender's mail domain. */
export async function listCandidates(
  ctx: Ctx<Staff>,
  { objector }: Pick<Objection, 'objector'>,
  text: string,
): Promise<readonly Customer[]> {
  if (text !== '') return (await listCustomers(ctx, { q: text }, mostCandidates)).items;
  const domain = objector?.email?.split('@').at(-1);
  const ids = domain === undefined ? [] : await findCustomersByDomain(ctx.deps.db, domain);
  return listCustomersById(ctx.deps.db, ids.slice(0, mostCandidates));
}

/** The customer that an objection is of, as far as anybody has said so. */
export async function findCustomerOf(
  db: Db,
  { customerId }: Pick<Objection, 'customerId'>,
): Promise<Customer | undefined> {
  return customerId && findCustomer(db, customerId);
}

/** Refuses `invalid` where there is none: it stands in the body, not in the address. */
export async function requireCustomer(db: Db, id: CustomerId): Promise<void> {
  if ((await findCustomer(db, id)) === undefined)
    throw refusalOf([
      { pointer: pointerTo('customer'), detail: 'There is no customer of this id.' },
    ]);
}

/** The customer whose page of terms this token leads to; undefined for any other text. */
export async function customerOfLink(
  deps: Deps,
  token: string | undefined,
): Promise<CustomerId | undefined> {
  return token === undefined ? undefined : (await openMyTerms(deps, token))?.customer.id;
}

async function findCustomer(db: Db, id: CustomerId): Promise<Customer | undefined> {
  try {
    return await getCustomer(db, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return undefined;
    throw error;
  }
}
