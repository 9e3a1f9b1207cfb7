import { declarations } from '../declarations.ts';
import { type Collected, collectedIn } from '../model/collected.ts';

/** What is collected, why and from where; how long is for the rule that each names. */
export function describeCollected(): readonly Collected[] {
  return collectedIn(declarations);
}
