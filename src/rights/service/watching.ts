import type { Ctx, System } from '../../context.ts';
import { addDays, type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { alertOnce } from '../../deliveries/service/alerts.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { RightsRequest } from '../model.ts';
import { openPause, stops } from '../model/clock.ts';
import { silenceDays } from '../model/laws.ts';
import * as reading from '../store/reading.ts';
import { act, changeRequest } from './changing.ts';
import { bothSides, tell } from './telling.ts';

const perRun = 200;

/** Tells staff seven days and two days before something is due, and once it is overdue. How many were told. */
export async function warnOfDeadlines(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const today = dayOf(ctx.now, (await getOrganisation(db)).value.timeZone);
  let told = 0;
  for (const each of await reading.selectDueBy(db, addDays(today, 7), perRun)) {
    const due = each.nextDueOn;
    if (due === undefined || isStopped(each)) continue;
    const { reference, law } = each;
    const stage = stageOf(due, today);
    const alert = { kind: 'rights-due', reference, law, due, stage } as const;
    told += await alertOnce(ctx, alert, `rights-due:${each.id}:${due}:${stage}`);
  }
  return told;
}

/** Their day will move once the answer is there. */
function isStopped(request: RightsRequest): boolean {
  const waited = openPause(request.clock);
  return waited !== undefined && stops(request, waited.why);
}

function stageOf(due: Day, today: Day) {
  if (today > due) return 'overdue';
  return addDays(today, 2) >= due ? 'in-2-days' : 'in-7-days';
}

/** Ends requests of which an answer has been awaited for too long, each once however many jobs run. How many. */
export async function expireSilent(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const today = dayOf(ctx.now, (await getOrganisation(db)).value.timeZone);
  let expired = 0;
  for (const id of await reading.selectSilent(db, addDays(today, -silenceDays), perRun))
    if (await expireOne(ctx, id)) expired += 1;
  return expired;
}

/** Another job, or the answer, was first: then there is nothing to do. */
async function expireOne(ctx: Ctx<System>, id: RightsRequestId): Promise<boolean> {
  try {
    await changeRequest(ctx, id, 'any', async (changing) => {
      const { tx, request } = changing;
      const event = await act(changing, { kind: 'expire' }, 'rights.expired');
      await tell(tx, ctx.deps, request, { what: 'expired' }, bothSides(request), event);
      return [event];
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    throw error;
  }
}
