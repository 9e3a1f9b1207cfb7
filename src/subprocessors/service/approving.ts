import type { Ctx, Staff, System } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { BatchId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import { type Approval, isLasting } from '../../staff/model/four-eyes.ts';
import { approvalBy, listHolders, soleApproval } from '../../staff/service/approving.ts';
import { loweredIn } from '../model/classify.ts';
import type { Plan } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';
import { openBatch } from './batches.ts';

/**
 * A second person wants the batch published as it is, and agrees that these amendments are corrections
 * whatever is proposed. Refuses `conflict` to whoever has written in it, `invalid` for what it does not touch.
 */
export async function approveBatch(
  ctx: Ctx<Staff>,
  id: BatchId,
  expected: Expected,
  corrections: readonly string[] = [],
): Promise<Batch> {
  return commit(ctx, async (tx, ledger) => {
    const holders = await listHolders(ctx.deps, tx, 'approveBatch');
    const batch = await openBatch(tx, id);
    checkExpected(expected, batch.version);
    const drafted = new Set((await store.selectDrafts(tx, id)).map(({ slug }) => slug));
    const faults = corrections
      .filter((slug) => !drafted.has(slug))
      .map((slug) => ({
        pointer: pointerTo('query', 'corrections'),
        detail: `The batch does not touch “${slug}”.`,
      }));
    if (faults.length > 0) throw refusalOf(faults);
    const agreed = corrections.length > 0 && { corrections };
    const approval = { ...approvalBy(ctx, batch.editors, ledger.at, holders), ...agreed };
    const approved = { ...batch, approval, updatedAt: ledger.at, version: batch.version + 1 };
    await store.saveBatch(tx, approved);
    const event = ledger.record({
      action: 'batch.approved',
      subject: `batch:${id}`,
      data: { version: batch.version, ...(approval.isSole && { isSole: true }), ...agreed },
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
  | { readonly name: 'not-needed'; readonly approval?: undefined }
  | {
      readonly name: 'needed';
      readonly approval?: undefined;
      /** Slugs of amendments that are called corrections, and nobody else has agreed to that. */
      readonly lowered: readonly string[];
    };

/**
 * What is a correction by the proposal needs nobody, nor does what Annex itself publishes; where nobody else
 * could approve, publishing does. Calling an amendment less than is proposed keeps customers from being told,
 * so whoever approves has to agree to that too.
 */
export async function readApproval(
  ctx: Ctx<Staff | System>,
  db: Db,
  { approval, editors }: Batch,
  plan: Pick<Plan, 'class' | 'items'>,
): Promise<ApprovalState> {
  const holders = await listHolders(ctx.deps, db, 'approveBatch');
  const standing =
    approval !== undefined && isLasting(approval, editors, holders) ? approval : undefined;
  const lowered = loweredIn(plan.items).filter(
    (slug) => standing?.isSole !== true && standing?.corrections?.includes(slug) !== true,
  );
  if (standing !== undefined && lowered.length === 0) return { name: 'given', approval: standing };
  if (ctx.actor.kind === 'system' || (plan.class === 'correction' && lowered.length === 0))
    return { name: 'not-needed' };
  const sole = soleApproval(ctx, editors, ctx.now, holders);
  if (sole !== undefined) return { name: 'by-publishing', approval: sole };
  return { name: 'needed', lowered: standing === undefined ? [] : lowered };
}

export function refuseUnapproved(state: ApprovalState): void {
  if (state.name !== 'needed') return;
  if (state.lowered.length > 0)
    throw new Refusal(
      'not_approved',
      'Whoever approved the batch has not agreed that these are corrections. Nothing was published.',
      {
        errors: state.lowered.map((slug) => ({
          pointer: pointerTo('classes', slug),
          detail:
            'Proposed as substantive: leave it so, or have it approved as a correction (PUT …/approval?corrections=…).',
        })),
      },
    );
  throw new Refusal(
    'not_approved',
    'Somebody else has to approve the batch first (PUT …/approval). Nothing was published.',
  );
}
