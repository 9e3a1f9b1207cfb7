import ical, { ICalEventTransparency } from 'ical-generator';
import { Refusal } from '../core/errors.ts';
import type { Published, Queried, Rendered, RenderInput } from '../publication/representation.ts';
import { changeParams, findRequested } from './documents.ts';
import { type Change, isPending, lastStep } from './model.ts';
import { titleOf } from './words.ts';

const mediaType = 'text/calendar; charset=utf-8';

/** The days on which announced changes take effect, to be subscribed to (RFC 5545). */
export const deadlinesIcs: Published = {
  kind: 'published',
  path: '/deadlines.ics',
  mediaType,
  links: [{ rel: 'alternate', href: '/changes', type: 'text/html' }],
  render: (input) => {
    const { pending, recent } = input.snapshot;
    const known = new Map([...recent, ...pending].map((change) => [change.id, change]));
    const announced = [...known.values()].filter(wasAnnounced).toSorted((a, b) => a.id - b.id);
    return calendarOf(announced, input);
  },
};

/** One change's day. What took effect at once has none to wait for, and no calendar. */
export const changeIcs: Queried = {
  kind: 'queried',
  path: '/changes/:id{[0-9]+\\.ics}',
  mediaType,
  params: changeParams(),
  links: [{ rel: 'alternate', href: '/changes/{id}', type: 'text/html' }],
  render: async (input) => {
    const change = await findRequested(input);
    if (change === undefined || !wasAnnounced(change))
      throw new Refusal('not_found', 'There is no announced change of this number.');
    return calendarOf([change], input);
  },
};

export function wasAnnounced({ steps }: Pick<Change, 'steps'>): boolean {
  return steps.some(({ name }) => name === 'announced');
}

function calendarOf(changes: readonly Change[], { snapshot, place }: RenderInput): Rendered {
  const { name } = snapshot.organisation;
  const root = `${place.origin}${place.base}`;
  const calendar = ical({
    name: `${name}: sub-processor changes`,
    prodId: { company: 'Annex', product: 'Trust centre', language: 'EN' },
    // How often programs look again: a day, in seconds.
    ttl: 86_400,
  });
  for (const change of changes)
    calendar.createEvent({
      // The same for ever: a program that knows the event takes a higher sequence for its new state.
      id: `change-${change.id}-effect@${new URL(place.origin).host}`,
      sequence: change.steps.length - 1,
      stamp: lastStep(change).at,
      start: new Date(`${change.effectiveOn}T00:00:00Z`),
      allDay: true,
      summary: `${name}: ${titleOf(change)}`,
      description: `${isPending(change) ? 'Takes' : 'Took'} effect on this day. ${change.reason}`,
      url: `${root}/changes/${change.id}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return { body: `${calendar.toString()}\r\n` };
}
