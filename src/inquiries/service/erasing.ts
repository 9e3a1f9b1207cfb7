import type { Ctx, Staff } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import type { InquiryId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import { forgetCaseAddress } from '../../subscribers/service/cases.ts';
import { eraseThread, updateInquiry } from '../store/writing.ts';
import { deleteErasedFiles } from './attaching.ts';
import { changeInquiry } from './changing.ts';
import { recordOf } from './telling.ts';

/**
 * Forgets who wrote, what was written and what came with it; that there was an inquiry stays. Files that
 * cannot be deleted now are deleted by the schedule.
 */
export async function erasePersonalData(
  ctx: Ctx<Staff>,
  id: InquiryId,
  expected: Expected,
): Promise<void> {
  await changeInquiry(ctx, id, expected, async ({ tx, ledger, inquiry }) => {
    const { subscriptionId, linkVersion } = inquiry;
    await updateInquiry(tx, id, {
      person: null,
      addressHash: null,
      subscriptionId: null,
      linkVersion: linkVersion + 1,
      changedAt: ledger.at,
    });
    await eraseThread(tx, id);
    if (subscriptionId !== undefined) await forgetCaseAddress(tx, subscriptionId, ledger.at);
    return recordOf(ledger, inquiry, 'inquiry.erased');
  });
  await deleteErasedFiles(systemCtx(ctx.deps, 'erased-files')).catch((error: unknown) =>
    ctx.deps.log('error', 'files of an erased inquiry are still there', {
      error: error instanceof Error ? error.name : typeof error,
    }),
  );
}
