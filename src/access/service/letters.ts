import type { Deps } from '../../context.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import type { WrittenLetter } from '../../deliveries/model/written-letter.ts';
import type { Language } from '../../subscribers/model/subscription.ts';

/** Undefined once it is erased. */
export async function loadAccessLetter(
  _deps: Deps,
  _carried: Extract<Cargo, { kind: 'access' }>,
  _language: Language,
): Promise<WrittenLetter | undefined> {
  return undefined;
}
