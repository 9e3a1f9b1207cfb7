import type { Ctx, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { asId, type CustomerId, type HoldId, newId } from '../../core/ids.ts';
import { isOver } from '../../customers/model.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import { alertOnce } from '../../deliveries/service/alerts.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Due, Keeper } from '../keeper.ts';
import { listRestricted } from '../../restrictions/service.ts';
import type { Held, HeldReason, Hold, HoldKind } from '../model/holding.ts';
import { allKeepers } from '../keepers.ts';
import * as store from '../store/holds.ts';

/** What staff say of a hold. */
export type HoldInput = {
  readonly kind: HoldKind;
  readonly of: Held;
  readonly reason: string;
  readonly owner: string;
  readonly reviewOn: Day;
};

/** Keeps one record, or all of a customer, until it is lifted. Refuses `invalid` what names nothing, and a day that is over. */
export async function placeHold(ctx: Ctx<Staff>, input: HoldInput): Promise<Hold> {
  const id = newId(ctx.deps.ids, 'hld');
  return commit(ctx, async (tx, ledger) => {
    await checkInput(tx, input, await todayIn(tx, ctx.now));
    const { of, ...said } = input;
    const setBy = actorName(ctx.actor);
    const hold = { id, ...said, setBy, setAt: ledger.at, version: 1 };
    await store.insertHold(tx, { ...hold, ...of });
    const { kind, reviewOn } = input;
    const event = ledger.record({
      action: 'retention_hold.placed',
      subject: `retention-hold:${id}`,
      data: { kind, ...of, reviewOn },
      public: false,
    });
    return { value: { ...hold, of }, events: [event] };
  });
}

/** Says anew why it stands, who answers for it and when it is looked at. Refuses `conflict` where it is lifted. */
export async function reviewHold(
  ctx: Ctx<Staff>,
  id: HoldId,
  said: Pick<HoldInput, 'reason' | 'owner' | 'reviewOn'>,
  expected: Expected,
): Promise<Hold> {
  return changeHold(ctx, id, expected, 'retention_hold.reviewed', async (db) => {
    checkReview(said.reviewOn, await todayIn(db, ctx.now));
    return said;
  });
}

/** From the next run on the rule holds again. */
export async function liftHold(
  ctx: Ctx<Staff>,
  id: HoldId,
  reason: string,
  expected: Expected,
): Promise<Hold> {
  return changeHold(ctx, id, expected, 'retention_hold.lifted', async (_, at) => ({
    liftedAt: at,
    liftedFor: reason,
  }));
}

async function changeHold(
  ctx: Ctx<Staff>,
  id: HoldId,
  expected: Expected,
  action: `retention_hold.${string}`,
  work: (db: Db, at: Date) => Promise<Parameters<typeof store.updateHold>[2]>,
): Promise<Hold> {
  return commit(ctx, async (tx, ledger) => {
    const before = await getHold(tx, id);
    checkExpected(expected, before.version);
    if (before.liftedAt !== undefined)
      throw new Refusal('conflict', 'This hold is lifted. Place a new one.');
    const set = await work(tx, ledger.at);
    await store.updateHold(tx, id, set);
    const { reviewOn } = set;
    const event = ledger.record({
      action,
      subject: `retention-hold:${id}`,
      data: reviewOn === undefined ? {} : { reviewOn },
      public: false,
    });
    return { value: await getHold(tx, id), events: [event] };
  });
}

/** Refuses `not_found`. */
export async function getHold(db: Db, id: HoldId): Promise<Hold> {
  const found = await store.selectHold(db, id);
  if (!found) throw new Refusal('not_found', 'There is no hold of this id.');
  return found;
}

/** Those that are to be looked at soonest first; `next` continues the list. */
export async function listHolds(
  db: Db,
  { isLiftedToo, after, limit }: { isLiftedToo: boolean; after: string | undefined; limit: number },
): Promise<{ readonly items: readonly Hold[]; readonly next: string | null }> {
  const last = after === undefined ? undefined : await getHold(db, asId('hld', after));
  const found = await store.selectHolds(db, isLiftedToo, last, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The hold that keeps a record, whoever asks for its erasure: its own, or one on a customer for which it is kept. */
export async function findHold(
  db: Db,
  record: string,
  id: string,
  customerIds: readonly CustomerId[],
): Promise<Hold | undefined> {
  const [found] = await store.selectStanding(db, record, { ids: [id], customerIds });
  return found;
}

/** Why each of these is kept although its period is over; those that may go are absent. */
export async function whyHeld(
  db: Db,
  { rule, isKeptForCustomers = false }: Pick<Keeper, 'rule' | 'isKeptForCustomers'>,
  due: readonly Due[],
  today: Day,
): Promise<ReadonlyMap<string, HeldReason>> {
  if (due.length === 0) return new Map();
  const all = due.flatMap((each) => [each, ...(each.parts ?? [])]);
  const ids = all.map(({ id }) => id);
  const customerIds = [...new Set(due.flatMap(({ customerId }) => customerId ?? []))];
  const holds = await store.selectStanding(db, rule, { ids, customerIds });
  const present = isKeptForCustomers ? await inForce(db, customerIds, today) : new Set();
  const hashes = all.flatMap(({ addressHash }) => addressHash ?? []);
  const restricted = await listRestricted(db, hashes);
  return new Map(
    due.flatMap(({ customerId, parts = [], ...record }): [string, HeldReason][] => {
      const { id } = record;
      const own = [record, ...parts];
      const hold = holds.find(({ of }) =>
        'recordId' in of
          ? own.some((each) => each.id === of.recordId)
          : of.customerId === customerId,
      );
      if (hold) return [[id, hold.kind]];
      if (customerId !== undefined && present.has(customerId)) return [[id, 'relationship']];
      const isRestricted = own.some(
        ({ addressHash }) => addressHash && restricted.get(addressHash)?.has('no-processing'),
      );
      return isRestricted ? [[id, 'restricted']] : [];
    }),
  );
}

/** Whose agreement, with what comes after it, goes on. */
async function inForce(
  db: Db,
  ids: readonly CustomerId[],
  today: Day,
): Promise<ReadonlySet<string>> {
  const customers = await listCustomersById(db, ids);
  return new Set(customers.filter((each) => !isOver(each, today)).map(({ id }) => id));
}

/** More than anybody reviews in a day; the others are told of the day after. */
const mostToReview = 100;

/** Tells staff, once for each day of review, that a hold is to be looked at. How many were told. */
export async function remindOfHolds(ctx: Ctx<System>): Promise<number> {
  const today = await todayIn(ctx.deps.db, ctx.now);
  let told = 0;
  for (const { id, kind, reviewOn } of await store.selectToReview(
    ctx.deps.db,
    today,
    mostToReview,
  )) {
    const alert = { kind: 'hold-review', hold: id, why: kind, reviewOn } as const;
    told += await alertOnce(ctx, alert, `alert:hold-review:${id}:${reviewOn}`);
  }
  return told;
}

async function checkInput(db: Db, { of, reviewOn }: HoldInput, today: Day): Promise<void> {
  checkReview(reviewOn, today);
  if ('customerId' in of) {
    if ((await listCustomersById(db, [of.customerId])).length === 0)
      throw refusalOf([
        { pointer: pointerTo('customer'), detail: 'There is no customer of this id.' },
      ]);
    return;
  }
  const keeper = allKeepers.find(({ rule }) => rule === of.rule);
  if (keeper === undefined)
    throw refusalOf([
      {
        pointer: pointerTo('rule'),
        detail: `Name the rule by which the daily run deletes it: ${allKeepers.map(({ rule }) => rule).join(', ')}. What others keep ends by itself, and no hold would stop it.`,
      },
    ]);
  if (!(await keeper.isThere(db, of.recordId)))
    throw refusalOf([
      { pointer: pointerTo('record'), detail: 'There is no record of this id under this rule.' },
    ]);
}

function checkReview(reviewOn: Day, today: Day): void {
  if (reviewOn <= today)
    throw refusalOf([
      { pointer: pointerTo('reviewOn'), detail: 'Name a day after today: a hold is not for ever.' },
    ]);
}

async function todayIn(db: Db, now: Date): Promise<Day> {
  return dayOf(now, (await getOrganisation(db)).value.timeZone);
}
