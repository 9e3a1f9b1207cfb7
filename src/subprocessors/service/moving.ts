import {
  findRound,
  getPending,
  recordEnding,
  recordPostponement,
} from '../../changes/service/moving.ts';
import type { Change } from '../../changes/model.ts';
import type { Ctx, Staff, System } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
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
import { resolveAllAsWithdrawn } from '../../objections/service/ending.ts';
import type { Organisation } from '../../organisation/model.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { refuseBlocked } from './announcing.ts';
import { listServiceSlugs, readStanding, takeStep } from './steps.ts';

/** Takes an announced change back. Refuses `conflict` once it is in effect or was taken back. */
export async function withdrawChange(
  ctx: Ctx<Staff | System>,
  id: number,
  reason: string,
  expected: Expected,
): Promise<Change> {
  return commit(ctx, async (tx, ledger) => {
    const { value: organisation } = await getOrganisation(tx);
    const change = await getPending(tx, id, dayOf(ctx.now, organisation.timeZone));
    checkExpected(expected, change.steps.length);
    const standing = await readStanding(tx);
    const services = await listServiceSlugs(tx);
    const ended = await recordEnding(tx, ledger, { change, services }, { reason });
    await takeStep(tx, ended.change, standing);
    const notices = await endNotices(tx, ledger, id);
    const resolved = await resolveAllAsWithdrawn(tx, ledger, id);
    return { value: ended.change, events: [ended.event, ...notices, ...resolved] };
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
  ctx: Ctx<Staff | System>,
  id: number,
  { acknowledged, ...input }: PostponementInput,
  expected: Expected,
): Promise<Change> {
  return commit(ctx, async (tx, ledger) => {
    const { value: organisation } = await getOrganisation(tx);
    const today = dayOf(ctx.now, organisation.timeZone);
    const change = await getPending(tx, id, today);
    checkExpected(expected, change.steps.length);
    // Where nobody may object, nobody's clock runs, and none starts anew.
    const isOpened = change.objectionEndsOn !== undefined;
    const isAnew =
      input.materialChange !== undefined && (isOpened || opensWindow(change.items, organisation));
    refuseUnlessLater(change, input.effectiveOn);
    if (isAnew) refuseUnlessInTime(input.effectiveOn, today, organisation);
    const objectionEndsOn = laterOf(
      change.objectionEndsOn,
      isAnew ? generalObjectionEnd(today, organisation) : undefined,
    );
    const standing = await readStanding(tx);
    const services = await listServiceSlugs(tx);
    const to = { ...input, ...(objectionEndsOn && { objectionEndsOn }) };
    const moved = await recordPostponement(tx, ledger, { change, services }, to);
    await takeStep(tx, moved.change, standing);
    if (!isAnew) await moveNotices(tx, id, input.effectiveOn);
    const notices = isAnew ? await announceAnew(ctx, tx, ledger, { ...moved, acknowledged }) : [];
    return { value: moved.change, events: [moved.event, ...notices] };
  });
}

async function announceAnew(
  ctx: Ctx<Staff | System>,
  tx: Tx,
  ledger: Ledger,
  {
    change,
    event,
    acknowledged,
  }: {
    readonly change: Change;
    readonly event: StoredEvent;
    readonly acknowledged: readonly CustomerId[];
  },
): Promise<readonly StoredEvent[]> {
  const plan = await planNotices(tx, ctx, change, acknowledged);
  refuseBlocked(plan);
  const ended = await endNotices(tx, ledger, change.id);
  const round = await findRound(tx, change.id);
  const recorded = await recordNotices(ctx, tx, ledger, { change, event, round, plan });
  return [...ended, ...recorded];
}

/** A window that customers were told of only grows. */
function laterOf(standing: Day | undefined, anew: Day | undefined): Day | undefined {
  return standing !== undefined && (anew === undefined || standing > anew) ? standing : anew;
}

const pointer = pointerTo('effectiveOn');

function refuseUnlessLater(change: Change, effectiveOn: Day): void {
  if (effectiveOn > change.effectiveOn) return;
  const detail = `It is planned for ${change.effectiveOn}: a change is postponed to a later day. To have it earlier, withdraw it and announce it anew.`;
  throw refusalOf([{ pointer, detail }]);
}

function refuseUnlessInTime(effectiveOn: Day, today: Day, organisation: Organisation): void {
  const earliest = earliestEffectiveDay(today, organisation);
  if (effectiveOn >= earliest) return;
  const detail = `With a material change customers are told anew, ${organisation.noticeDays} days before, and the day comes after the last one to object: the earliest is ${earliest}.`;
  throw refusalOf([{ pointer, detail }]);
}
