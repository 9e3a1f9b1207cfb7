import {
  getPending,
  recordEnding,
  recordPostponement,
  findRound,
} from '../../changes/service/moving.ts';
import type { Change } from '../../changes/model.ts';
import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import {
  earliestEffectiveDay,
  generalObjectionEnd,
  opensWindow,
} from '../../notices/model/window.ts';
import {
  endNotices,
  moveNotices,
  planNotices,
  recordNotices,
} from '../../notices/service/announcing.ts';
import type { Organisation } from '../../organisation/model.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { refuseBlocked } from './announcing.ts';
import { listServiceSlugs, readStanding, takeStep } from './steps.ts';

/** Takes an announced change back. Refuses `conflict` once it is in effect or was taken back. */
export async function withdrawChange(
  ctx: Ctx<Staff>,
  id: number,
  reason: string,
  expected: Expected,
): Promise<Change> {
  return commit(ctx, async (tx, ledger) => {
    const change = await getPending(tx, id);
    checkExpected(expected, change.steps.length);
    const standing = await readStanding(tx);
    const services = await listServiceSlugs(tx);
    const ended = await recordEnding(tx, ledger, { change, services }, { reason });
    await takeStep(tx, ended.change, standing);
    const notices = await endNotices(tx, ledger, id);
    return { value: ended.change, events: [ended.event, ...notices] };
  });
}

export type PostponementInput = {
  readonly effectiveOn: Day;
  readonly reason: string;
  readonly materialChange?: string;
  readonly acknowledged: readonly CustomerId[];
};

/**
 * Moves an announced change to a later day. Where something material changes too, it is announced anew:
 * the notice period counts from today, and so does every customer's clock.
 */
export async function postponeChange(
  ctx: Ctx<Staff>,
  id: number,
  { acknowledged, ...input }: PostponementInput,
  expected: Expected,
): Promise<Change> {
  return commit(ctx, async (tx, ledger) => {
    const change = await getPending(tx, id);
    checkExpected(expected, change.steps.length);
    const { value: organisation } = await getOrganisation(tx);
    const today = dayOf(ctx.now, organisation.timeZone);
    const isAnew = input.materialChange !== undefined;
    refuseUnlessLater(change, input, today, organisation);
    const objectionEndsOn =
      isAnew && opensWindow(change.items, organisation)
        ? generalObjectionEnd(today, organisation)
        : change.objectionEndsOn;
    const standing = await readStanding(tx);
    const services = await listServiceSlugs(tx);
    const to = { ...input, ...(objectionEndsOn && { objectionEndsOn }) };
    const moved = await recordPostponement(tx, ledger, { change, services }, to);
    await takeStep(tx, moved.change, standing);
    if (!isAnew) {
      await moveNotices(tx, id, input.effectiveOn);
      return { value: moved.change, events: [moved.event] };
    }
    const plan = await planNotices(tx, ctx, moved.change, acknowledged);
    refuseBlocked(plan);
    const ended = await endNotices(tx, ledger, id);
    const round = await findRound(tx, id);
    const notices = await recordNotices(ctx, tx, ledger, {
      change: moved.change,
      event: moved.event,
      round,
      plan,
    });
    return { value: moved.change, events: [moved.event, ...ended, ...notices] };
  });
}

function refuseUnlessLater(
  change: Change,
  { effectiveOn, materialChange }: Pick<PostponementInput, 'effectiveOn' | 'materialChange'>,
  today: Day,
  organisation: Organisation,
): void {
  const pointer = pointerTo('effectiveOn');
  if (effectiveOn <= change.effectiveOn)
    throw refusalOf([
      {
        pointer,
        detail: `It is planned for ${change.effectiveOn}: a change is postponed to a later day. To have it earlier, withdraw it and announce it anew.`,
      },
    ]);
  const earliest = earliestEffectiveDay(today, organisation);
  if (materialChange !== undefined && effectiveOn < earliest)
    throw refusalOf([
      {
        pointer,
        detail: `With a material change customers are told anew, ${organisation.noticeDays} days before: the earliest day is ${earliest}.`,
      },
    ]);
}
