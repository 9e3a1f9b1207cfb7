import type { Place } from '../publication/model.ts';
import type { Change } from './model.ts';
import { mayObject, windowOf } from './standing.ts';

// A member that is undefined is not stated, and JSON leaves it out.

/** What makes it a notice: until when to object and where, why it could not wait, what takes whose place. */
export function presentNotice(change: Change, place: Place) {
  const { emergency, supersedes } = change;
  const link = (id: number | undefined) =>
    id === undefined ? undefined : { id, url: changeUrl(id, place) };
  return {
    window: presentWindow(change, place),
    emergency: emergency && { ground: emergency.ground, explanation: emergency.explanation },
    supersedes: link(supersedes),
    supersededBy: link(change.steps.at(-1)?.supersededBy),
  };
}

export function presentWindow(change: Change, place: Place) {
  const window = windowOf(change);
  if (window === undefined) return undefined;
  const { objectionEndsOn, isOpen } = window;
  const form = mayObject(change) ? `${changeUrl(change.id, place)}/objection` : undefined;
  return { objectionEndsOn, isOpen, form };
}

/** Where the page of a change tells of its n-th step. */
export function stepUrl(id: number, number: number, place: Place): string {
  return `${changeUrl(id, place)}#step-${number}`;
}

export function changeUrl(id: number, place: Place): string {
  return `${place.origin}${place.base}/changes/${id}`;
}
