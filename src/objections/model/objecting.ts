import type { Change } from '../../changes/model.ts';

/** Why nobody can object to a change any more, in words for whoever would; undefined while one can. */
export function faultOfChange(change: Pick<Change, 'id' | 'steps'>): string | undefined {
  const ending = change.steps.findLast(({ name }) => name === 'withdrawn' || name === 'superseded');
  if (ending === undefined) return undefined;
  if (ending.name === 'withdrawn')
    return `Change ${change.id} was withdrawn and will not take effect, so there is nothing to object to.`;
  return ending.supersededBy === undefined
    ? `Another change has taken the place of change ${change.id}. Object to that one.`
    : `Change ${ending.supersededBy} has taken the place of change ${change.id}. Object to that one.`;
}
