import { type ChangeStep, servicesOf } from '../model.ts';

/** Fixed words and slugs that a reader can filter by: step, class, kinds, services. */
export function tagsOf({ step, change }: ChangeStep): readonly string[] {
  const kinds = change.items.map(({ kind }) => kind);
  return [...new Set([step.name, change.class, ...kinds, ...servicesOf(change.items)])];
}
