import type { Ctx, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { BatchId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import { listHolders } from '../../staff/service.ts';
import { type Approval, faultOfApprover, isInForce, isSoleHolder } from '../model/approving.ts';
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
  const by = actorName(ctx.actor);
  return commit(ctx, async (tx, ledger) => {
    const holders = await listHolders({ ...ctx.deps, db: tx });
    const batch = await openBatch(tx, id);
    checkExpected(expected, batch.version);
    const fault = faultOfApprover(by, batch.editors, holders);
    if (fault !== undefined) throw new Refusal('conflict', fault);
    const sole = isSoleHolder(holders) ? { isSole: true as const } : {};
    const approval: Approval = { by, at: ledger.at.toISOString(), ...sole };
    const approved = { ...batch, approval, updatedAt: ledger.at, version: batch.version + 1 };
    await store.saveBatch(tx, approved);
    const event = ledger.record({
      action: 'batch.approved',
      subject: `batch:${id}`,
      data: { version: batch.version, ...sole },
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

/**
 * How a batch that is being published was approved. A correction needs nobody, nor does what Annex itself
 * publishes; where one person holds all keys, publishing approves. Refuses `not_approved` otherwise.
 */
export async function approvalOf(
  ctx: Ctx<Staff | System>,
  db: Db,
  batch: Batch,
  plan: Pick<Plan, 'class'>,
): Promise<Approval | undefined> {
  const holders = await listHolders({ ...ctx.deps, db });
  if (batch.approval !== undefined && isInForce(batch.approval, holders)) return batch.approval;
  if (ctx.actor.kind === 'system' || plan.class === 'correction') return undefined;
  if (!isSoleHolder(holders))
    throw new Refusal(
      'not_approved',
      'Another holder of a key has to approve the batch first (PUT …/approval). Nothing was published.',
    );
  return { by: actorName(ctx.actor), at: ctx.now.toISOString(), isSole: true };
}
