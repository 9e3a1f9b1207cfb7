import { type Fault, pointerTo, Refusal } from '../../core/errors.ts';
import { type Warned, warningsOfTranslations } from '../../core/translating.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { listServices } from '../../organisation/service.ts';
import {
  faultsBetween,
  type ImportItem,
  type PlannedWrite,
  planWrites,
  type ReadItems,
} from '../model/importing.ts';
import { loadStatements } from '../service.ts';
import { type Judge, loadJudge } from './judging.ts';
import { enterWrites, type Writer } from './writing.ts';

export type ImportPlan = {
  readonly planned: readonly PlannedWrite[];
  readonly faults: readonly Fault[];
} & Warned;

/** What importing these would do. */
export async function planImport(
  { deps, now }: Writer,
  sent: ReadItems,
  removes: boolean,
): Promise<ImportPlan> {
  const plan = await makePlan(deps.db, now, sent, removes);
  return { ...plan, faults: [...sent.faults, ...plan.faults] };
}

/** All of it or nothing. Refuses `invalid` with every fault and where it is. */
export async function importStatements(
  ctx: Writer,
  sent: ReadItems,
  removes: boolean,
): Promise<ImportPlan> {
  // Read before, so that a file which changes nothing records nothing.
  const foreseen = await planImport(ctx, sent, removes);
  refuseFaults(foreseen.faults);
  if (!foreseen.planned.some(isWorthIt)) return foreseen;
  return commit(ctx, async (tx, ledger) => {
    const plan = await makePlan(tx, ledger.at, sent, removes);
    refuseFaults(plan.faults);
    const writes = plan.planned.filter(isWorthIt).map(({ write }) => write);
    const [event, ...rest] = await enterWrites(tx, ledger, writes);
    if (!event) throw new Refusal('busy', 'The controls are being changed. Try again.');
    return { value: plan, events: [event, ...rest] };
  });
}

function isWorthIt({ outcome }: PlannedWrite): boolean {
  return outcome !== 'unchanged';
}

async function makePlan(
  db: Db,
  at: Date,
  { items, kinds }: ReadItems,
  removes: boolean,
): Promise<ImportPlan> {
  const stored = await loadStatements(db, kinds);
  const planned = planWrites(items, stored, removes);
  const judge = await loadJudge(db, at);
  const services = new Set((await listServices(db)).map(({ slug }) => slug));
  return {
    planned,
    faults: [
      ...items.flatMap((item) => faultsOf(item, judge, services)),
      ...faultsBetween(items, planned, stored),
    ],
    warnings: planned.flatMap(({ write: { facts, before }, path }) =>
      facts === undefined ? [] : warningsOfTranslations(before?.facts, facts, path),
    ),
  };
}

function faultsOf(item: ImportItem, judge: Judge, services: ReadonlySet<string>): readonly Fault[] {
  const found = judge(item.kind, item.facts).map(({ pointer, detail }) => ({
    pointer: `${pointerTo(...item.path)}${fieldOf(pointer, item.path)}`,
    detail,
  }));
  if (item.kind !== 'data-act' || services.has(item.key)) return found;
  const detail = `There is no service ${item.key}.`;
  return [...found, { pointer: pointerTo(...item.path, 'service'), detail }];
}

/** `#/plannedFor` is the cell `planned_for` on a line of CSV. */
function fieldOf(pointer: string, [place]: ImportItem['path']): string {
  const field = pointer.slice(1);
  if (place !== 'lines') return field;
  return field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new Refusal(
    'invalid',
    'Some of it is not acceptable; nothing was stored. A dry run shows what it would do.',
    { errors: faults },
  );
}
