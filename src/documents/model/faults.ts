import { type Fault, pointerTo } from '../../core/errors.ts';
import type { Document, DocumentFacts, EditionFacts } from '../model.ts';

/** What stands against saying this of a document; `others` are all but itself. */
export function faultsInDocument(
  slug: string,
  facts: DocumentFacts,
  others: readonly Document[],
): readonly Fault[] {
  const { visibility, isMarked, nda } = facts;
  return [
    ...when(slug === 'trace', 'slug', 'Staff trace copies at this address; choose another name.'),
    ...when(
      isMarked && visibility === 'public',
      'isMarked',
      'Everybody may have a public document, so there is no name to mark a copy with.',
    ),
    ...when(
      nda !== undefined && visibility !== 'nda',
      'nda',
      'Only a document whose visibility is nda asks for one; leave it out.',
    ),
    ...faultsInBridge(slug, facts, others),
  ];
}

function faultsInBridge(
  slug: string,
  { kind, bridgeOf }: DocumentFacts,
  others: readonly Document[],
): readonly Fault[] {
  const isReport = others.some((each) => each.bridgeOf === slug);
  if (isReport && kind === 'bridge-letter')
    return [fault('kind', 'A bridge letter belongs to it, so it is no bridge letter itself.')];
  if (bridgeOf === undefined) return [];
  if (kind !== 'bridge-letter')
    return [fault('bridgeOf', 'Only a bridge letter continues a report; leave it out.')];
  const report = others.find((each) => each.slug === bridgeOf);
  if (report === undefined || report.kind === 'bridge-letter')
    return [fault('bridgeOf', 'Name another document, which is no bridge letter itself.')];
  return [];
}

export function faultsInEdition(facts: EditionFacts): readonly Fault[] {
  const { asOf, periodFrom, periodUntil, issuedOn, validUntil } = facts;
  const isHalf = (periodFrom === undefined) !== (periodUntil === undefined);
  return [
    ...when(isHalf, 'periodUntil', 'A period has a first and a last day; or give asOf instead.'),
    ...when(isBefore(periodUntil, periodFrom), 'periodUntil', 'Ends before it begins.'),
    ...when(
      asOf !== undefined && periodFrom !== undefined,
      'asOf',
      'It tells of one day or of a period: leave one of them out.',
    ),
    ...when(isBefore(validUntil, issuedOn), 'validUntil', 'Ends before it was issued.'),
  ];
}

function isBefore(day: string | undefined, other: string | undefined): boolean {
  return day !== undefined && other !== undefined && day < other;
}

function when(
  isSo: boolean,
  field: 'slug' | keyof DocumentFacts | keyof EditionFacts,
  detail: string,
): readonly Fault[] {
  return isSo ? [fault(field, detail)] : [];
}

function fault(field: string, detail: string): Fault {
  return { pointer: pointerTo(field), detail };
}
