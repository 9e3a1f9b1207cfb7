import type { z } from 'zod';
import type { Role } from '../context.ts';
import { changedFields, isPending } from '../changes/model.ts';
import type { Change } from '../changes/model.ts';
import { completenessOf } from './model/completeness.ts';
import type { NoticePlan, PlannedNotice } from '../notices/service/announcing.ts';
import type { Entry } from './model/entry.ts';
import type { ContactPerson } from './model/facts.ts';
import type { Draft, Plan } from './model/publishing.ts';
import type {
  batch,
  batchWithEntries,
  draft,
  publication,
  publicationPlan,
  staffEntry,
} from './schema/batches.ts';
import type { ApprovalState } from './service/approving.ts';
import type { Batch } from './service/batches.ts';
import { maySee } from '../staff/model/permitting.ts';
import { presentApproval } from '../staff/schema.ts';

export function presentBatch({
  id,
  title,
  reason,
  effectiveOn,
  published,
  changeId,
  emergency,
  supersedes,
  approval,
  createdAt,
  updatedAt,
}: Batch): z.infer<typeof batch> {
  return {
    id,
    title: title ?? null,
    reason: reason ?? null,
    effectiveOn: effectiveOn ?? null,
    published,
    change: changeId ?? null,
    emergency: emergency ?? null,
    supersedes: supersedes ?? null,
    approval: presentBatchApproval(approval),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function presentBatchApproval(given: Batch['approval']) {
  const approval = presentApproval(given);
  return approval && { ...approval, corrections: given?.corrections ?? [] };
}

export function presentDraft(
  { slug, facts, replaces, contactPerson }: Draft,
  role: Role,
): z.infer<typeof draft> {
  const person = personFor(role, contactPerson) ?? null;
  return { slug, facts, replaces: replaces ?? null, contactPerson: person };
}

/** Contact persons are shown to those to whom contacts of customers are shown; published ones to everybody. */
function personFor(role: Role, person: ContactPerson | undefined): ContactPerson | undefined {
  return person?.published === true || maySee(role, 'contacts') ? person : undefined;
}

export function presentBatchWithEntries(
  found: Batch,
  drafts: readonly Draft[],
  role: Role,
): z.infer<typeof batchWithEntries> {
  return { ...presentBatch(found), entries: drafts.map((each) => presentDraft(each, role)) };
}

export function presentPlan({
  plan,
  notices: { customers },
  approval,
}: {
  readonly plan: Plan;
  readonly notices: NoticePlan;
  readonly approval: ApprovalState;
}): z.infer<typeof publicationPlan> {
  const { faults, warnings, unchanged, unconfirmed, withoutContract, contactPersons } = plan;
  return {
    publishable:
      faults.length + unconfirmed.length + withoutContract.length === 0 &&
      approval.name !== 'needed' &&
      customers.every(({ blocks, isAcknowledged }) => blocks.length === 0 || isAcknowledged),
    approval: approval.name,
    class: plan.class,
    effectiveOn: plan.effectiveOn,
    announced: plan.pending,
    items: plan.items.map(
      ({ slug, kind, class: itemClass, aspects, counterpart, before, after }) => ({
        slug,
        kind,
        class: itemClass,
        aspects,
        counterpart: counterpart ?? null,
        fields: changedFields(before, after).map((field) => ({
          field,
          before: before?.[field] ?? null,
          after: after[field] ?? null,
        })),
      }),
    ),
    unchanged,
    faults,
    warnings,
    unconfirmed,
    withoutContract,
    contactPersons,
    objectionEndsOn: plan.objectionEndsOn ?? null,
    notices: customers.map(presentPlannedNotice),
  };
}

function presentPlannedNotice({
  customerId,
  isInTime,
  isAcknowledged,
  terms: _,
  contacts,
  ...notice
}: PlannedNotice) {
  return {
    ...notice,
    customer: customerId,
    contacts: contacts.map(({ subscriptionId, channel, role, language, isReachable }) => ({
      subscription: subscriptionId,
      channel,
      role,
      language,
      reachable: isReachable,
    })),
    inTime: isInTime,
    acknowledged: isAcknowledged,
  };
}

export function presentPublication(change: Change, root: string): z.infer<typeof publication> {
  return {
    change: change.id,
    url: `${root}/changes/${change.id}`,
    state: isPending(change) ? 'announced' : 'in-effect',
    effectiveOn: change.effectiveOn,
  };
}

export function presentStaffEntry(
  { id, slug, state, facts, contactPerson, listedAt, changedAt, lastChangeId }: Entry,
  role: Role,
): z.infer<typeof staffEntry> {
  return {
    id,
    slug,
    state,
    facts,
    contactPerson: personFor(role, contactPerson) ?? null,
    completeness: completenessOf(facts, contactPerson),
    listedAt: listedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    lastChange: lastChangeId,
  };
}
