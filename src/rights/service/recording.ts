import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf, startOfDay } from '../../core/day.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
import { referenceFrom } from '../../core/reference.ts';
import { commit } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { RightsRequest, RightsSource } from '../model.ts';
import { getRequest } from './changing.ts';
import { type Asked, openRequest, refuseSame } from './submitting.ts';

/** One that came by letter, mail or phone. */
export type Recorded = {
  readonly asked: Asked;
  readonly source: Exclude<RightsSource, 'form'>;
  /** When it came, in the organisation's time zone. */
  readonly receivedOn: Day;
};

/**
 * Enters a request that reached staff; its days are counted from the one on which it came. Whoever asks
 * for another is told at once that the person is asked first, and the person is. Refuses `invalid` for a
 * day to come, and `conflict` where the same is asked already.
 */
export async function recordRequest(
  ctx: Ctx<Staff>,
  { asked, source, receivedOn }: Recorded,
): Promise<RightsRequest> {
  const { deps, now } = ctx;
  const entered = await commit(ctx, async (tx, ledger) => {
    const { timeZone } = (await getOrganisation(tx)).value;
    const today = dayOf(now, timeZone);
    if (receivedOn > today)
      throw refusalOf([
        { pointer: pointerTo('receivedOn'), detail: `Must not be in the future: it is ${today}.` },
      ]);
    await refuseSame(tx, deps.keys, asked);
    const event = await openRequest(
      ctx,
      { tx, ledger },
      {
        asked,
        reference: referenceFrom('PRV', deps.ids.bytes(16)),
        source,
        receivedOn,
        receivedAt: receivedOn === today ? now : startOfDay(receivedOn, timeZone),
        mayWrite: true,
        looksAutomated: false,
      },
    );
    const id = asId('rrq', event.subject.replace('rights-request:', ''));
    return { value: await getRequest(tx, id), events: [event] };
  });
  deps.nudge();
  return entered;
}
