import { Refusal } from '../../core/errors.ts';
import type { Day } from '../../core/day.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { type Change, isPending, moveItem, type StepName, tellsOf } from '../model.ts';
import * as store from '../store/reading.ts';
import * as windows from '../store/windows.ts';
import { type Recorded, recordStep } from './stepping.ts';

export type { OpenWindow } from '../store/windows.ts';

type Moved = { readonly change: Change; readonly event: StoredEvent };

/**
 * The change, if it is still to come on `today`, in the organisation's time zone. Refuses `conflict` and
 * says what became of it. A day that has come is the change's, though the schedule may be late.
 */
export async function getPending(db: Db, id: number, today: Day): Promise<Change> {
  const change = await store.selectChange(db, id);
  if (!change) throw new Refusal('not_found', 'There is no change of this number.');
  if (isPending(change) && change.effectiveOn > today) return change;
  const fate = change.steps.map(({ name }) => fates[name]).findLast((each) => each !== undefined);
  throw new Refusal(
    'conflict',
    `Change ${id} ${fate ?? `takes effect today or did so on ${change.effectiveOn}`}: only what is still to come can be withdrawn, postponed or superseded.`,
  );
}

const fates: Partial<Readonly<Record<StepName, string>>> = {
  'in-effect': 'is in effect',
  withdrawn: 'was withdrawn',
  superseded: 'was superseded by another',
};

/** Ends an announced change before its day: withdrawn for a reason, or superseded by another. */
export async function recordEnding(
  tx: Tx,
  ledger: Ledger,
  { change, services }: Recorded,
  ending: { readonly reason: string } | { readonly supersededBy: number },
): Promise<Moved> {
  if (!(await windows.markWithdrawn(tx, change.id, ledger.at))) throw outrun();
  const listVersion = await nextVersion(tx);
  const isWithdrawal = 'reason' in ending;
  const event = ledger.record({
    action: isWithdrawal ? 'change.withdrawn' : 'change.superseded',
    subject: `change:${change.id}`,
    data: { id: change.id, ...ending, listVersion },
    public: true,
    tells: tellsOf(change),
  });
  const name = isWithdrawal ? 'withdrawn' : 'superseded';
  return {
    change: await recordStep(tx, { change, services }, { name, listVersion, ...ending }, event),
    event,
  };
}

export type Postponement = {
  readonly effectiveOn: Day;
  readonly reason: string;
  /** What else changes: every customer's clock starts anew. */
  readonly materialChange?: string;
  readonly objectionEndsOn?: Day;
};

/** Moves an announced change to a later day. */
export async function recordPostponement(
  tx: Tx,
  ledger: Ledger,
  { change, services }: Recorded,
  to: Postponement,
): Promise<Moved> {
  const previousEffectiveOn = change.effectiveOn;
  const items = change.items.map((item) => moveItem(item, previousEffectiveOn, to.effectiveOn));
  const isMoved = await windows.postpone(tx, change, { ...to, items });
  if (!isMoved) throw outrun();
  const listVersion = await nextVersion(tx);
  const detail = { ...to, previousEffectiveOn };
  const event = ledger.record({
    action: 'change.postponed',
    subject: `change:${change.id}`,
    data: { id: change.id, ...detail, listVersion },
    public: true,
    tells: tellsOf(change),
  });
  const moved = { ...change, ...to, items };
  const { reason: _, materialChange: __, ...planned } = moved;
  return {
    change: await recordStep(
      tx,
      { change: { ...planned, reason: change.reason }, services },
      { name: 'postponed', listVersion, ...detail },
      event,
    ),
    event,
  };
}

/** Says that the window is about to close, or that it has closed: once. Undefined where another process was first. */
export async function recordWindowStep(
  tx: Tx,
  ledger: Ledger,
  { change, services }: Recorded,
  name: 'objection-closing' | 'objection-closed',
): Promise<StoredEvent | undefined> {
  if (!(await windows.markWindow(tx, change, name, ledger.at))) return undefined;
  const listVersion = (await store.selectLastStep(tx))?.listVersion ?? 0;
  const { id, objectionEndsOn } = change;
  const event = ledger.record({
    action: name === 'objection-closing' ? 'change.objection_closing' : 'change.objection_closed',
    subject: `change:${id}`,
    data: { id, objectionEndsOn },
    public: true,
    tells: tellsOf(change),
  });
  await recordStep(tx, { change, services }, { name, listVersion }, event);
  return event;
}

/** Changes whose window is not closed yet, the one that closes first first. */
export async function listOpenWindows(db: Db): Promise<readonly windows.OpenWindow[]> {
  return windows.selectOpenWindows(db);
}

async function nextVersion(tx: Tx): Promise<number> {
  return ((await store.selectLastStep(tx))?.listVersion ?? 0) + 1;
}

function outrun(): Refusal {
  return new Refusal('conflict', 'Somebody else was first: read the change again.');
}

/** How often the clocks of its customers were started: 1, and one more for each material change. */
export async function findRound(db: Db, id: number): Promise<number> {
  return windows.selectRound(db, id);
}
