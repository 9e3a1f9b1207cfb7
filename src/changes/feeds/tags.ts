import { type ChangeStep, servicesOf } from '../model.ts';

/** Fixed words and slugs that a reader can filter by: step, class, emergency, origin, kinds, services. */
export function tagsOf({ step, change }: ChangeStep): readonly string[] {
  const kinds = change.items.map(({ kind }) => kind);
  const origin = change.claimedAt === undefined ? [] : ['imported'];
  const emergency = change.emergency === undefined ? [] : ['emergency'];
  const fixed = [step.name, change.class, ...emergency, ...origin, ...kinds];
  return [...new Set([...fixed, ...servicesOf(change.items)])];
}
