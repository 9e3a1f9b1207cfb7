import type { Ctx, Staff } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import type { InquiryId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseRestricted } from '../../restrictions/service.ts';
import { refuseHeld } from '../../retention/service/held.ts';
import { forgetCaseAddress } from '../../subscribers/service/cases.ts';
import type { Inquiry } from '../model.ts';
import { eraseThread, updateInquiry } from '../store/writing.ts';
import { deleteErasedFiles } from './attaching.ts';
import { changeInquiry } from './changing.ts';
import { recordOf } from './telling.ts';

/**
 * Forgets who wrote, what was written and what came with it; that there was an inquiry stays. Files that
 * cannot be deleted now are deleted by the schedule. Refuses `conflict` where a hold keeps it.
 */
export async function erasePersonalData(
  ctx: Ctx<Staff>,
  id: InquiryId,
  expected: Expected,
): Promise<void> {
  await changeInquiry(ctx, id, expected, async ({ tx, ledger, inquiry }) => {
    await refuseHeld(tx, 'inquiries', id, inquiry.customerId);
    await refuseRestricted(tx, ctx.deps.keys, inquiry.person?.email);
    return forgetInquirer(tx, ledger, inquiry);
  });
  await dropErasedFiles(ctx);
}

/** The same in the commit of the caller, who drops the files after it. */
export async function forgetInquirer(
  tx: Tx,
  ledger: Ledger,
  inquiry: Inquiry,
): Promise<StoredEvent> {
  const { id, subscriptionId, linkVersion } = inquiry;
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
}

/** Deletes the files of what is erased, and leaves to the schedule what fails. */
export async function dropErasedFiles({ deps }: Ctx): Promise<void> {
  await deleteErasedFiles(systemCtx(deps, 'erased-files')).catch((error: unknown) =>
    deps.log('error', 'files of an erased inquiry are still there', {
      error: error instanceof Error ? error.name : typeof error,
    }),
  );
}
