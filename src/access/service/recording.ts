import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf, startOfDay } from '../../core/day.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { commit } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { AccessRequest, RequestSource } from '../model.ts';
import { getRequest } from './changing.ts';
import { type Asked, getRequestable, openRequest } from './submitting.ts';

/** One that came by mail, phone or letter. */
export type Recorded = Asked & {
  readonly source: Exclude<RequestSource, 'form' | 'contact-form'>;
  /** When it came, in the organisation's time zone. */
  readonly receivedOn: Day;
};

/**
 * Enters a request that reached staff. The address gets the same letter as everybody's: documents and
 * NDA are bound to whoever holds it. Refuses `invalid` for what cannot be asked for and for a day to come.
 */
export async function recordRequest(ctx: Ctx<Staff>, recorded: Recorded): Promise<AccessRequest> {
  const { deps, now } = ctx;
  const entered = await commit(ctx, async (tx, ledger) => {
    const { timeZone } = (await getOrganisation(tx)).value;
    const today = dayOf(now, timeZone);
    if (recorded.receivedOn > today)
      throw refusalOf([
        {
          pointer: pointerTo('receivedOn'),
          detail: `Must not be in the future: it is ${today}.`,
        },
      ]);
    const { id, event } = await openRequest(deps, tx, ledger, {
      ...recorded,
      documents: await getRequestable(tx, recorded.slugs),
      receivedAt: recorded.receivedOn === today ? now : startOfDay(recorded.receivedOn, timeZone),
      mayWrite: true,
      looksAutomated: false,
    });
    return { value: await getRequest(tx, id), events: [event] };
  });
  deps.nudge();
  return entered;
}
