import type { Ctx, Staff, System } from '../../context.ts';
import { Refusal, refusalOf } from '../../core/errors.ts';
import { type Warned, warningsOfTranslations } from '../../core/translating.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getService } from '../../organisation/service.ts';
import { type FactsOf, type Kind, most, type Statement } from '../model.ts';
import { eventOf, statusChangeOf, type Write } from '../model/writing.ts';
import * as store from '../store.ts';
import { findToday, loadJudge } from './judging.ts';

export type Writer = Ctx<Staff | System>;

/** Refuses `conflict` when the id is taken, or when there are as many as may be. */
export async function createStatement<K extends Kind>(
  ctx: Writer,
  kind: K,
  key: string,
  facts: FactsOf[K],
): Promise<Statement<K> & Warned> {
  return commit(ctx, async (tx, ledger) => {
    if (await store.selectStatement(tx, kind, key))
      throw new Refusal('conflict', `There is one with the id ${key} already.`);
    const count = (await store.selectStatements(tx, kind)).length;
    if (count >= most[kind])
      throw new Refusal('conflict', `There are ${count} already, as many as may be.`);
    return enterOne(tx, ledger, kind, { key, facts, before: undefined });
  });
}

/** Refuses `stale` when it is not the expected version any more. */
export async function replaceStatement<K extends Kind>(
  ctx: Writer,
  kind: K,
  key: string,
  facts: FactsOf[K],
  expected: Expected,
): Promise<Statement<K> & Warned> {
  return commit(ctx, async (tx, ledger) => {
    const before = await store.selectStatement(tx, kind, key);
    if (!before) throw nothingThere();
    checkExpected(expected, before.version);
    return enterOne(tx, ledger, kind, { key, facts, before });
  });
}

/** The same of what is one of its kind: it is there, with version 0, before anything is stated. */
export async function stateStatement<K extends 'data-act' | 'disclosure'>(
  ctx: Writer,
  kind: K,
  key: string,
  facts: FactsOf[K],
  expected: Expected,
): Promise<Statement<K> & Warned> {
  return commit(ctx, async (tx, ledger) => {
    if (kind === 'data-act') await getService(tx, key);
    const before = await store.selectStatement(tx, kind, key);
    checkExpected(expected, before?.version ?? 0);
    return enterOne(tx, ledger, kind, { key, facts, before });
  });
}

/** That it was stated stays in the log. */
export async function removeStatement(
  ctx: Writer,
  kind: Kind,
  key: string,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const before = await store.selectStatement(tx, kind, key);
    if (!before) throw nothingThere();
    checkExpected(expected, before.version);
    const [event, ...rest] = await enterWrites(tx, ledger, [{ kind, key, before }]);
    if (!event) throw new Error('a removal records an event');
    return { value: undefined, events: [event, ...rest] };
  });
}

/** Says of what is held, and whose last day is over, that it has lapsed. How many. */
export async function lapseAttestations(ctx: Ctx<System>): Promise<number> {
  if ((await findLapsed(ctx.deps.db, ctx.now)).length === 0) return 0;
  try {
    return await commit(ctx, async (tx, ledger) => {
      const lapsed = await findLapsed(tx, ledger.at);
      const [event, ...rest] = await enterWrites(tx, ledger, lapsed.map(asLapsed));
      if (!event) throw new AnotherWasFirst();
      return { value: lapsed.length, events: [event, ...rest] };
    });
  } catch (error) {
    if (error instanceof AnotherWasFirst) return 0;
    throw error;
  }
}

/** Ends a commit that has nothing to record any more. */
class AnotherWasFirst extends Error {}

function asLapsed(before: Statement<'attestation'>): Write {
  return {
    kind: 'attestation',
    key: before.key,
    facts: { ...before.facts, status: 'lapsed' },
    before,
  };
}

async function findLapsed(db: Db, at: Date): Promise<readonly Statement<'attestation'>[]> {
  const today = await findToday(db, at);
  return (await store.selectStatements(db, 'attestation')).filter(
    ({ facts: { status, validUntil } }) =>
      status === 'held' && validUntil !== undefined && validUntil < today,
  );
}

/** Stores what was decided, each key once, with an event for each and what the feed tells. */
export async function enterWrites(
  tx: Tx,
  ledger: Ledger,
  writes: readonly Write[],
): Promise<readonly StoredEvent[]> {
  const entered = writes.map((write) => ({ write, event: ledger.record(eventOf(write)) }));
  const told = entered.flatMap(({ write, event }) => {
    const change = statusChangeOf(write);
    return change === undefined ? [] : [{ ...change, eventId: event.id, at: ledger.at }];
  });
  const count = told.length === 0 ? 0 : await store.countStatusChanges(tx);
  const changes = told.map((each, index) => ({ ...each, ordinal: count + index + 1 }));
  await store.insertStatusChanges(tx, changes);
  await store.saveStatements(
    tx,
    writes.flatMap((write) => statementOf(write, ledger.at) ?? []),
  );
  for (const { kind, key, facts } of writes)
    if (facts === undefined) await store.deleteStatement(tx, kind, key);
  return entered.map(({ event }) => event);
}

function statementOf({ kind, key, facts, before }: Write, at: Date): Statement<Kind> | undefined {
  if (facts === undefined) return undefined;
  return { kind, key, facts, changedAt: at, version: (before?.version ?? 0) + 1 };
}

async function enterOne<K extends Kind>(
  tx: Tx,
  ledger: Ledger,
  kind: K,
  { key, facts, before }: { key: string; facts: FactsOf[K]; before: Statement<K> | undefined },
): Promise<{ value: Statement<K> & Warned; events: [StoredEvent, ...StoredEvent[]] }> {
  const judge = await loadJudge(tx, ledger.at);
  const faults = judge(kind, facts);
  if (faults.length > 0) throw refusalOf(faults);
  const [event] = await enterWrites(tx, ledger, [{ kind, key, facts, before }]);
  if (!event) throw new Error('a write records an event');
  const version = (before?.version ?? 0) + 1;
  const warnings = warningsOfTranslations(before?.facts, facts);
  return {
    value: { kind, key, facts, changedAt: ledger.at, version, warnings },
    events: [event],
  };
}

function nothingThere(): Refusal {
  return new Refusal('not_found', 'Nothing is stated here with this id.');
}
