import type { Ctx, Deps, System } from '../../context.ts';
import { addDays, type Day, dayOf, startOfDay } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { Period } from '../../core/period.ts';
import type { Db } from '../../db/client.ts';
import { commit, operate } from '../../db/commit.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Cutoff, Due, Keeper } from '../keeper.ts';
import { allKeepers } from '../keepers.ts';
import type { Rule } from '../model.ts';
import { lastDueDay } from '../model/due.ts';
import { countHeld, type HeldCounts, noneHeld } from '../model/holding.ts';
import type { Run } from '../model/run.ts';
import { getRule, listRules } from '../service.ts';
import * as store from '../store/runs.ts';
import { whyHeld } from './holds.ts';

/** Records in one commit, unless its keeper says otherwise: others wait for no more than that. */
const mostPerBatch = 100;
/** In one go of the schedule; the next is half a minute later. */
const batchesPerGo = 20;

type Going = { readonly keepers: readonly Keeper[]; readonly batches: number };

/**
 * Keeps the rules: once a day of the organisation what is due goes, in batches of one commit each, so
 * that a run that was killed goes on where it was. Any number of processes may do so at once. How many
 * records were purged.
 */
export async function keepRules(
  ctx: Ctx<System>,
  { keepers, batches }: Going = { keepers: allKeepers, batches: batchesPerGo },
): Promise<number> {
  const { db } = ctx.deps;
  const { timeZone } = (await getOrganisation(db)).value;
  const today = dayOf(ctx.now, timeZone);
  const known = await store.selectRunsOn(db, today);
  if (known.filter(({ finishedAt }) => finishedAt !== undefined).length >= keepers.length) return 0;
  const runs = [...known, ...(await beginOthers(ctx, keepers, known, { today, timeZone }))];
  const budget = { left: batches };
  const failures: unknown[] = [];
  let purged = 0;
  for (const keeper of keepers) {
    const run = runs.find(({ rule }) => rule === keeper.rule);
    try {
      if (run) purged += await goThrough(ctx, keeper, run, { timeZone, budget });
    } catch (error) {
      failures.push(error);
    }
  }
  // One rule that cannot be kept does not keep the others from being kept.
  if (failures.length > 0) throw failures[0];
  return purged;
}

/** Runs of the day that nobody has begun. Where nothing is due they are over at once, in one write for all. */
async function beginOthers(
  ctx: Ctx<System>,
  keepers: readonly Keeper[],
  known: readonly Run[],
  { today, timeZone }: { readonly today: Day; readonly timeZone: string },
): Promise<readonly Run[]> {
  const { db } = ctx.deps;
  const rules = await listRules(db);
  const begun: Run[] = [];
  for (const keeper of keepers) {
    const rule = rules.find(({ id }) => id === keeper.rule);
    if (rule === undefined) throw new Error(`there is no rule ${keeper.rule}`);
    if (known.some((each) => each.rule === rule.id)) continue;
    const run = await planRun(ctx, rule, today);
    const page = { after: undefined, limit: 1 };
    const isQuiet =
      rule.facts.period === undefined ||
      (await keeper.findDue(db, cutoffOf(run.dueUntil, timeZone), page, ctx.deps)).length === 0;
    begun.push(isQuiet ? { ...run, finishedAt: ctx.now } : run);
  }
  if (begun.length > 0) await operate(ctx, (tx) => store.insertRuns(tx, begun));
  return begun;
}

/** A rule without a period, as one for as long as an agreement goes on, is kept by people. */
async function planRun(ctx: Ctx<System>, rule: Rule, today: Day): Promise<Run> {
  const { period } = rule.facts;
  const last = await store.selectRunBefore(ctx.deps.db, rule.id, today);
  return {
    day: today,
    rule: rule.id,
    ruleVersion: rule.version,
    isDry: last?.ruleVersion !== rule.version,
    dueUntil: period === undefined ? today : lastDueDay(today, period),
    startedAt: ctx.now,
    due: 0,
    purged: 0,
    held: noneHeld,
  };
}

/** Until the end of the run or of the budget. How many records were purged. */
async function goThrough(
  ctx: Ctx<System>,
  keeper: Keeper,
  begun: Run,
  { timeZone, budget }: { readonly timeZone: string; readonly budget: { left: number } },
): Promise<number> {
  let run = begun;
  while (run.finishedAt === undefined && budget.left > 0) {
    const next = await goOn(ctx, keeper, run, timeZone);
    if (next === undefined) break;
    run = next;
    budget.left -= 1;
  }
  return run.purged - begun.purged;
}

/** One batch further, or to its end; absent where another process was first. */
async function goOn(
  ctx: Ctx<System>,
  keeper: Keeper,
  run: Run,
  timeZone: string,
): Promise<Run | undefined> {
  const cutoff = cutoffOf(run.dueUntil, timeZone);
  const page = { after: run.place, limit: keeper.perBatch ?? mostPerBatch };
  const found = await keeper.findDue(ctx.deps.db, cutoff, page, ctx.deps);
  const last = found.at(-1);
  if (await isRestated(ctx.deps.db, run)) return finish(ctx, run, { isStopped: true });
  if (last === undefined) return finish(ctx, run);
  const held = await whyHeld(ctx.deps.db, keeper, found, run.day);
  const going = found.filter(({ id }) => !held.has(id));
  const next = { ...run, place: last.place, due: run.due + found.length };
  if (run.isDry || going.length === 0)
    return advance(ctx, run, { ...next, held: countHeld(run.held, [...held.values()]) });
  return purge(ctx, keeper, { run, next, found });
}

async function advance(ctx: Ctx<System>, run: Run, next: Run): Promise<Run | undefined> {
  return (await operate(ctx, (tx) => store.advanceRun(tx, run, next))) ? next : undefined;
}

async function purge(
  ctx: Ctx<System>,
  keeper: Keeper,
  { run, next, found }: { readonly run: Run; readonly next: Run; readonly found: readonly Due[] },
): Promise<Run | undefined> {
  try {
    return await commit(ctx, async (tx, ledger) => {
      // What was said in the meantime holds: of the rule, and of a record.
      if (await isRestated(tx, run)) throw new Refusal('conflict', 'The rule is another.');
      const held = await whyHeld(tx, keeper, found, run.day);
      const ids = found.map(({ id }) => id).filter((id) => !held.has(id));
      const purged: Run = {
        ...next,
        purged: run.purged + ids.length,
        held: countHeld(run.held, [...held.values()]),
      };
      if (!(await store.advanceRun(tx, run, purged)))
        throw new Refusal('conflict', 'Another process was first.');
      await keeper.purge(tx, ids, ledger.at, ctx.deps);
      const event = ledger.record({
        action: 'retention.purged',
        subject: `retention-rule:${run.rule}`,
        data: { day: run.day, dueUntil: run.dueUntil, count: ids.length, held: held.size, ids },
        public: false,
      });
      return { value: purged, events: [event] };
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return undefined;
    throw error;
  }
}

/** Whether the rule is no longer the one that the run keeps: the run of the next day counts for the new one. */
async function isRestated(db: Db, { rule, ruleVersion }: Run): Promise<boolean> {
  return (await getRule(db, rule)).version !== ruleVersion;
}

/** Staff hear of a run that only looked, and found something; where the rule was changed, the next counts anew. */
async function finish(
  ctx: Ctx<System>,
  run: Run,
  { isStopped = false } = {},
): Promise<Run | undefined> {
  const { day, rule, due, isDry } = run;
  const next = { ...run, finishedAt: ctx.now };
  const isOver = await operate(ctx, async (tx) => {
    if (!(await store.advanceRun(tx, run, next))) return false;
    if (isDry && due > 0 && !isStopped) {
      const alert = { kind: 'retention-begins', rule, due, purgesFrom: addDays(day, 1) } as const;
      await alertStaff(tx, alert, `alert:retention-begins:${rule}:${day}`, ctx.now);
    }
    return true;
  });
  return isOver ? next : undefined;
}

function cutoffOf(lastDay: Day, timeZone: string): Cutoff {
  return { lastDay, before: startOfDay(addDays(lastDay, 1), timeZone) };
}

/** What a run of a day would find. */
export type Preview = {
  readonly rule: string;
  readonly period: Period;
  readonly dueUntil: Day;
  readonly due: number;
  readonly held: HeldCounts;
  /** From when the period of the oldest of them counts; null where none is due. */
  readonly oldest: Day | null;
  /** There is more than was counted. */
  readonly isPartial: boolean;
};

/** Counted at most, of each rule: a preview is read while somebody waits. */
const mostCounted = 2_000;

/** What the rules would do on a day, today unless said, as the records stand now. Writes nothing. */
export async function previewRun(
  { deps, now }: Ctx,
  asked: Day | undefined,
): Promise<{ readonly on: Day; readonly rules: readonly Preview[] }> {
  const { db } = deps;
  const { timeZone } = (await getOrganisation(db)).value;
  const on = asked ?? dayOf(now, timeZone);
  const rules = new Map((await listRules(db)).map((rule) => [rule.id, rule]));
  const previews: Preview[] = [];
  for (const keeper of allKeepers) {
    const period = rules.get(keeper.rule)?.facts.period;
    if (period === undefined) continue;
    const dueUntil = lastDueDay(on, period);
    const counted = await count(deps, keeper, { dueUntil, timeZone, on });
    previews.push({ rule: keeper.rule, period, dueUntil, ...counted });
  }
  return { on, rules: previews };
}

async function count(
  deps: Pick<Deps, 'db' | 'keys'>,
  keeper: Keeper,
  { dueUntil, timeZone, on }: { dueUntil: Day; timeZone: string; on: Day },
) {
  const { db } = deps;
  const cutoff = cutoffOf(dueUntil, timeZone);
  const dayBegun = ({ since }: Due) => (since instanceof Date ? dayOf(since, timeZone) : since);
  let [due, held, after] = [0, noneHeld, undefined as string | undefined];
  let oldest: Day | null = null;
  while (due < mostCounted) {
    const found = await keeper.findDue(db, cutoff, { after, limit: mostPerBatch }, deps);
    if (found.length === 0) return { due, held, oldest, isPartial: false };
    due += found.length;
    held = countHeld(held, [...(await whyHeld(db, keeper, found, on)).values()]);
    [oldest = null] = [...(oldest === null ? [] : [oldest]), ...found.map(dayBegun)].toSorted();
    after = found.at(-1)?.place;
  }
  return { due, held, oldest, isPartial: true };
}

/** The newest day first; `next` continues the list. */
export async function listRuns(
  db: Db,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Run[]; readonly next: string | null }> {
  const [day = '', rule = ''] = (after ?? '').split('~');
  const last = after === undefined ? undefined : { day: day as Day, rule };
  const found = await store.selectRuns(db, last, limit + 1);
  const items = found.slice(0, limit);
  const end = items.at(-1);
  return { items, next: found.length > limit && end ? `${end.day}~${end.rule}` : null };
}
