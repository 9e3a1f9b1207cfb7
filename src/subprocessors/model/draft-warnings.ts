import type { Fault } from '../../core/errors.ts';
import { warningsOfTranslations } from '../../core/translating.ts';
import { type Alike, at, sameEntityAndScope } from './draft-rules.ts';
import type { Draft, PublishingInput } from './publishing.ts';

/** What a careful person would look at again before publishing. */
export function warningsOfDraft(
  input: PublishingInput,
  draft: Draft,
  alike: Alike,
): readonly Fault[] {
  const { facts } = draft;
  const twins = sameEntityAndScope(draft, alike).filter(
    (other) => other.facts.description !== facts.description,
  );
  return [
    ...twins.map((other) =>
      at(
        draft,
        ['facts', 'scope'],
        `The same entity stands in “${other.facts.name}” (${other.slug}) with the same scope; state what sets them apart.`,
      ),
    ),
    ...(facts.protectedHealthInformation && facts.contract?.baaSignedOn === undefined
      ? [
          at(
            draft,
            ['facts', 'contract', 'baaSignedOn'],
            'Protected health information needs a business associate agreement first (45 CFR 164.502(e)).',
          ),
        ]
      : []),
    ...(facts.specialCategories && facts.responsibilities === undefined
      ? [
          at(
            draft,
            ['facts', 'responsibilities'],
            'Special categories of data: say which safeguards and responsibilities apply (SCC 2021/914, Annex I.B).',
          ),
        ]
      : []),
    ...warningsOfTranslations(input.register.get(draft.slug)?.facts, facts, [
      'entries',
      draft.slug,
      'facts',
    ]),
    ...warningsOfEnding(input, draft),
  ];
}

function warningsOfEnding(input: PublishingInput, draft: Draft): readonly Fault[] {
  if (draft.facts.effectiveUntil === undefined) return [];
  return input.pending
    .filter((change) => change.items.some((item) => item.slug === draft.slug))
    .map((change) =>
      at(
        draft,
        ['facts', 'effectiveUntil'],
        `Change ${change.id} still amends this entry on ${change.effectiveOn}, after its end.`,
      ),
    );
}
