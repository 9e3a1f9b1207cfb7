import type { Ctx, Staff, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { BatchId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import { type Approval, isLasting } from '../../staff/model/four-eyes.ts';
import { approvalBy, listHolders, soleApproval } from '../../staff/service/approving.ts';
import type { Plan } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';
import { openBatch } from './batches.ts';

/** A second person wants the batch published as it is. Refuses `conflict` to whoever has written in it. */
export async function approveBatch(
  ctx: Ctx<Staff>,
  id: BatchId,
  expected: Expected,
): Promise<Batch> {
  return commit(ctx, async (tx, ledger) => {
    const holders = await listHolders(ctx.deps, tx, 'approveBatch');
    const batch = await openBatch(tx, id);
    checkExpected(expected, batch.version);
    const approval = approvalBy(ctx, batch.editors, ledger.at, holders);
    const approved = { ...batch, approval, updatedAt: ledger.at, version: batch.version + 1 };
    await store.saveBatch(tx, approved);
    const event = ledger.record({
      action: 'batch.approved',
      subject: `batch:${id}`,
      data: { version: batch.version, ...(approval.isSole && { isSole: true }) },
      public: false,
    });
    return { value: approved, events: [event] };
  });
}

/** Takes an approval back; whoever may approve may do so. */
export async function revokeApproval(ctx: Ctx<Staff>, id: BatchId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const { approval, ...batch } = await openBatch(tx, id);
    if (approval === undefined) throw new Refusal('not_found', 'This batch is not approved.');
    await store.saveBatch(tx, { ...batch, updatedAt: ledger.at, version: batch.version + 1 });
    const event = ledger.record({
      action: 'batch.approval_revoked',
      subject: `batch:${id}`,
      data: {},
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

/** Whether a batch may be published as it is: what it was approved by, or would be by publishing it. */
export type ApprovalState =
  | { readonly name: 'given' | 'by-publishing'; readonly approval: Approval }
  | { readonly name: 'not-needed' | 'needed'; readonly approval?: undefined };

/**
 * A correction needs nobody, nor does what Annex itself publishes; where nobody else could approve,
 * publishing does.
 */
export async function readApproval(
  ctx: Ctx<Staff | System>,
  db: Db,
  { approval, editors }: Batch,
  plan: Pick<Plan, 'class'>,
): Promise<ApprovalState> {
  const holders = await listHolders(ctx.deps, db, 'approveBatch');
  if (approval !== undefined && isLasting(approval, editors, holders))
    return { name: 'given', approval };
  if (ctx.actor.kind === 'system' || plan.class === 'correction') return { name: 'not-needed' };
  const sole = soleApproval(ctx, editors, ctx.now, holders);
  return sole ? { name: 'by-publishing', approval: sole } : { name: 'needed' };
}

export function refuseUnapproved({ name }: ApprovalState): void {
  if (name === 'needed')
    throw new Refusal(
      'not_approved',
      'Somebody else has to approve the batch first (PUT …/approval). Nothing was published.',
    );
}
