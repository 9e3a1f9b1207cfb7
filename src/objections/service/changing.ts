import type { Ctx } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { ObjectionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { isOpen, type Objection } from '../model.ts';
import { type Act, decide } from '../model/deciding.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';
import { recordOf } from './telling.ts';

/** One commit as `changeObjection` opens it. */
export type Changing = {
  readonly tx: Tx;
  readonly ledger: Ledger;
  readonly objection: Objection;
  /** In the organisation's time zone. */
  readonly today: Day;
};

/** Refuses `not_found`. */
export async function getObjection(db: Db, id: ObjectionId): Promise<Objection> {
  const found = await reading.selectObjection(db, id);
  if (!found) throw new Refusal('not_found', 'There is no objection of this id.');
  return found;
}

/**
 * Carries out one thing that happens to a case as it stands in the transaction. Refuses `stale` where
 * somebody was first; what `work` gives is the event of it.
 */
export async function changeObjection(
  ctx: Ctx,
  id: ObjectionId,
  expected: Expected,
  work: (changing: Changing) => Promise<StoredEvent>,
): Promise<Objection> {
  const changed = await commit(ctx, async (tx, ledger) => {
    const objection = await getObjection(tx, id);
    checkExpected(expected, objection.version);
    const today = await todayOf(tx, ctx.now);
    const event = await work({ tx, ledger, objection, today });
    return { value: await getObjection(tx, id), events: [event] };
  });
  ctx.deps.nudge();
  return changed;
}

/** Brings a case to where an act leads, and records it. */
export async function act(
  { tx, ledger, objection }: Pick<Changing, 'tx' | 'ledger' | 'objection'>,
  what: Act,
  action: `objection.${string}`,
): Promise<StoredEvent> {
  const next = decide(objection, what);
  const { resolution, terminationUntil: until } = next;
  const endedAt = isOpen(next) ? null : ledger.at;
  await writing.updateObjection(tx, objection.id, { ...next, endedAt, changedAt: ledger.at });
  return recordOf(ledger, objection, action, {
    ...(resolution && { resolution }),
    ...(until && { until }),
  });
}

export async function todayOf(db: Db, now: Date): Promise<Day> {
  const { value } = await getOrganisation(db);
  return dayOf(now, value.timeZone);
}
