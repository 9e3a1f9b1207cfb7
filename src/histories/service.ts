import type { Change } from '../changes/model.ts';
import { describeLog, recordPastChanges } from '../changes/service.ts';
import type { Ctx, Staff } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { SubprocessorId } from '../core/ids.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import { getOrganisation, listServices } from '../organisation/service.ts';
import { saveRegister } from '../subprocessors/service/entries.ts';
import { recordSteps } from '../subprocessors/service/timeline.ts';
import type { History } from './model/history.ts';
import type { HistoryPlan } from './model/planning.ts';
import { contractReason, planHistory } from './model/planning.ts';

/** The dry run: exactly what `loadHistory` would record now. Writes nothing. */
export async function previewHistory(ctx: Ctx<Staff>, history: History): Promise<HistoryPlan> {
  await refuseUnlessEmpty(ctx.deps.db);
  return plan(ctx, history);
}

/**
 * Records a published list with its past in an empty register: each revision one change, published
 * when the history claims and recorded now. All of it or nothing. Refuses `conflict` once a change
 * has been published here, `invalid` for a history that cannot have been.
 */
export async function loadHistory(
  ctx: Ctx<Staff>,
  history: History,
): Promise<{ plan: HistoryPlan; changes: readonly Change[] }> {
  const planned = await plan(ctx, history);
  return commit(ctx, async (tx, ledger) => {
    await refuseUnlessEmpty(tx);
    const services = (await listServices(tx)).map((service) => service.slug);
    const { timeZone } = (await getOrganisation(tx)).value;
    const imported = ledger.record({
      action: 'history.imported',
      subject: 'register',
      data: {
        format: history.format,
        origin: history.origin,
        revisions: planned.revisions,
        changes: planned.changes.length,
        contractOverride: contractReason,
      },
      public: false,
    });
    const { changes, events } = await recordPastChanges(tx, ledger, planned.changes, services);
    await saveRegister(
      tx,
      planned.entries.map((entry) => ({ ...entry, listedAt: ledger.at, changedAt: ledger.at })),
    );
    const steps = changes.flatMap((change) => change.steps.map((step) => ({ change, step })));
    await recordSteps(tx, steps, { register: new Map(), pending: [], timeZone });
    return { value: { plan: planned, changes }, events: [imported, ...events] };
  });
}

async function plan(ctx: Ctx<Staff>, history: History): Promise<HistoryPlan> {
  const { value: organisation } = await getOrganisation(ctx.deps.db);
  const services = await listServices(ctx.deps.db);
  const ids = new Map<string, SubprocessorId>();
  return planHistory(history, {
    timeZone: organisation.timeZone,
    services: services.map(({ slug }) => slug),
    now: ctx.now,
    idFor: (slug) => {
      const id = ids.get(slug) ?? newId(ctx.deps.ids, 'sub');
      ids.set(slug, id);
      return id;
    },
  });
}

async function refuseUnlessEmpty(db: Db): Promise<void> {
  const { changeCount } = await describeLog(db);
  if (changeCount > 0)
    throw new Refusal(
      'conflict',
      `A history is loaded into an empty register; this one has published ${changeCount === 1 ? 'a change' : `${changeCount} changes`} already. Nothing was stored.`,
    );
}
