import type { Change } from '../../changes/model.ts';
import type { Ctx, Staff, System } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Entry } from '../model/entry.ts';
import type { Decisions, Draft, Plan } from '../model/publishing.ts';
import { decisionFor } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';
import type { ApprovalState } from './approving.ts';
import { recordContactPerson } from './entries.ts';

type Particulars = {
  readonly batch: Batch;
  readonly drafts: readonly Draft[];
  readonly register: ReadonlyMap<string, Entry>;
  readonly plan: Plan;
  readonly decisions: Decisions;
  readonly change: Change;
  readonly approval: ApprovalState;
};

/** What belongs to the publication but not to the public change: persons, reasons, the end of the batch. */
export async function recordParticulars(
  ctx: Ctx<Staff | System>,
  tx: Tx,
  ledger: Ledger,
  { batch, drafts, register, plan, decisions, change, approval }: Particulars,
): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  const idOf = (slug: string) =>
    register.get(slug)?.id ?? change.items.find((item) => item.slug === slug)?.subprocessorId;
  for (const draft of drafts) {
    const id = idOf(draft.slug);
    if (draft.contactPerson && id)
      events.push(await recordContactPerson(ctx, tx, ledger, id, draft.contactPerson));
  }
  for (const item of change.items) {
    const reason = decisionFor(decisions.contractOverrides, item.slug);
    if (reason !== undefined && plan.overridden.includes(item.slug)) {
      events.push(
        ledger.record({
          action: 'contract.overridden',
          subject: `subprocessor:${item.subprocessorId}`,
          data: { change: change.id, reason },
          public: false,
        }),
      );
    }
  }
  await store.deleteDrafts(tx, batch.id);
  await store.saveBatch(tx, {
    ...batch,
    ...(approval.approval && { approval: approval.approval }),
    published: true,
    changeId: change.id,
    updatedAt: ledger.at,
    version: batch.version + 1,
  });
  return [...events, ...recordUse(ledger, batch, change, approval)];
}

/** What became of the batch, and how it was approved where publishing did that too. */
function recordUse(
  ledger: Ledger,
  batch: Batch,
  { id }: Change,
  { name, approval }: ApprovalState,
): readonly StoredEvent[] {
  const subject = `batch:${batch.id}`;
  const approved = { version: batch.version, isSole: true };
  const published = { change: id, ...(approval && { approval }) };
  return [
    ...(name === 'by-publishing'
      ? [ledger.record({ action: 'batch.approved', subject, data: approved, public: false })]
      : []),
    ledger.record({ action: 'batch.published', subject, data: published, public: false }),
  ];
}
