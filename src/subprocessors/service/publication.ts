import { listPending, recordChange, recordEffect } from '../../changes/service.ts';
import { type Change, lastStep } from '../../changes/model.ts';
import type { Ctx, Staff, System } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { BatchId, SubprocessorId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import type { Entry } from '../model/entry.ts';
import { entriesAfter } from '../model/applying.ts';
import type { Decisions, Draft, Plan } from '../model/publishing.ts';
import { decisionFor, planPublication } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';
import { getBatch, openBatch } from './batches.ts';
import { listEntries, recordContactPerson } from './entries.ts';
import { recordSteps } from './timeline.ts';

type Publisher = Ctx<Staff | System>;
type Planned = {
  readonly plan: Plan;
  readonly register: ReadonlyMap<string, Entry>;
  readonly pending: readonly Change[];
  readonly services: readonly string[];
  readonly drafts: readonly Draft[];
  readonly timeZone: string;
};

/** The dry run: exactly what `publishBatch` would publish now, and what stands against it. Writes nothing. */
export async function planBatch(
  ctx: Publisher,
  id: BatchId,
  decisions: Decisions,
): Promise<{ batch: Batch; plan: Plan }> {
  const batch = await getBatch(ctx.deps.db, id);
  if (batch.published)
    throw new Refusal('conflict', `This batch was published as change ${batch.changeId}.`);
  const { plan } = await planNow(ctx.deps.db, ctx, batch, decisions, freshIds(ctx));
  return { batch, plan };
}

/**
 * Publishes a batch as one change, in effect at once or announced for its day. All of it or nothing.
 * Refuses `invalid`, `pending_change`, `class_unconfirmed` or `contract_missing`, naming every fault.
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
    const { class: changeClass, effectiveOn, pending, items } = planned.plan;
    const draft = { class: changeClass, reason: batch.reason ?? '', effectiveOn, items };
    const published = await recordChange(tx, ledger, draft, {
      pending,
      services: planned.services,
    });
    const events: [StoredEvent, ...StoredEvent[]] = [...published.events];
    const effect = pending
      ? undefined
      : await recordEffect(tx, ledger, published.change, planned.services);
    if (effect) events.push(effect.event);
    await takeStep(tx, effect?.change ?? published.change, planned);
    events.push(
      ...(await recordParticulars(ctx, tx, ledger, {
        batch,
        planned,
        decisions,
        change: published.change,
      })),
    );
    return { value: effect?.change ?? published.change, events };
  });
}

/** Commits every change whose day has come in the organisation's time zone, in order, each once. Returns how many. */
export async function applyDueChanges(ctx: Ctx<System>): Promise<number> {
  const { value: organisation } = await getOrganisation(ctx.deps.db);
  const due = await listPending(ctx.deps.db, dayOf(ctx.now, organisation.timeZone));
  let applied = 0;
  for (const change of due) if (await applyDueChange(ctx, change)) applied += 1;
  return applied;
}

async function applyDueChange(ctx: Ctx<System>, change: Change): Promise<boolean> {
  try {
    return await commit(ctx, async (tx, ledger) => {
      const services = (await listServices(tx)).map((service) => service.slug);
      const effect = await recordEffect(tx, ledger, change, services);
      if (!effect) throw new Refusal('conflict', 'Another process was first.');
      const { value: organisation } = await getOrganisation(tx);
      await takeStep(tx, effect.change, {
        register: await readRegister(tx),
        pending: await listPending(tx),
        timeZone: organisation.timeZone,
      });
      return { value: true, events: [effect.event] };
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    throw error;
  }
}

/** What the newest step of a change makes of the register, now and for both clocks. */
async function takeStep(
  tx: Tx,
  change: Change,
  { register, pending, timeZone }: Pick<Planned, 'register' | 'pending' | 'timeZone'>,
): Promise<void> {
  const step = lastStep(change);
  const entries = entriesAfter(change, step.name, register, step.at);
  await store.saveEntries(
    tx,
    entries.filter((entry) => register.get(entry.slug) !== entry),
  );
  await recordSteps(tx, [{ change, step }], { register, pending, timeZone });
}

async function readRegister(db: Db): Promise<ReadonlyMap<string, Entry>> {
  return new Map((await listEntries(db)).map((entry) => [entry.slug, entry]));
}

async function planNow(
  db: Db,
  ctx: Publisher,
  batch: Batch,
  decisions: Decisions,
  idFor: (slug: string) => SubprocessorId,
): Promise<Planned> {
  const { value: organisation } = await getOrganisation(db);
  const services = (await listServices(db)).map((service) => service.slug);
  const register = await readRegister(db);
  const pending = await listPending(db);
  const drafts = await store.selectDrafts(db, batch.id);
  const plan = planPublication({
    drafts,
    register,
    pending,
    services,
    ...(batch.reason !== undefined && { reason: batch.reason }),
    ...(batch.effectiveOn !== undefined && { effectiveOn: batch.effectiveOn }),
    today: dayOf(ctx.now, organisation.timeZone),
    decisions,
    idFor,
  });
  return { plan, register, pending, services, drafts, timeZone: organisation.timeZone };
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

type Particulars = {
  readonly batch: Batch;
  readonly planned: Planned;
  readonly decisions: Decisions;
  readonly change: Change;
};

/** What belongs to the publication but not to the public change: persons, reasons, the end of the batch. */
async function recordParticulars(
  ctx: Publisher,
  tx: Tx,
  ledger: Ledger,
  { batch, planned, decisions, change }: Particulars,
): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  const idOf = (slug: string) =>
    planned.register.get(slug)?.id ??
    change.items.find((item) => item.slug === slug)?.subprocessorId;
  for (const draft of planned.drafts) {
    const id = idOf(draft.slug);
    if (draft.contactPerson && id)
      events.push(await recordContactPerson(ctx, tx, ledger, id, draft.contactPerson));
  }
  for (const item of change.items) {
    const reason = decisionFor(decisions.contractOverrides, item.slug);
    if (reason !== undefined && planned.plan.overridden.includes(item.slug)) {
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
    published: true,
    changeId: change.id,
    updatedAt: ledger.at,
    version: batch.version + 1,
  });
  events.push(
    ledger.record({
      action: 'batch.published',
      subject: `batch:${batch.id}`,
      data: { change: change.id },
      public: false,
    }),
  );
  return events;
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
