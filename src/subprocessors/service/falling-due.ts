import { listPending, recordEffect } from '../../changes/service.ts';
import {
  listOpenWindows,
  type OpenWindow,
  recordWindowStep,
} from '../../changes/service/moving.ts';
import type { Change } from '../../changes/model.ts';
import type { Ctx, System } from '../../context.ts';
import { addDays, type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { closingDay } from '../../notices/model/window.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { listServiceSlugs, readStanding, takeStep } from './steps.ts';

type DueStep = {
  /** The day, in the organisation's time zone, with which it falls due. */
  readonly on: Day;
  readonly change: Change;
  readonly name: 'objection-closing' | 'objection-closed' | 'in-effect';
};

/**
 * Commits every step whose day has come in the organisation's time zone, each once, however many
 * processes do it and however long nobody did: windows that are about to close, windows that closed,
 * changes that take effect, in the order of their days. Returns how many.
 */
export async function applyDueChanges(ctx: Ctx<System>): Promise<number> {
  const { value: organisation } = await getOrganisation(ctx.deps.db);
  const today = dayOf(ctx.now, organisation.timeZone);
  let applied = 0;
  for (const step of await listDueSteps(ctx.deps.db, today)) {
    const isMine = await (step.name === 'in-effect'
      ? applyDueChange(ctx, step.change)
      : tell(ctx, step.change, step.name));
    if (isMine) applied += 1;
  }
  return applied;
}

/** What falls due with a day or did before, in its order. */
export async function listDueSteps(db: Db, today: Day): Promise<readonly DueStep[]> {
  const { value: organisation } = await getOrganisation(db);
  const windows = await listOpenWindows(db);
  const pending = await listPending(db, today);
  const steps = [
    // Of one day the window closes before the change takes effect.
    ...windows.map((window) => stepOf(window, today, organisation.timeZone)),
    ...pending.map((change) => ({ on: change.effectiveOn, change, name: 'in-effect' as const })),
  ];
  return steps
    .filter((step) => step !== undefined)
    .filter(({ on }) => on <= today)
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

/** That a window closes is told while it is open: after downtime it may have closed untold. */
function stepOf(
  { change, objectionEndsOn, isClosingTold }: OpenWindow,
  today: Day,
  timeZone: string,
): DueStep | undefined {
  if (objectionEndsOn < today)
    return { on: addDays(objectionEndsOn, 1), change, name: 'objection-closed' };
  const opened = change.steps.find((step) => step.objectionEndsOn === objectionEndsOn);
  if (isClosingTold || opened === undefined) return undefined;
  const on = closingDay(dayOf(opened.at, timeZone), objectionEndsOn);
  return { on, change, name: 'objection-closing' };
}

async function tell(
  ctx: Ctx<System>,
  change: Change,
  name: 'objection-closing' | 'objection-closed',
): Promise<boolean> {
  return unlessOutrun(async () =>
    commit(ctx, async (tx, ledger) => {
      const services = await listServiceSlugs(tx);
      const event = await recordWindowStep(tx, ledger, { change, services }, name);
      if (!event) throw new Refusal('conflict', 'Another process was first.');
      return { value: true, events: [event] };
    }),
  );
}

async function applyDueChange(ctx: Ctx<System>, change: Change): Promise<boolean> {
  return unlessOutrun(async () =>
    commit(ctx, async (tx, ledger) => {
      const services = await listServiceSlugs(tx);
      const effect = await recordEffect(tx, ledger, change, services);
      if (!effect) throw new Refusal('conflict', 'Another process was first.');
      await takeStep(tx, effect.change, await readStanding(tx));
      return { value: true, events: [effect.event] };
    }),
  );
}

async function unlessOutrun(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    throw error;
  }
}
