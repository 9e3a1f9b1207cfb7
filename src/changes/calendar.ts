import ical, { type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { pointerTo, Refusal } from '../core/errors.ts';
import type { Day } from '../core/day.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Published, Queried, Rendered, RenderInput } from '../publication/representation.ts';
import { changeParams, findRequested } from './documents.ts';
import { groundWords, silenceInWords } from './lead.ts';
import { type Change, lastStep, servicesOf } from './model.ts';
import { windowOf } from './standing.ts';
import { headlineOf, stateOf, statusOf, titleOf } from './words.ts';

const mediaType = 'text/calendar; charset=utf-8';

/** Announced changes, to be subscribed to: when each takes effect, and until when to object (RFC 5545). */
export const deadlinesIcs: Published = {
  kind: 'published',
  path: '/deadlines.ics',
  mediaType,
  params: {
    service: (value, { services }) => services.some(({ slug }) => slug === value),
  },
  links: [{ rel: 'alternate', href: '/changes', type: 'text/html' }],
  render: (input) => {
    const { pending, recent } = input.snapshot;
    const isConcerned = readService(input);
    const known = new Map([...recent, ...pending].map((change) => [change.id, change]));
    const shown = [...known.values()]
      .filter((change) => hasCalendar(change) && isConcerned(change))
      .toSorted((a, b) => a.id - b.id);
    return calendarOf(shown, input);
  },
};

/** One change's days. What took effect at once and cannot be objected to has none, and no calendar. */
export const changeIcs: Queried = {
  kind: 'queried',
  path: '/changes/:id{[0-9]+\\.ics}',
  mediaType,
  params: changeParams(),
  links: [{ rel: 'alternate', href: '/changes/{id}', type: 'text/html' }],
  render: async (input) => {
    const change = await findRequested(input);
    if (change === undefined || !hasCalendar(change))
      throw new Refusal('not_found', 'There is no announced change of this number.');
    return calendarOf([change], input);
  },
};

export function hasCalendar(change: Change): boolean {
  return wasAnnounced(change) || windowOf(change) !== undefined;
}

function wasAnnounced({ steps }: Pick<Change, 'steps'>): boolean {
  return steps.some(({ name }) => name === 'announced');
}

/** Which changes concern the service asked for; one that names none concerns each. */
function readService({ params, snapshot }: RenderInput): (change: Change) => boolean {
  const { service } = params;
  if (service === undefined) return () => true;
  if (!snapshot.services.some(({ slug }) => slug === service)) {
    const detail = 'There is no service of this slug; see the list in /subprocessors.json.';
    throw new Refusal('invalid', detail, {
      errors: [{ pointer: pointerTo('query', 'service'), detail }],
    });
  }
  return ({ items }) => {
    const concerned = servicesOf(items);
    return concerned.length === 0 || concerned.includes(service);
  };
}

function calendarOf(changes: readonly Change[], input: RenderInput): Rendered {
  const { name } = input.snapshot.organisation;
  const calendar = ical({
    name: `${name}: sub-processor changes`,
    prodId: { company: 'Annex', product: 'Trust centre', language: 'EN' },
    // How often programs look again: a day, in seconds.
    ttl: 86_400,
  });
  for (const change of changes)
    for (const event of eventsOf(change, input)) calendar.createEvent(event);
  return { body: `${calendar.toString()}\r\n` };
}

type Told = {
  readonly of: string;
  readonly on: Day;
  readonly summary: string;
  readonly text: string;
};

function eventsOf(change: Change, { snapshot, place }: RenderInput): readonly ICalEventData[] {
  const state = stateOf(change);
  const isCancelled = state === 'withdrawn' || state === 'superseded';
  const prefix = isCancelled ? `${statusOf(change).word}: ` : '';
  return [...effectOf(change), ...objectionOf(change, snapshot)].map(
    ({ of, on, summary, text }) => ({
      // The same for ever: a program that knows the event takes a higher sequence for its new state.
      id: `change-${change.id}-${of}@${new URL(place.origin).host}`,
      sequence: change.steps.length - 1,
      stamp: lastStep(change).at,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      summary: `${snapshot.organisation.name}: ${prefix}${summary}`,
      description: text,
      url: `${place.origin}${place.base}/changes/${change.id}`,
      transparency: ICalEventTransparency.TRANSPARENT,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    }),
  );
}

/** Of an emergency there was nothing to wait for. */
function effectOf(change: Change): readonly Told[] {
  if (!wasAnnounced(change)) return [];
  const said = {
    announced: 'Takes effect on this day.',
    'in-effect': 'Took effect on this day.',
    withdrawn: 'Withdrawn: it does not take effect.',
    superseded: 'Superseded: it does not take effect.',
  }[stateOf(change)];
  const text = `${said} ${change.reason}`;
  return [{ of: 'effect', on: change.effectiveOn, summary: titleOf(change), text }];
}

function objectionOf(change: Change, { organisation }: Snapshot): readonly Told[] {
  const window = windowOf(change);
  if (window === undefined) return [];
  const { emergency } = change;
  const sentences = [
    `On general terms, until the end of this day in ${organisation.timeZone}. Customers on other terms have the day in their own notice.`,
    silenceInWords,
    ...(emergency
      ? [`An emergency replacement, ${groundWords[emergency.ground]}: it is in effect already.`]
      : []),
  ];
  const summary = `Last day to object: ${headlineOf(change)}`;
  return [{ of: 'objection', on: window.objectionEndsOn, summary, text: sentences.join(' ') }];
}
