import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf, startOfDay } from '../../core/day.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { referenceFrom } from '../../core/reference.ts';
import { commit } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Inquiry, InquirySource } from '../model.ts';
import { getInquiry } from './changing.ts';
import { openInquiry, type Said } from './submitting.ts';

/** One that came by mail, phone or letter. */
export type Recorded = Said & {
  readonly source: Exclude<InquirySource, 'form'>;
  /** When it came, in the organisation's time zone. */
  readonly receivedOn: Day;
};

/** Enters an inquiry that reached staff. Refuses `invalid` for a day to come. */
export async function recordInquiry(
  ctx: Ctx<Staff>,
  { source, receivedOn, ...said }: Recorded,
): Promise<Inquiry> {
  const { deps, now } = ctx;
  const entered = await commit(ctx, async (tx, ledger) => {
    const { timeZone } = (await getOrganisation(tx)).value;
    const today = dayOf(now, timeZone);
    if (receivedOn > today)
      throw refusalOf([
        { pointer: pointerTo('receivedOn'), detail: `Must not be in the future: it is ${today}.` },
      ]);
    const { id, event } = await openInquiry(deps, tx, ledger, {
      said,
      reference: referenceFrom('INQ', deps.ids.bytes(16)),
      source,
      receivedAt: receivedOn === today ? now : startOfDay(receivedOn, timeZone),
      stored: [],
      mayWrite: true,
      looksAutomated: false,
    });
    return { value: await getInquiry(tx, id), events: [event] };
  });
  deps.nudge();
  return entered;
}
