import { type Day, dayOf } from '../../core/day.ts';
import { type Fault, pointerTo } from '../../core/errors.ts';
import { textsIn } from '../../core/translating.ts';
import type { Db } from '../../db/client.ts';
import { listHiddenSlugs } from '../../documents/service/reading.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { loadMarkdownJudge } from '../../updates/service/judging.ts';
import type { FactsOf, Kind } from '../model.ts';
import { faultsIn, markdownFields } from '../model/faults.ts';

export type Judge = <K extends Kind>(kind: K, facts: FactsOf[K]) => readonly Fault[];

/** What says what stands against stating something on that day. */
export async function loadJudge(db: Db, at: Date): Promise<Judge> {
  const faultInMarkdown = await loadMarkdownJudge();
  const today = await findToday(db, at);
  const hidden = await listHiddenSlugs(db);
  return (kind, facts) => [
    ...faultsInNaming(facts, hidden),
    ...faultsIn(kind, facts, today),
    ...textsIn(facts, markdownFields).flatMap(([path, text]) => {
      const detail = faultInMarkdown(text);
      return detail === undefined ? [] : [{ pointer: pointerTo(...path), detail }];
    }),
  ];
}

/** What is stated is public, and nobody may learn of a hidden document. */
function faultsInNaming(facts: FactsOf[Kind], hidden: ReadonlySet<string>): readonly Fault[] {
  if (!('document' in facts) || facts.document === undefined || !hidden.has(facts.document))
    return [];
  const detail = 'This document is hidden, and an attestation is public: leave it out.';
  return [{ pointer: pointerTo('document'), detail }];
}

/** The day on which an instant falls for the organisation. */
export async function findToday(db: Db, at: Date): Promise<Day> {
  return dayOf(at, (await getOrganisation(db)).value.timeZone);
}
