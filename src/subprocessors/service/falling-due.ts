import { listPending, recordEffect } from '../../changes/service.ts';
import {
  listOpenWindows,
  type OpenWindow,
  recordWindowStep,
} from '../../changes/service/moving.ts';
import type { Change } from '../../changes/model.ts';
import type { Ctx, System } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { commit } from '../../db/commit.ts';
import { closingDay } from '../../notices/model/window.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { listServiceSlugs, readStanding, takeStep } from './steps.ts';

/**
 * Commits every step whose day has come in the organisation's time zone, each once, however many
 * processes do it and however long nobody did: windows that are about to close, windows that closed,
 * changes that take effect, in the order of their days. Returns how many.
 */
export async function applyDueChanges(ctx: Ctx<System>): Promise<number> {
  const { value: organisation } = await getOrganisation(ctx.deps.db);
  const today = dayOf(ctx.now, organisation.timeZone);
  const changes = (await listPending(ctx.deps.db, today)).map((change) => ({
    on: change.effectiveOn,
    take: async () => applyDueChange(ctx, change),
  }));
  const windows = (await listOpenWindows(ctx.deps.db)).flatMap((window) =>
    dueOf(ctx, window, today, organisation.timeZone),
  );
  let applied = 0;
  // A window that ends on the day before closes before its change takes effect.
  for (const { take } of [...windows, ...changes].toSorted((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : 0,
  ))
    if (await take()) applied += 1;
  return applied;
}

type Due = { readonly on: Day; take(): Promise<boolean> };

function dueOf(ctx: Ctx<System>, window: OpenWindow, today: Day, timeZone: string): readonly Due[] {
  const { change, objectionEndsOn, isClosingTold } = window;
  if (objectionEndsOn < today)
    return [{ on: objectionEndsOn, take: async () => tell(ctx, change, 'objection-closed') }];
  const opened = change.steps.findLast((step) => step.objectionEndsOn !== undefined);
  const on = closingDay(dayOf(opened?.at ?? ctx.now, timeZone), objectionEndsOn);
  return isClosingTold || on > today
    ? []
    : [{ on, take: async () => tell(ctx, change, 'objection-closing') }];
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
