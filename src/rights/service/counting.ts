import type { Ctx } from '../../context.ts';
import { addDays, addMonths, type Day } from '../../core/day.ts';
import { listCustomers } from '../../customers/service/customers.ts';
import * as store from '../store/counting.ts';

/** How many came in a month, and how many of these are still open. */
export type Month = {
  /** `2026-11` */
  readonly month: string;
  readonly received: number;
  readonly open: number;
};

/** The last twelve months with this one, oldest first; those without any too. */
export async function countMonths({ deps }: Ctx, today: Day): Promise<readonly Month[]> {
  const first = addMonths(today, -11);
  const found = await store.countByMonth(deps.db, Number(first.slice(0, 4)));
  const byMonth = new Map(found.map((each) => [each.month, each]));
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(`${first.slice(0, 7)}-01` as Day, index).slice(0, 7);
    return byMonth.get(month) ?? { month, received: 0, open: 0 };
  });
}

/** From how many days before something is due the inbox warns. */
export const warnDays = 7;

/** How many are open, overdue, and due within a week. */
export async function countOpen({ deps }: Ctx, today: Day) {
  return store.countDue(deps.db, today, addDays(today, warnDays));
}

const mostCustomers = 1_000;

/** To whom a request can be passed on: customers with an agreement in force, by name. */
export async function listControllers(ctx: Ctx) {
  const { items } = await listCustomers(ctx, { state: 'active' }, mostCustomers);
  return items.map(({ id, name }) => ({ id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
