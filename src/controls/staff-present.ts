import { pointerTo } from '../core/errors.ts';
import type { Place } from '../publication/model.ts';
import type { Statement } from './model.ts';
import { type Outcome, toldOf } from './model/importing.ts';
import { presentDataActFacts, presentDisclosureFacts } from './present.ts';
import type { ImportPlan } from './service/importing.ts';

/** What is stated of a service, or that nothing is. */
export function presentStaffDataAct(
  service: string,
  stated: Statement<'data-act'> | undefined,
  { origin, base }: Place,
) {
  return {
    service,
    url: `${origin}${base}/controls#data-act-${service}`,
    changedAt: stated?.changedAt.toISOString() ?? null,
    facts: stated ? presentDataActFacts(stated) : null,
  };
}

export function presentStaffDisclosure(
  stated: Statement<'disclosure'> | undefined,
  { origin, base }: Place,
) {
  return {
    url: `${origin}${base}/controls#report`,
    changedAt: stated?.changedAt.toISOString() ?? null,
    facts: stated ? presentDisclosureFacts(stated) : null,
  };
}

export function presentImport({ planned, faults, warnings }: ImportPlan, dryRun: boolean) {
  const count = (asked: Outcome) => planned.filter(({ outcome }) => outcome === asked).length;
  return {
    dryRun,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    removed: count('removed'),
    items: planned.map((each) => ({
      kind: each.write.kind,
      id: each.write.key,
      outcome: each.outcome,
      pointer: each.path === undefined ? null : pointerTo(...each.path),
      statusChange: toldOf(each) ?? null,
    })),
    faults,
    warnings,
  };
}
