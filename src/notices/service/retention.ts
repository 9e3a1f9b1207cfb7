import type { Day } from '../../core/day.ts';
import { asId } from '../../core/ids.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import { forgetCustomers, listContactsOf, listEndedBy } from '../../customers/service/retention.ts';
import {
  findStray,
  forgetObjections,
  forgetObjectionsOf,
  hasObjection,
  listPartsOf,
} from '../../objections/service/retention.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { deleteNoticesOf } from '../store/writing.ts';

/**
 * What was announced to customers, the proof of it and their objections, with the customers themselves;
 * and before these the objections of nobody who is known as one, counted from their end.
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
  async findDue(db, { before, lastDay }, { after, limit }) {
    const [, day, id] = /^agreement:([\d-]+):(.*)$/.exec(after ?? '') ?? [];
    const stray = day === undefined ? await findStray(db, before, { after, limit }) : [];
    if (stray.length > 0) return stray;
    const place = day && id ? { day: day as Day, id } : undefined;
    const ended = await listEndedBy(db, lastDay, place, limit);
    const ids = ended.map((each) => each.id);
    const objections = await listPartsOf(db, ids);
    const contacts = await listContactsOf(db, ids);
    return ended.map(({ id: customerId, endedOn }) => ({
      id: customerId,
      place: `agreement:${endedOn}:${customerId}`,
      since: endedOn,
      customerId,
      parts: [...(objections.get(customerId) ?? []), ...(contacts.get(customerId) ?? [])],
    }));
  },
  async purge(tx, ids) {
    const customerIds = ids.filter((id) => id.startsWith('cus_')).map((id) => asId('cus', id));
    const others = ids.filter((id) => !id.startsWith('cus_')).map((id) => asId('obj', id));
    await forgetObjections(tx, others);
    await forgetObjectionsOf(tx, customerIds);
    await deleteNoticesOf(tx, customerIds);
    await forgetCustomers(tx, customerIds);
  },
};
