import { listEffects } from '../../changes/service/effects.ts';
import type { Ctx, System } from '../../context.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import { everyCustomerOf } from '../../customers/service/reading.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger, operate } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listBounced } from '../../deliveries/service/acceptances.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import { listObjecting } from '../../objections/service/reading.ts';
import { type NoticeStep, stepsOf } from '../model/advancing.ts';
import { latestDayAnywhere } from '../model/clock.ts';
import type { Notice } from '../model/notice.ts';
import * as store from '../store/reading.ts';
import { updateNotices } from '../store/writing.ts';
import { alertOfSteps } from './alerting.ts';
import { type Around, loadFacts, type Looked } from './facts.ts';
import { recordSteps } from './recording.ts';

/** Notices that move together: over HTTP a transaction has five seconds. */
const batchSize = 500;

/** Reports of mails that were accepted first come within days; servers try for five. */
const bouncesWithinMs = 60 * 24 * 60 * 60 * 1000;

/**
 * Brings every notice to where it stands by what deliveries recorded, by the day where its customer is
 * and by what became of the change: clocks start and are taken back, windows close, changes take effect
 * or are held, each once, however many processes do it and however long nobody did. All of it is worked
 * out from what is stored, so a run that was cut off is finished by the next. How many steps there were.
 */
export async function keepNotices(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const rounds = await store.selectOpenRounds(db);
  let kept = 0;
  for (const batch of await listTakenBack(db, ctx.now)) kept += await keepBatch(ctx, batch);
  if (rounds.length === 0) return kept;
  const effects = await listEffects(
    db,
    rounds.map(({ changeId }) => changeId),
  );
  const objecting = await listObjecting(db, [...effects.keys()]);
  for (const round of rounds) {
    const effect = effects.get(round.changeId);
    const around = { round, ...(effect && { effect }) };
    kept += await keepRound(ctx, around, objecting.get(round.changeId) ?? []);
  }
  return kept;
}

async function keepRound(
  ctx: Ctx<System>,
  around: Around,
  objecting: readonly CustomerId[],
): Promise<number> {
  const { db } = ctx.deps;
  const isInEffect = around.effect !== undefined;
  const due = { today: latestDayAnywhere(ctx.now), isInEffect, objecting };
  let kept = 0;
  let after: CustomerId | undefined;
  do {
    const notices = await store.selectDue(db, around.round, due, after, batchSize);
    after = notices.length < batchSize ? undefined : notices.at(-1)?.customerId;
    if (notices.length > 0) kept += await keepBatch(ctx, { ...around, notices });
  } while (after !== undefined);
  return kept;
}

type Batch = Around & { readonly notices: readonly Notice[] };

/** Looks first without a transaction: mostly there is nothing to do, and others wait for the writer. */
async function keepBatch(ctx: Ctx<System>, { notices, ...around }: Batch): Promise<number> {
  const looked = await loadFacts(ctx.deps.db, around, notices, ctx.now);
  const toTell = [...looked.values()].flatMap((each) => each.toTell);
  if (toTell.length > 0) {
    await operate(ctx, (tx) => queueDeliveries(tx, toTell, ctx.now));
    ctx.deps.nudge();
  }
  const moving = notices
    .filter((notice) => stepsFor(notice, looked, ctx.now).length > 0)
    .map(({ customerId }) => customerId);
  if (moving.length === 0) return 0;
  return settle(ctx, (tx, ledger) => move(ctx, { tx, ledger }, around, moving));
}

/** As it stands in the transaction: whoever was first leaves nothing to do. */
async function move(
  { now }: Ctx<System>,
  { tx, ledger }: { readonly tx: Tx; readonly ledger: Ledger },
  around: Around,
  ids: readonly CustomerId[],
): Promise<readonly StoredEvent[]> {
  const notices = await store.selectNotices(tx, around.round, ids);
  const looked = await loadFacts(tx, around, notices, now);
  const steps = notices.map((notice) => stepsFor(notice, looked, ledger.at));
  const changed = await updateNotices(
    tx,
    steps.flatMap((each) => each.at(-1)?.notice ?? []),
  );
  const done = steps.flat().filter(({ notice }) => changed.has(notice.customerId));
  const events = recordSteps(ledger, inOrder(done));
  await alertOfSteps(tx, done, events[0]);
  return events;
}

function stepsFor(
  notice: Notice,
  looked: ReadonlyMap<CustomerId, Looked>,
  at: Date,
): readonly NoticeStep[] {
  const known = looked.get(notice.customerId);
  return known ? stepsOf(notice, known.facts, at) : [];
}

/** By the days on which they fell due; of one customer as they came. */
function inOrder(steps: readonly NoticeStep[]): readonly NoticeStep[] {
  return steps.toSorted((a, b) => {
    if (a.notice.customerId === b.notice.customerId) return 0;
    return a.on < b.on ? -1 : Number(a.on > b.on);
  });
}

/** Notices whose clock was started by a mail that came back since. */
async function listTakenBack(db: Db, now: Date): Promise<readonly Batch[]> {
  const bounced = await listBounced(db, new Date(now.getTime() - bouncesWithinMs));
  if (bounced.length === 0) return [];
  const links = await everyCustomerOf(db, [
    ...new Set(bounced.map(({ subscriptionId }) => subscriptionId)),
  ]);
  const customers = Map.groupBy(links, ({ subscriptionId }) => subscriptionId);
  const meant = bounced.flatMap(({ seq, subscriptionId }) =>
    (customers.get(subscriptionId) ?? []).map(({ customerId }) => [seq, customerId] as const),
  );
  if (meant.length === 0) return [];
  const back = new Set(bounced.map((each) => keyOf(each.seq, each.subscriptionId)));
  const found = (await store.selectClocks(db, meant)).filter(
    ({ seq, clock }) => clock && back.has(keyOf(seq, clock.subscriptionId)),
  );
  if (found.length === 0) return [];
  const effects = await listEffects(db, [...new Set(found.map(({ changeId }) => changeId))]);
  return [...Map.groupBy(found, ({ seq }) => seq)].flatMap(([seq, notices]) => {
    const [first] = notices;
    if (!first) return [];
    const { changeId, round } = first;
    const effect = effects.get(changeId);
    return [{ round: { changeId, round, seq }, notices, ...(effect && { effect }) }];
  });
}

function keyOf(seq: number, subscriptionId: SubscriptionId): string {
  return `${seq} ${subscriptionId}`;
}

/** A commit needs an event: where another process was first there is none, and nothing is stored. */
class NothingLeft extends Error {}

async function settle(
  ctx: Ctx<System>,
  work: (tx: Tx, ledger: Ledger) => Promise<readonly StoredEvent[]>,
): Promise<number> {
  try {
    return await commit(ctx, async (tx, ledger) => {
      const [first, ...rest] = await work(tx, ledger);
      if (!first) throw new NothingLeft();
      return { value: 1 + rest.length, events: [first, ...rest] };
    });
  } catch (error) {
    if (error instanceof NothingLeft) return 0;
    throw error;
  }
}
