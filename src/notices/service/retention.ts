import type { Day } from '../../core/day.ts';
import { asId } from '../../core/ids.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import { forgetCustomers, listContactsOf, listEndedBy } from '../../customers/service/retention.ts';
import {
  findStray,
  forgetObjections,
  forgetObjectionsOf,
  hasObjection,
  listPartsOf,
} from '../../objections/service/retention.ts';
import { findPast } from '../../deliveries/service/retention.ts';
import { deleteDeliveries } from '../../deliveries/service/forgetting.ts';
import type { Cutoff, Due, Keeper } from '../../retention/keeper.ts';
import { deleteNoticesOf } from '../store/writing.ts';

/**
 * What was announced to customers, the proof of it and their objections, with the customers themselves;
 * before these the objections of nobody who is known as one, counted from their end, and after them what
 * was sent to contacts of nobody, counted from the sending.
 */
export const keeper: Keeper = {
  rule: 'notices',
  // A period may be shorter than the days behind an agreement, in which changes are still announced.
  isKeptForCustomers: true,
  // With six years of notices each, to all of its contacts.
  perBatch: 10,
  async isThere(db, id) {
    if (await hasObjection(db, asId('obj', id))) return true;
    return (await listCustomersById(db, [asId('cus', id)])).length > 0;
  },
  async findDue(db, cutoff, page) {
    // One kind after the other; a place says in which the page before ended.
    const from = kinds.findIndex(
      ({ prefix }) => prefix !== undefined && page.after?.startsWith(prefix),
    );
    for (const { find } of kinds.slice(Math.max(from, 0))) {
      const found = await find(db, cutoff, page);
      if (found.length > 0) return found;
    }
    return [];
  },
  async purge(tx, ids) {
    const customerIds = ids.filter((id) => id.startsWith('cus_')).map((id) => asId('cus', id));
    const others = ids.filter((id) => id.startsWith('obj_')).map((id) => asId('obj', id));
    const sent = ids.filter((id) => id.startsWith(sentPrefix));
    await forgetObjections(tx, others);
    await forgetObjectionsOf(tx, customerIds);
    await deleteNoticesOf(tx, customerIds);
    await forgetCustomers(tx, customerIds);
    await deleteDeliveries(
      tx,
      sent.map((id) => Number(id.slice(sentPrefix.length))),
    );
  },
};

type Find = (...given: FindDue) => Promise<readonly Due[]>;
type FindDue = [db: Db, cutoff: Cutoff, page: { after: string | undefined; limit: number }];

const endPrefix = 'agreement:';
const sentPrefix = 'delivery:';

/** In their order; places of all but the first begin with its prefix. */
const kinds: readonly { readonly prefix?: string; readonly find: Find }[] = [
  { find: (db, { before }, page) => findStray(db, before, page) },
  { prefix: endPrefix, find: findEnded },
  { prefix: sentPrefix, find: findUnowned },
];

/** Customers whose agreement has ended, with all that goes with them. */
async function findEnded(...[db, { lastDay }, { after, limit }]: FindDue): Promise<readonly Due[]> {
  const [, day, id] = /^agreement:([\d-]+):(.*)$/.exec(after ?? '') ?? [];
  const place = day && id ? { day: day as Day, id } : undefined;
  const ended = await listEndedBy(db, lastDay, place, limit);
  const ids = ended.map((each) => each.id);
  const objections = await listPartsOf(db, ids);
  const contacts = await listContactsOf(db, ids);
  return ended.map(({ id: customerId, endedOn }) => ({
    id: customerId,
    place: `${endPrefix}${endedOn}:${customerId}`,
    since: endedOn,
    customerId,
    parts: [...(objections.get(customerId) ?? []), ...(contacts.get(customerId) ?? [])],
  }));
}

/** What was sent to contacts that stand for no customer: there is no agreement from whose end to count. */
async function findUnowned(
  ...[db, { before }, { after, limit }]: FindDue
): Promise<readonly Due[]> {
  const last = after?.startsWith(sentPrefix) ? Number(after.slice(sentPrefix.length)) : 0;
  const found = await findPast(db, 'contacts-of-nobody', before, { after: last, limit });
  return found.map((each) => {
    const place = `${sentPrefix}${each.id}`;
    return { ...each, id: place, place };
  });
}
