import { presentRestriction } from '../restrictions/present.ts';
import { shippedRules } from '../retention/model/shipped.ts';
import type { LawId } from '../rights/model.ts';
import type { Run } from './model/run.ts';
import { keepBasis } from './model/words.ts';
import type { Standing } from './service/standing.ts';
import type { Report } from './service/finding.ts';

/** What the records of a rule are called; those of features that ship no rule by its key. */
function recordWords(record: string): { readonly en: string; readonly de?: string } {
  const rule = Object.entries(shippedRules).find(([key]) => key === record)?.[1];
  return rule?.record ?? { en: record };
}

export function presentRun({ act, startedAt, finishedAt, findings }: Run, law: LawId) {
  return {
    act,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    records: Object.entries(findings.tallies).map(([kind, { record, ...tally }]) => ({
      kind,
      record: recordWords(record),
      ...tally,
    })),
    kept: findings.kept.map((each) => ({ ...each, basis: keepBasis(each.why, law) })),
  };
}

/** To the person. */
export function presentHeld(
  { runs, copyUntil, addresses }: Standing & { readonly addresses: readonly string[] },
  law: LawId,
) {
  return {
    copyUntil: copyUntil?.toISOString(),
    ...(addresses.length > 0 && { addresses }),
    ...(runs.length > 0 && { runs: runs.map((run) => presentRun(run, law)) }),
  };
}

export function presentReport({ request, addresses, held, standing, restrictions }: Report) {
  return {
    addresses: addresses.map(({ id, address, proof, at }) => ({
      number: id ?? null,
      address,
      proof,
      addedAt: at?.toISOString() ?? null,
    })),
    held: held.map(({ kind, record, count, isMore }) => ({
      kind,
      record: recordWords(record),
      count,
      more: isMore,
    })),
    copyUntil: standing.copyUntil?.toISOString() ?? null,
    runs: standing.runs.map((run) => presentRun(run, request.law)),
    restrictions: restrictions.map(presentRestriction),
    version: request.version,
  };
}
