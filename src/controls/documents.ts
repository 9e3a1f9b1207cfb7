import { slugify } from '../core/text.ts';
import type { LinkTo, Published } from '../publication/representation.ts';
import { csvOf } from './csv-text.ts';
import { presentControls } from './present.ts';

const schemaPath = '/schema/controls-1.json';

/** For page heads and `Link` headers. */
export const controlLinks: readonly LinkTo[] = [
  {
    rel: 'alternate',
    href: '/controls.json',
    type: 'application/json',
    title: 'This page as JSON',
  },
  { rel: 'alternate', href: '/controls.csv', type: 'text/csv', title: 'The controls as CSV' },
  ...(
    [
      ['atom', 'application/atom+xml'],
      ['rss', 'application/rss+xml'],
      ['json', 'application/feed+json'],
    ] as const
  ).map(([ending, type]) => ({
    rel: 'alternate',
    href: `/feed.${ending}?topic=controls`,
    type,
    title: 'Changes of controls',
  })),
];

/** Everything stated, for machines. */
export const controlsJson: Published = {
  kind: 'published',
  path: '/controls.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: schemaPath, type: 'application/schema+json' },
    { rel: 'alternate', href: '/controls', type: 'text/html' },
  ],
  render: ({ snapshot, place }) => ({
    body: JSON.stringify(presentControls(snapshot, place, schemaPath)),
  }),
};

const isOne = (value: string) => value === '1';

/** The controls for spreadsheets; `raw` and `bom` as in the list of sub-processors. */
export const controlsCsv: Published = {
  kind: 'published',
  path: '/controls.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  params: { raw: isOne, bom: isOne },
  links: [
    { rel: 'alternate', href: '/controls', type: 'text/html' },
    { rel: 'alternate', href: '/controls.json', type: 'application/json' },
  ],
  render: ({ snapshot, params }) => {
    const body = csvOf(snapshot.controls.controls, { guarded: params['raw'] !== '1' });
    const owner = slugify(snapshot.organisation.name);
    const name = `${owner === '' ? '' : `${owner}-`}controls.csv`;
    return {
      body: params['bom'] === '1' ? `\uFEFF${body}` : body,
      headers: { 'Content-Disposition': `attachment; filename="${name}"` },
    };
  },
};
