import type { Ctx, System } from '../../context.ts';
import { type Change, isPending } from '../../changes/model.ts';
import { findChange } from '../../changes/service.ts';
import { Refusal } from '../../core/errors.ts';
import type { Contact } from '../../customers/model.ts';
import { listReachedContacts } from '../../customers/service/reading.ts';
import { commit } from '../../db/commit.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { type Acceptance, listAcceptances } from '../../deliveries/service/acceptances.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import { isOpen, type Objection } from '../../objections/model.ts';
import { startClock } from '../model/clock.ts';
import { holdOf, isWindowOver, type Objected, outcomeOf } from '../model/effect.ts';
import type { Notice } from '../model/notice.ts';
import * as store from '../store/notices.ts';

/** Notices in one transaction: over HTTP it is cut off after 5 s. */
const together = 50;

/** What one notice becomes, and how the record tells of it. */
type Step = {
  readonly before: Notice;
  readonly after: Notice;
  readonly action: string;
  readonly data: StoredEvent['data'];
};

/**
 * Brings every notice to where the recorded facts have it by now: clocks started by acceptance and
 * stopped by bounces, windows closed with what silence means, changes in effect or held for each
 * customer. Each step once, in this order, however many processes do it and wherever one was killed.
 * Returns how many steps were taken.
 */
export async function keepNotices(ctx: Ctx<System>): Promise<number> {
  let taken = 0;
  for (const next of [stepsOfClocks, stepsOfWindows, stepsOfEffects]) {
    const open = await store.selectOpen(ctx.deps.db);
    if (open.length === 0) return taken;
    const steps = await next(ctx, open);
    for (let start = 0; start < steps.length; start += together)
      taken += await take(ctx, steps.slice(start, start + together));
  }
  return taken;
}

async function take(ctx: Ctx<System>, steps: readonly Step[]): Promise<number> {
  try {
    return await takeTogether(ctx, steps);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return 0;
    throw error;
  }
}

async function takeTogether(ctx: Ctx<System>, steps: readonly Step[]): Promise<number> {
  return commit(ctx, async (tx, ledger) => {
    const events: StoredEvent[] = [];
    for (const { before, after, action, data } of steps) {
      // Somebody else was first: their step is the one that counts.
      if (!(await store.updateNotice(tx, before, after))) continue;
      const { changeId: change, round, customerId } = before;
      events.push(
        ledger.record({
          action,
          subject: `customer:${customerId}`,
          data: { change, round, ...data },
          public: false,
        }),
      );
    }
    const [first, ...others] = events;
    if (first === undefined) throw new Refusal('conflict', 'Another process was first.');
    return { value: events.length, events: [first, ...others] };
  });
}

/** A clock starts with the first acceptance that was not taken back by a bounce. */
async function stepsOfClocks(ctx: Ctx<System>, open: readonly Notice[]): Promise<readonly Step[]> {
  const { db } = ctx.deps;
  const running = open.filter(({ state }) => state === 'waiting' || state === 'running');
  const steps: Step[] = [];
  for (const [seq, told] of Map.groupBy(running, (notice) => notice.seq)) {
    const contacts = await listReachedContacts(
      db,
      told.map(({ customerId }) => customerId),
    );
    const accepted = await listAcceptances(db, seq, [
      ...new Set(contacts.map(({ subscriptionId }) => subscriptionId)),
    ]);
    const byCustomer = Map.groupBy(contacts, ({ customerId }) => customerId);
    for (const notice of told) {
      const own = (byCustomer.get(notice.customerId) ?? []).flatMap((contact) => {
        const acceptance = accepted.get(contact.subscriptionId);
        return acceptance && stoodAt(contact, acceptance.acceptedAt) ? [acceptance] : [];
      });
      steps.push(...clockStep(notice, firstOf(own)));
    }
  }
  return steps;
}

/** Whether the customer was told by it: who became a contact later had the mail on another's behalf. */
function stoodAt({ addedAt, removedAt }: Contact, at: Date): boolean {
  return addedAt <= at && (removedAt === undefined || removedAt > at);
}

function firstOf(acceptances: readonly Acceptance[]): Acceptance | undefined {
  return acceptances.toSorted((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime())[0];
}

function clockStep(before: Notice, first: Acceptance | undefined): readonly Step[] {
  const { clock, ...rest } = before;
  if (first === undefined) {
    if (clock === undefined) return [];
    return [
      { before, after: { ...rest, state: 'waiting' }, action: 'notice.clock_stopped', data: {} },
    ];
  }
  const started = startClock(first.acceptedAt, before.terms, first.subscriptionId);
  // An earlier one cannot appear later; a later one counts when the first was taken back.
  if (clock?.startsAt === started.startsAt) return [];
  const after: Notice = { ...rest, state: 'running', clock: started };
  const data = { startsAt: started.startsAt, objectionEndsOn: started.objectionEnds.on };
  return [{ before, after, action: 'notice.clock_started', data }];
}

async function stepsOfWindows(ctx: Ctx<System>, open: readonly Notice[]): Promise<readonly Step[]> {
  const over = open.filter((notice) => notice.state === 'running' && isWindowOver(notice, ctx.now));
  const objected = await objectionsTo(ctx.deps.db, over);
  return over.map((before) => {
    const outcome = outcomeOf(before, objected(before));
    const after: Notice = { ...before, state: 'closed', outcome, closedAt: ctx.now };
    return { before, after, action: 'notice.window_closed', data: { outcome } };
  });
}

async function stepsOfEffects(ctx: Ctx<System>, open: readonly Notice[]): Promise<readonly Step[]> {
  const { db } = ctx.deps;
  const changes = await changesOf(db, open);
  const due = open.filter(({ changeId, effectiveAt }) => {
    const change = changes.get(changeId);
    return effectiveAt === undefined && change !== undefined && !isPending(change);
  });
  const objected = await objectionsTo(db, due);
  return due.flatMap((before): readonly Step[] => {
    const isEmergency = changes.get(before.changeId)?.emergency !== undefined;
    const hold = holdOf(before, objected(before), { isEmergency, now: ctx.now });
    if (hold === before.hold && hold !== undefined) return [];
    const { hold: _, ...rest } = before;
    return hold === undefined
      ? [
          {
            before,
            after: { ...rest, effectiveAt: ctx.now },
            action: 'notice.took_effect',
            data: {},
          },
        ]
      : [{ before, after: { ...rest, hold }, action: 'notice.held', data: { hold } }];
  });
}

async function changesOf(db: Db, open: readonly Notice[]): Promise<ReadonlyMap<number, Change>> {
  const found = new Map<number, Change>();
  for (const id of new Set(open.map(({ changeId }) => changeId))) {
    const change = await findChange(db, id);
    if (change) found.set(id, change);
  }
  return found;
}

/** What these customers have objected to, in time. */
async function objectionsTo(
  db: Db,
  told: readonly Notice[],
): Promise<(notice: Notice) => Objected> {
  const known = new Map<number, readonly Objection[]>();
  for (const changeId of new Set(told.map((notice) => notice.changeId)))
    known.set(changeId, await listObjectionsOf(db, { changeId }));
  return ({ changeId, customerId }) => {
    const own = (known.get(changeId) ?? []).filter((each) => each.customerId === customerId);
    return {
      isOpen: own.some((each) => isOpen(each) && !each.isLate),
      isExcluded: own.some(({ resolution }) => resolution === 'customer-excluded'),
    };
  };
}
