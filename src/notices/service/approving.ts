import { actorName, type Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import type { Notice } from '../model/notice.ts';
import * as store from '../store/notices.ts';

/**
 * Records that a customer under specific authorisation agrees to a change (Article 28(2) GDPR: written).
 * Refuses `not_found` without a notice, `conflict` where there is nothing to agree to.
 */
export async function approveNotice(
  ctx: Ctx,
  { changeId, customerId }: { readonly changeId: number; readonly customerId: CustomerId },
): Promise<Notice> {
  return commit(ctx, async (tx, ledger) => {
    const notice = (await store.selectRounds(tx, changeId, customerId)).at(-1);
    if (!notice) throw new Refusal('not_found', 'This change was not announced to this customer.');
    refuseUnlessAsked(notice);
    const approved = { at: ledger.at.toISOString(), by: actorName(ctx.actor) };
    const isClosed = notice.outcome === 'refused-by-silence';
    const after = { ...notice, approved, ...(isClosed && { outcome: 'approved' as const }) };
    if (!(await store.updateNotice(tx, notice, after)))
      throw new Refusal('conflict', 'Something else happened to this notice meanwhile. Try again.');
    const event = ledger.record({
      action: 'notice.approved',
      subject: `customer:${customerId}`,
      data: { change: changeId, round: notice.round },
      public: false,
    });
    return { value: after, events: [event] };
  });
}

function refuseUnlessAsked({ state, terms, approved }: Notice): void {
  if (state === 'ended')
    throw new Refusal('conflict', 'The change was taken back or announced anew.');
  if (terms.authorisation !== 'specific')
    throw new Refusal('conflict', 'Under a general authorisation nothing is to be approved.');
  if (approved !== undefined) throw new Refusal('conflict', 'It is approved already.');
}
