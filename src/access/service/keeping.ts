import type { Ctx, System } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import { alertOnce } from '../../deliveries/service/alerts.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { decide } from '../model/deciding.ts';
import { patienceMs, remindAt } from '../model/waiting.ts';
import { selectStale, selectWaiting } from '../store/request-pages.ts';
import { updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { recordOf, tellRequester } from './telling.ts';

const perRun = 100;
/** More than any staff has before it; the reminder of one is sent once. */
const mostWaiting = 1_000;

/** Reminds staff of requests that have waited for two working days, each once for each time that it came to wait. */
export async function remindOfRequests(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const { timeZone } = (await getOrganisation(db)).value;
  let told = 0;
  for (const { id, reference, items, waitingSince } of await selectWaiting(db, mostWaiting)) {
    if (waitingSince === undefined || ctx.now < remindAt(waitingSince, timeZone)) continue;
    const since = dayOf(waitingSince, timeZone);
    const alert = { kind: 'access-waiting', reference, documents: items.length, since } as const;
    const subject = `alert:access-waiting:${id}:${waitingSince.getTime()}`;
    told += await alertOnce(ctx, alert, subject);
  }
  return told;
}

/** Ends what nobody confirmed, answered or signed in time, each once however many jobs run. How many. */
export async function expireRequests(ctx: Ctx<System>): Promise<number> {
  let expired = 0;
  for (const state of ['verifying', 'question', 'signing'] as const) {
    const before = new Date(ctx.now.getTime() - patienceMs[state]);
    for (const id of await selectStale(ctx.deps.db, state, before, perRun))
      if (await expireUnlessMoved(ctx, id, before)) expired += 1;
  }
  return expired;
}

async function expireUnlessMoved(
  ctx: Ctx<System>,
  id: AccessRequestId,
  before: Date,
): Promise<boolean> {
  try {
    await changeRequest(ctx, id, 'any', async ({ tx, ledger, request }) => {
      // Another job, or whoever asked, was first.
      if (request.changedAt > before) throw new Refusal('conflict', 'It has moved since.');
      const state = decide(request, { kind: 'expire' });
      const { at } = ledger;
      await updateRequest(tx, id, { state, endedAt: at, changedAt: at });
      const event = recordOf(ledger, request, 'access.expired', { from: request.state });
      // An address that nobody has confirmed gets no more mail than the one that asks.
      if (request.verifiedAt !== undefined)
        await tellRequester(tx, ctx.deps, request, { what: 'expired' }, event);
      return [event];
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    throw error;
  }
}
