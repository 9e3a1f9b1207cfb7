import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';

/** Records that a customer under specific authorisation agrees to a change. */
export async function approveNotice(
  _ctx: Ctx,
  _given: { readonly changeId: number; readonly customerId: CustomerId; readonly by: string },
): Promise<void> {
  throw new Refusal('unavailable', 'Approvals are not taken here yet.');
}
