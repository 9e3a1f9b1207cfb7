import { type ChangeStep, servicesOf } from '../model.ts';

/** Fixed words and slugs that a reader can filter by: step, class, origin, kinds, services. */
export function tagsOf({ step, change }: ChangeStep): readonly string[] {
  const kinds = change.items.map(({ kind }) => kind);
  const origin = change.claimedAt === undefined ? [] : ['imported'];
  return [...new Set([step.name, change.class, ...origin, ...kinds, ...servicesOf(change.items)])];
}
