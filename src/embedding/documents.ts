import type { Place } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { integrity, movingPath, pinnedPath } from './script.ts';

/** `/trust/use-this-data.json`: what can be taken from here and how, for programs that build sites. */
export const dataJson: Published = {
  kind: 'published',
  path: '/use-this-data.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: '/schema/use-this-data-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/use-this-data', type: 'text/html' },
  ],
  render: ({ place }) => ({ body: JSON.stringify(presentUses(place)) }),
};

function presentUses({ origin, base }: Place) {
  const root = `${origin}${base}`;
  return {
    page: `${root}/use-this-data`,
    script: { url: `${root}${movingPath}`, pinned: `${root}${pinnedPath}`, integrity },
    elements: [
      { name: 'annex-subprocessors', shows: `${root}/subprocessors.json` },
      { name: 'annex-changes', shows: `${root}/changes.json` },
      { name: 'annex-controls', shows: `${root}/controls.json` },
      { name: 'annex-subscribe', shows: `${root}/subscribe.json` },
    ],
    fragments: [
      { url: `${root}/embed/subprocessors.html`, page: `${root}/subprocessors` },
      { url: `${root}/embed/changes.html`, page: `${root}/changes` },
    ],
    fragmentStylesheet: `${root}/embed/fragment.css`,
  };
}
