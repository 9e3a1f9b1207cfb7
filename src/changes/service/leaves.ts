import type { Db } from '../../db/client.ts';
import type { Change, ChangeLeaves } from '../model.ts';
import { selectLeaves } from '../store/leaves.ts';

/**
 * Where a change stands in the transparency log. Undefined where the log has not caught up with it:
 * what says so is not to be remembered.
 */
export async function findLeaves(db: Db, change: Change): Promise<ChangeLeaves | undefined> {
  const leaves = await selectLeaves(db, change.id);
  const publication = leaves.find(({ action }) => action === 'change.published')?.index;
  const byEvent = new Map(leaves.map(({ id, index }) => [id, index]));
  const steps = change.steps.flatMap(({ name, eventId }) => {
    const index = byEvent.get(eventId);
    return index === undefined ? [] : [{ name, index }];
  });
  if (publication === undefined || steps.length < change.steps.length) return undefined;
  const effect = steps.find(({ name }) => name === 'in-effect')?.index;
  // A change and its items are events of one commit, one after the other.
  const items = { first: publication + 1, last: publication + change.items.length };
  return { publication, items, steps, ...(effect !== undefined && { effect }) };
}
