import type { Snapshot } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { renderEmbedPage } from './embed-page.tsx';
import stylesheet from './embed.css?raw';
import { listFilters } from './list-document.ts';
import { filterEntries } from './model/filter.ts';

export const embedStylesheet: Published = {
  kind: 'published',
  path: '/embed.css',
  mediaType: 'text/css; charset=utf-8',
  render: () => ({ body: stylesheet }),
};

/** The register for a frame, where a page may not run scripts of other origins. */
export const embedPage: Published = {
  kind: 'published',
  path: '/embed',
  mediaType: 'text/html; charset=utf-8',
  markdown: 'none',
  params: { service: listFilters.service },
  cors: false,
  frameAncestors,
  render: ({ snapshot, place, params }) => {
    const entries = filterEntries(snapshot.entries, { service: params['service'] });
    return { body: renderEmbedPage({ snapshot, place, entries }) };
  },
};

// A source that is not an origin could end the directive and begin another (CSP3 section 2.2).
function frameAncestors({ organisation }: Snapshot): string {
  const sources = organisation.frameAncestors.filter((source) =>
    /^https?:\/\/[^\s;,']+$/.test(source),
  );
  return sources.length === 0 ? "'none'" : sources.join(' ');
}
