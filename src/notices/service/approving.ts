import { actorName, type Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import type { Notice } from '../model/notice.ts';
import { selectRounds } from '../store/reading.ts';
import { updateNotices } from '../store/writing.ts';

/**
 * Records that a customer agrees to a change: what a specific authorisation asks for, and what every
 * other may give before its time is over. Refuses `not_found` and `conflict`.
 */
export async function approveNotice(
  ctx: Ctx,
  { changeId, customerId }: { readonly changeId: number; readonly customerId: CustomerId },
): Promise<Notice> {
  const by = actorName(ctx.actor);
  const approved = await commit(ctx, async (tx, ledger) => {
    const notice = (await selectRounds(tx, changeId, [customerId])).at(-1);
    if (!notice) throw new Refusal('not_found', 'This change was not announced to this customer.');
    refuseUnlessOpen(notice);
    const next: Notice = {
      ...notice,
      approved: { at: ledger.at.toISOString(), by },
      // Its silence was a no, and is one no more.
      ...(notice.outcome === 'refused-by-silence' && { outcome: 'approved' as const }),
    };
    const changed = await updateNotices(tx, [next]);
    if (!changed.has(customerId)) throw new Refusal('conflict', 'Somebody else was first.');
    const event = ledger.record({
      action: 'notice.approved',
      subject: `change:${changeId}`,
      data: { round: notice.round, customer: customerId, by },
      public: false,
    });
    return { value: { ...next, version: next.version + 1 }, events: [event] };
  });
  // It may take effect for the customer now.
  ctx.deps.nudge();
  return approved;
}

function refuseUnlessOpen({ state, approved, effectiveAt }: Notice): void {
  if (state === 'ended')
    throw new Refusal(
      'conflict',
      'This notice has ended: the change was withdrawn or announced anew.',
    );
  if (approved) throw new Refusal('conflict', `The customer agreed already, at ${approved.at}.`);
  if (effectiveAt)
    throw new Refusal(
      'conflict',
      'The change is in effect for this customer: there is nothing to agree to any more.',
    );
}
