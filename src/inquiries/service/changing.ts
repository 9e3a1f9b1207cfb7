import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { InquiryId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Inquiry } from '../model.ts';
import { selectInquiry } from '../store/reading.ts';

/** One commit as `changeInquiry` opens it. */
export type Changing = {
  readonly tx: Tx;
  readonly ledger: Ledger;
  /** As it stands in the transaction. */
  readonly inquiry: Inquiry;
};

/** Refuses `not_found`. */
export async function getInquiry(db: Db, id: InquiryId): Promise<Inquiry> {
  const found = await selectInquiry(db, id);
  if (!found) throw new Refusal('not_found', 'There is no inquiry of this id.');
  return found;
}

/**
 * Carries out one thing that happens to an inquiry as it stands in the transaction. Refuses `stale`
 * where somebody was first; what `work` gives is the event of it.
 */
export async function changeInquiry(
  ctx: Ctx,
  id: InquiryId,
  expected: Expected,
  work: (changing: Changing) => Promise<StoredEvent>,
): Promise<Inquiry> {
  const changed = await commit(ctx, async (tx, ledger) => {
    const inquiry = await getInquiry(tx, id);
    checkExpected(expected, inquiry.version);
    const event = await work({ tx, ledger, inquiry });
    return { value: await getInquiry(tx, id), events: [event] };
  });
  ctx.deps.nudge();
  return changed;
}
