import type { ItemKind } from '../changes/model.ts';
import { titleOf } from '../changes/words.ts';
import type { HistoryPlan, PlannedChange } from './model/planning.ts';

/** What loading a history records, or has recorded. */
export function presentHistory(plan: HistoryPlan, loaded: boolean) {
  const current = plan.entries.filter(({ state }) => state === 'current').length;
  return {
    loaded,
    revisions: plan.revisions,
    changes: plan.changes.map(presentChange),
    entries: { current, ended: plan.entries.length - current },
    warnings: [...plan.warnings],
  };
}

function presentChange(change: PlannedChange, index: number) {
  const count = (kind: ItemKind) => change.items.filter((item) => item.kind === kind).length;
  return {
    id: index + 1,
    claimedAt: change.claimedAt.toISOString(),
    effectiveOn: change.effectiveOn,
    class: change.class,
    title: titleOf({ ...change, steps: [{ name: 'in-effect' }] }),
    added: count('added'),
    amended: count('amended'),
    removed: count('removed'),
  };
}
