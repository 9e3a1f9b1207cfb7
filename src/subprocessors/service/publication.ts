import { nextChangeId, recordChange, recordEffect } from '../../changes/service.ts';
import { getPending, recordEnding } from '../../changes/service/moving.ts';
import type { Change } from '../../changes/model.ts';
import type { Ctx, Staff, System } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { BatchId, SubprocessorId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { commit, rehearse } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import {
  endNotices,
  type NoticePlan,
  planNotices,
  recordNotices,
  type ToAnnounce,
} from '../../notices/service/announcing.ts';
import { isUnnamed, type Organisation } from '../../organisation/model.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Decisions, Draft, Plan } from '../model/publishing.ts';
import { planPublication } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';
import { refuseBlocked } from './announcing.ts';
import { type ApprovalState, readApproval, refuseUnapproved } from './approving.ts';
import { getBatch, openBatch } from './batches.ts';
import { listWithdrawn } from './entries.ts';
import { recordParticulars } from './particulars.ts';
import { listServiceSlugs, readStanding, type Standing, takeStep } from './steps.ts';

type Publisher = Ctx<Staff | System>;
/** What becomes of the register and the change log. */
type PlannedChange = Standing & {
  readonly plan: Plan;
  readonly services: readonly string[];
  readonly drafts: readonly Draft[];
  readonly superseded?: Change;
};
type Planned = PlannedChange & {
  /** Whom it is announced to. */
  readonly notices: NoticePlan;
  readonly approval: ApprovalState;
};

/** Nothing decided yet: classes as they are proposed. */
export const undecided: Decisions = { classes: {}, contractOverrides: {} };

/** The dry run: exactly what `publishBatch` would publish now, and what stands against it. Writes nothing. */
export async function planBatch(
  ctx: Publisher,
  id: BatchId,
  decisions: Decisions,
): Promise<Pick<Planned, 'plan' | 'notices' | 'approval'> & { readonly batch: Batch }> {
  const batch = await getBatch(ctx.deps.db, id);
  if (batch.published)
    throw new Refusal('conflict', `This batch was published as change ${batch.changeId}.`);
  const planned = await planNow(ctx.deps.db, ctx, batch, decisions, freshIds(ctx));
  const { plan, notices, approval } = planned;
  return { batch, plan, notices, approval };
}

/**
 * Publishes a batch as one change, in effect at once or announced for its day. All of it or nothing.
 * Refuses `invalid`, `class_unconfirmed`, `contract_missing`, `notice_blocked` or `not_approved`, naming
 * every fault.
 */
export async function publishBatch(
  ctx: Publisher,
  id: BatchId,
  decisions: Decisions,
  expected: Expected,
): Promise<Change> {
  const idFor = freshIds(ctx);
  return commit(ctx, async (tx, ledger) => {
    const batch = await openBatch(tx, id);
    checkExpected(expected, batch.version);
    const planned = await planNow(tx, ctx, batch, decisions, idFor);
    refuseUnlessPublishable(planned.plan);
    refuseBlocked(planned.notices);
    refuseUnapproved(planned.approval);
    const before = await takePlaceOf(tx, ledger, planned);
    const published = await announce(tx, ledger, batch, planned, before.standing);
    const { change, event } = published;
    const notices = await recordNotices(ctx, tx, ledger, {
      change,
      event,
      round: 1,
      plan: planned.notices,
    });
    const particulars = { ...planned, batch, decisions, change };
    const rest = await recordParticulars(ctx, tx, ledger, particulars);
    return {
      value: change,
      events: [event, ...before.events, ...published.events, ...notices, ...rest],
    };
  });
}

/**
 * What `look` sees once the batch is published as it is now, whatever still stands against it. Publishes nothing.
 */
export async function rehearseBatch<T>(
  ctx: Publisher,
  id: BatchId,
  look: (tx: Tx) => Promise<T>,
): Promise<T> {
  const idFor = freshIds(ctx);
  const work = async (tx: Tx, ledger: Ledger) => {
    const batch = await openBatch(tx, id);
    const planned = await planChange(tx, ctx, batch, undecided, idFor);
    if (planned.plan.items.length === 0) return;
    const before = await takePlaceOf(tx, ledger, planned);
    const { change } = await announce(tx, ledger, batch, planned, before.standing);
    await recordParticulars(ctx, tx, ledger, {
      ...planned,
      batch,
      decisions: undecided,
      change,
      approval: { name: 'not-needed' },
    });
  };
  return rehearse(ctx, work, look);
}

/** Ends the announced change whose place is taken, in the same commit, under the number that comes next. */
async function takePlaceOf(
  tx: Tx,
  ledger: Ledger,
  { superseded, services, ...standing }: PlannedChange,
): Promise<{ standing: Standing; events: readonly StoredEvent[] }> {
  if (superseded === undefined) return { standing, events: [] };
  const supersededBy = await nextChangeId(tx);
  const ended = await recordEnding(tx, ledger, { change: superseded, services }, { supersededBy });
  await takeStep(tx, ended.change, standing);
  const notices = await endNotices(tx, ledger, superseded.id);
  return { standing: await readStanding(tx), events: [ended.event, ...notices] };
}

/** The change with its first step, which is its last one where it takes effect at once. */
async function announce(
  tx: Tx,
  ledger: Ledger,
  batch: Batch,
  { plan, services }: PlannedChange,
  standing: Standing,
): Promise<{ change: Change; event: StoredEvent; events: readonly StoredEvent[] }> {
  const { pending, objectionEndsOn } = plan;
  const draft = {
    ...announced(plan, batch),
    ...(objectionEndsOn !== undefined && { objectionEndsOn }),
    ...(batch.supersedes !== undefined && { supersedes: batch.supersedes }),
  };
  const published = await recordChange(tx, ledger, draft, { pending, services });
  const effect = pending ? undefined : await recordEffect(tx, ledger, published.change, services);
  const change = effect?.change ?? published.change;
  await takeStep(tx, change, standing);
  const events = [...published.events, ...(effect ? [effect.event] : [])];
  // What its recipients are told by: the announcement, or the effect where there is none.
  return { change, event: effect?.event ?? published.events[0], events };
}

async function planNow(
  db: Db,
  ctx: Publisher,
  batch: Batch,
  decisions: Decisions,
  idFor: (slug: string) => SubprocessorId,
): Promise<Planned> {
  const planned = await planChange(db, ctx, batch, decisions, idFor);
  const { plan } = planned;
  const notices = plan.opensWindow
    ? await planNotices(db, ctx, announced(plan, batch), decisions.acknowledged ?? [])
    : nobody;
  return { ...planned, notices, approval: await readApproval(ctx, db, batch, plan) };
}

async function planChange(
  db: Db,
  ctx: Publisher,
  batch: Batch,
  decisions: Decisions,
  idFor: (slug: string) => SubprocessorId,
): Promise<PlannedChange> {
  const { value: organisation } = await getOrganisation(db);
  const services = await listServiceSlugs(db);
  const standing = await readStanding(db);
  const today = dayOf(ctx.now, organisation.timeZone);
  const superseded =
    batch.supersedes === undefined ? undefined : await getPending(db, batch.supersedes, today);
  const { register, pending } = superseded ? without(standing, superseded) : standing;
  const withdrawn = new Map((await listWithdrawn(db)).map(({ slug, id }) => [slug, id]));
  const drafts = await store.selectDrafts(db, batch.id);
  // Nobody was told of anything yet that could change.
  const isOpening = register.size + pending.length + withdrawn.size === 0;
  const plan = planPublication({
    ...askedIn(batch),
    drafts,
    register,
    pending,
    services,
    ...(!isOpening && { promise: promiseOf(organisation) }),
    today,
    decisions,
    idFor: (slug) => knownId(slug, superseded, withdrawn) ?? idFor(slug),
  });
  const planned = { ...standing, plan, services, drafts };
  return superseded ? { ...planned, superseded } : planned;
}

/** In the name of nobody no days are promised; customers have those of their contracts all the same. */
function promiseOf(organisation: Organisation): Organisation {
  return isUnnamed(organisation) ? { ...organisation, noticeDays: 0 } : organisation;
}

function askedIn({ reason, effectiveOn, emergency, supersedes }: Batch) {
  return {
    ...(reason !== undefined && { reason }),
    ...(effectiveOn !== undefined && { effectiveOn }),
    ...(emergency !== undefined && { emergency }),
    ...(supersedes !== undefined && { supersedes }),
  };
}

/** Of an entry that was announced before and never came. */
function knownId(
  slug: string,
  superseded: Change | undefined,
  withdrawn: ReadonlyMap<string, SubprocessorId>,
): SubprocessorId | undefined {
  const item = superseded?.items.find((each) => each.slug === slug);
  return item?.subprocessorId ?? withdrawn.get(slug);
}

const nobody: NoticePlan = { customers: [] };

function announced({ class: changeClass, items, effectiveOn }: Plan, batch: Batch): ToAnnounce {
  const { reason = '', emergency } = batch;
  return { class: changeClass, items, effectiveOn, reason, ...(emergency && { emergency }) };
}

/** The register as it will stand once an announced change is gone. */
function without({ register, pending, timeZone }: Standing, { id, items }: Change): Standing {
  const added = new Set(items.flatMap(({ before, slug }) => (before ? [] : [slug])));
  return {
    register: new Map([...register].filter(([slug]) => !added.has(slug))),
    pending: pending.filter((change) => change.id !== id),
    timeZone,
  };
}

function refuseUnlessPublishable(plan: Plan): void {
  const { faults, unconfirmed, withoutContract } = plan;
  if (faults.length > 0)
    throw new Refusal(
      'invalid',
      'The batch can not be published as it is. Nothing was published.',
      { errors: faults },
    );
  if (unconfirmed.length > 0) {
    const proposals = plan.items.filter((item) => unconfirmed.includes(item.slug));
    const errors = proposals.map((item) => ({
      pointer: `#/classes/${item.slug}`,
      detail: `Proposed: ${item.class}${item.aspects.length > 0 ? ` (${item.aspects.join(', ')})` : ''}. Confirm with "substantive" or "correction".`,
    }));
    throw new Refusal(
      'class_unconfirmed',
      'Confirm the class of each amendment. Nothing was published.',
      { errors },
    );
  }
  if (withoutContract.length > 0) {
    const errors = withoutContract.map((slug) => ({
      pointer: `#/contractOverrides/${slug}`,
      detail:
        'Give the entry contract.signedOn, a day that has come, or the reason why it is listed without one.',
    }));
    throw new Refusal(
      'contract_missing',
      'Article 28(4) GDPR wants the contract before the processing. Nothing was published.',
      { errors },
    );
  }
}

/** New entries keep their identifiers when the transaction has to run again. */
function freshIds(ctx: Publisher): (slug: string) => SubprocessorId {
  const ids = new Map<string, SubprocessorId>();
  return (slug) => {
    const id = ids.get(slug) ?? newId(ctx.deps.ids, 'sub');
    ids.set(slug, id);
    return id;
  };
}
