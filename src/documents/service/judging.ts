import { loadStatements } from '../../controls/service.ts';
import { type Fault, pointerTo, refusalOf } from '../../core/errors.ts';
import { textsIn } from '../../core/translating.ts';
import type { Db } from '../../db/client.ts';
import { loadMarkdownJudge } from '../../updates/service/judging.ts';
import type { Document, DocumentFacts } from '../model.ts';
import { isListed } from '../model/events.ts';
import { faultsInDocument } from '../model/faults.ts';

/** Refuses `invalid` with everything that stands against saying this of a document. */
export async function judgeDocument(
  db: Db,
  slug: string,
  facts: DocumentFacts,
  others: readonly Document[],
): Promise<void> {
  const faultInMarkdown = await loadMarkdownJudge();
  const faults: readonly Fault[] = [
    ...faultsInDocument(slug, facts, others),
    ...textsIn(facts, new Set(['description'])).flatMap(([path, text]) => {
      const detail = faultInMarkdown(text);
      return detail === undefined ? [] : [{ pointer: pointerTo(...path), detail }];
    }),
    ...(isListed(facts) ? [] : await faultsInHiding(db, slug)),
  ];
  if (faults.length > 0) throw refusalOf(faults);
}

/** The name of a hidden document stands nowhere in public. */
async function faultsInHiding(db: Db, slug: string): Promise<readonly Fault[]> {
  const attestations = await loadStatements(db, new Set(['attestation'] as const));
  const naming = attestations.find(({ facts }) => 'document' in facts && facts.document === slug);
  if (naming === undefined) return [];
  const detail = `The attestation ${naming.key} names this document in public; take it out there first.`;
  return [{ pointer: pointerTo('visibility'), detail }];
}
