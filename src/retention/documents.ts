import type { Published } from '../publication/representation.ts';
import { presentRetention } from './present.ts';

const schemaPath = '/schema/retention-1.json';

/** How long each kind of record is kept, for machines. */
export const retentionJson: Published = {
  kind: 'published',
  path: '/retention.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: schemaPath, type: 'application/schema+json' },
    { rel: 'alternate', href: '/retention', type: 'text/html' },
  ],
  render: ({ snapshot, place }) => ({
    body: JSON.stringify(presentRetention(snapshot, place, schemaPath)),
  }),
};
