import { isPending, tellsOf, type Change } from '../../changes/model.ts';
import { findChange } from '../../changes/service.ts';
import { getPending } from '../../changes/service/moving.ts';
import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { earliestEffectiveDay, opensWindow } from '../../notices/model/window.ts';
import { planNotices, type PlannedNotice } from '../../notices/service/announcing.ts';
import { isOpen } from '../../objections/model.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { countRecipients } from '../../subscribers/service/reading.ts';

/** What taking an announced change back, or moving it, would do. */
export type MovingPlan = {
  readonly change: Change;
  /** Contacts of customers and all others who are told of it at once. */
  readonly recipients: number;
  readonly openObjections: number;
};

/** What announcing it anew would do, where something material changes. */
export type AnewPlan = {
  /** Whoever is in its scope now. */
  readonly customers: readonly PlannedNotice[];
  /** The first day that it leaves. */
  readonly earliest: Day;
  /** Whether it starts clocks. */
  readonly hasClocks: boolean;
};

/** Refuses `not_found`, and `conflict` once the change is in effect or was taken back. */
export async function getMovable(ctx: Ctx<Staff>, id: number): Promise<Change> {
  const { value } = await getOrganisation(ctx.deps.db);
  return getPending(ctx.deps.db, id, dayOf(ctx.now, value.timeZone));
}

/** Also of a change that cannot be moved any more: then nobody is told. Refuses `not_found`. */
export async function planMoving(ctx: Ctx<Staff>, id: number): Promise<MovingPlan> {
  const { db } = ctx.deps;
  const change = await findChange(db, id);
  if (!change) throw new Refusal('not_found', 'There is no change of this number.');
  const objections = await listObjectionsOf(db, { changeId: id });
  return {
    change,
    recipients: isPending(change)
      ? await countRecipients(db, { ...tellsOf(change), at: ctx.now })
      : 0,
    openObjections: objections.filter(isOpen).length,
  };
}

export async function planAnew(ctx: Ctx<Staff>, change: Change): Promise<AnewPlan> {
  const { db } = ctx.deps;
  const { value: organisation } = await getOrganisation(db);
  const hasClocks = change.objectionEndsOn !== undefined || opensWindow(change.items, organisation);
  return {
    customers: hasClocks ? (await planNotices(db, ctx, change, [])).customers : [],
    earliest: earliestEffectiveDay(dayOf(ctx.now, organisation.timeZone), organisation),
    hasClocks,
  };
}
