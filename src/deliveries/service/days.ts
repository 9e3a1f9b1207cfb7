import type { Ctx } from '../../context.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { DayFigures } from '../model/figures.ts';
import * as store from '../store/days.ts';

/** The last days of the organisation, today included, oldest first. */
export async function listDayFigures(
  { deps: { db }, now }: Pick<Ctx, 'deps' | 'now'>,
  days: number,
): Promise<readonly DayFigures[]> {
  const { timeZone } = (await getOrganisation(db)).value;
  const today = dayOf(now, timeZone);
  const all = Array.from({ length: days }, (_, at) => addDays(today, at - days + 1));
  const starts = [...all, addDays(today, 1)].map((day) => startOfDay(day, timeZone));
  const ended = await store.selectEndedBetween(db, starts, ['accepted', 'failed', 'bounced']);
  const open = await store.selectOpenBetween(db, starts);
  const sum = (rows: readonly { readonly span: number; readonly count: number }[], at: number) =>
    rows.filter(({ span }) => span === at).reduce((total, { count }) => total + count, 0);
  return all.map((day, at) => ({
    day,
    told: sum(
      ended.filter(({ state }) => state === 'accepted'),
      at,
    ),
    failed: sum(
      ended.filter(({ state }) => state !== 'accepted'),
      at,
    ),
    waiting: sum(open, at),
  }));
}
