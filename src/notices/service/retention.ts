import type { Day } from '../../core/day.ts';
import { asId } from '../../core/ids.ts';
import { forgetCustomers, listEndedBy } from '../../customers/service/retention.ts';
import {
  findStray,
  forgetObjections,
  forgetObjectionsOf,
} from '../../objections/service/retention.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { deleteNoticesOf } from '../store/writing.ts';

/**
 * What was announced to customers, the proof of it and their objections, with the customers themselves;
 * and before these the objections of nobody who is known as one, counted from their end.
 */
export const keeper: Keeper = {
  rule: 'notices',
  async findDue(db, { before, lastDay }, { after, limit }) {
    const [, day, id] = /^agreement:([\d-]+):(.*)$/.exec(after ?? '') ?? [];
    const stray = day === undefined ? await findStray(db, before, { after, limit }) : [];
    if (stray.length > 0) return stray;
    const place = day && id ? { day: day as Day, id } : undefined;
    const ended = await listEndedBy(db, lastDay, place, limit);
    return ended.map((each) => ({ id: each.id, place: `agreement:${each.endedOn}:${each.id}` }));
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
