import type { Ctx } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { isOpen, type RightsRequest } from '../model.ts';
import { type Move, nextDue, openPause } from '../model/clock.ts';
import type { Act } from '../model/acts.ts';
import { decide } from '../model/deciding.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';
import { recordOf } from './telling.ts';

/** One commit as `changeRequest` opens it. */
export type Changing = {
  readonly tx: Tx;
  readonly ledger: Ledger;
  /** As it stands in the transaction. */
  readonly request: RightsRequest;
  /** In the organisation's time zone. */
  readonly today: Day;
  readonly timeZone: string;
};

/** Refuses `not_found`. */
export async function getRequest(db: Db, id: RightsRequestId): Promise<RightsRequest> {
  const found = await reading.selectRequest(db, id);
  if (!found) throw new Refusal('not_found', 'There is no privacy request of this id.');
  return found;
}

/** Carries out one thing that happens to a request. Refuses `stale` where somebody was first. */
export async function changeRequest(
  ctx: Ctx,
  id: RightsRequestId,
  expected: Expected,
  work: (changing: Changing) => Promise<readonly [StoredEvent, ...StoredEvent[]]>,
): Promise<RightsRequest> {
  const changed = await commit(ctx, async (tx, ledger) => {
    const request = await getRequest(tx, id);
    checkExpected(expected, request.version);
    const { timeZone } = (await getOrganisation(tx)).value;
    const today = dayOf(ctx.now, timeZone);
    const events = await work({ tx, ledger, request, today, timeZone });
    return { value: await getRequest(tx, id), events };
  });
  ctx.deps.nudge();
  return changed;
}

/** Brings a request to where an act leads. What that moved is in the event: which day, from when, to when. */
export async function act(
  { tx, ledger, request, today, timeZone }: Changing,
  what: Act,
  action: `rights.${string}`,
  data: EventData = {},
): Promise<StoredEvent> {
  const { decidedAt } = request;
  const before = { ...request, ...(decidedAt && { decidedOn: dayOf(decidedAt, timeZone) }) };
  const { moves = [], ...next } = decide(before, what, today);
  const after = { ...request, ...next };
  const isClosed = !isOpen(after);
  const changedAt = ledger.at;
  // Closed, the same may be asked anew; an appeal must not meet it.
  const standing = isClosed
    ? { nextDueOn: null, awaitedSince: null, endedAt: changedAt, sameness: null }
    : waitingOf(after);
  await writing.updateRequest(tx, request.id, { ...next, ...standing, changedAt });
  return recordOf(ledger, request, action, { state: next.state, ...movedIn(moves), ...data });
}

function waitingOf(after: RightsRequest) {
  const nextDueOn = nextDue(after) ?? null;
  const awaitedSince = openPause(after.clock)?.from ?? null;
  return { nextDueOn, awaitedSince, endedAt: null };
}

function movedIn(moves: readonly Move[]): EventData {
  return moves.length === 0 ? {} : { moved: moves.map((move) => ({ ...move })) };
}
