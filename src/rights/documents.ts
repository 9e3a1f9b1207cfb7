import type { Queried } from '../publication/representation.ts';
import { presentFigures, presentRules } from './present-public.ts';
import { getSettings, listPublishedFigures } from './service/publishing.ts';

const mediaType = 'application/json; charset=utf-8';

/** What can be asked under which law, with every number and where it stands. */
export const privacyRequestJson: Queried = {
  kind: 'queried',
  path: '/privacy-request.json',
  mediaType,
  links: [
    { rel: 'describedby', href: '/schema/privacy-request-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/privacy-request', type: 'text/html' },
  ],
  render: async ({ db, snapshot, place }) => {
    const { settings } = await getSettings(db);
    return { body: JSON.stringify(presentRules(settings, snapshot.organisation, place)) };
  },
};

/** Years of which the figures are published. */
export const privacyFiguresJson: Queried = {
  kind: 'queried',
  path: '/privacy-figures.json',
  mediaType,
  links: [
    { rel: 'describedby', href: '/schema/privacy-figures-1.json', type: 'application/schema+json' },
  ],
  render: async ({ db, place }) => {
    const years = (await listPublishedFigures(db)).map(({ figures, publishedAt }) => ({
      ...presentFigures(figures),
      publishedAt: publishedAt.toISOString(),
    }));
    return {
      body: JSON.stringify({ page: `${place.origin}${place.base}/privacy-request`, years }),
    };
  },
};
