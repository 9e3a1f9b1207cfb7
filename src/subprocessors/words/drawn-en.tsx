import type { Child } from 'hono/jsx';

const counted = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

/** What the timeline and the map say. */
export const en = {
  register: 'Sub-processors',
  timeline: {
    title: 'Timeline',
    description: (name: string) =>
      `Who processed personal data for ${name}, and when: one bar for each sub-processor.`,
    lead: (name: Child): Child => <>Who processed personal data for {name}, and when.</>,
    span: (count: number, since: Child | undefined, current: number): Child => (
      <>
        {' '}
        {counted(count)}
        {since === undefined ? null : <> since {since}</>}, {current} of them current.
      </>
    ),
    version: (version: number) => `Version ${version}`,
    drawnUpTo: (day: Child): Child => <>Drawn up to {day}, when that version was published</>,
    none: 'No sub-processor is published yet.',
    caption: 'Sub-processors with their first and last day, newest first',
    olderCaption: 'Older sub-processors with their first and last day',
    notDrawn: (count: number) =>
      `${count === 1 ? '1 older entry' : `${count} older entries`}, not drawn`,
    heads: ['Sub-processor', 'From', 'Until'],
    by: 'by ',
    ends: (day: Child): Child => <>Ends {day}</>,
    signs: {
      current: 'in effect',
      ended: 'ended',
      announced: 'announced',
      amended: 'amended',
      unstated: 'first day not stated',
    },
    byMeans:
      '“by” a day: the register does not state the first day of processing and has known the entry since then.',
    claims: 'Where a history was imported, days are those that it claims.',
    beyond: (day: Child): Child => <>What lies beyond the line at {day} is announced.</>,
    bar: {
      announcedFrom: (day: string) => `announced from ${day}`,
      from: (day: string) => `from ${day}`,
      knownFrom: (day: string) => `known from ${day}`,
      toEnd: (day: string) => `to end on ${day}`,
      until: (day: string) => `until ${day}`,
      amended: (day: string) => `amended on ${day}`,
      amendedOften: (day: string) => `amended several times, last on ${day}`,
    },
    axis: (from: string, to: string) => `Drawn from ${from} to ${to}`,
    axisBeyond: (day: string) => `; what lies beyond ${day} is announced`,
  },
  map: {
    title: 'Map of processing',
    crumb: 'Map',
    description: (name: string) =>
      `The countries in which sub-processors of ${name} process personal data.`,
    heading: 'Where data is processed',
    lead(name: Child, companies: number, countries: number): Child {
      const who =
        companies === 1 ? '1 sub-processor processes' : `${companies} sub-processors process`;
      const where = countries === 1 ? '1 country' : `${countries} countries`;
      return (
        <>
          For {name}, {`${who} personal data in ${where}`}.
        </>
      );
    },
    none: 'No place of processing is stated here.',
    filter: 'Filter the map',
    caption: 'Sub-processors by place of processing',
    place: 'Place',
    now: 'Process there',
    next: 'Announced',
    announced: (count: number) => `${count} announced`,
    partOf: (region: string, count: number) => `Part of ${region}: ${count}`,
    alt: (most: readonly string[]) =>
      `Map of the world. Most: ${most.length > 0 ? most.join('; ') : 'no country is stated'}. The table below has every place.`,
    orMore: (from: number) => `${from} or more`,
    fromTo: (from: number, to: number) => `${from} to ${to}`,
    announcedOnly: 'announced only',
    partOfRegion: 'part of a region that is named as a whole',
    notDrawn: (places: readonly string[]) => `Not drawn: ${places.join('; ')}. `,
    borders:
      'Borders as in Natural Earth, simplified; they say nothing about whose a territory is.',
  },
};

export type DrawnWords = typeof en;
