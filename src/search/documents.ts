import { Refusal } from '../core/errors.ts';
import type { LinkTo, Published, Queried } from '../publication/representation.ts';
import { presentResults } from './present.ts';
import { readSearchQuery } from './query.ts';
import { bringUpToDate, search } from './service.ts';

/** What both forms of the answer are: never remembered, and not for search engines. */
export const searching = {
  kind: 'queried',
  freeParams: ['q', 'kind'],
  before: async (deps, version) => {
    // Loaded with the first search: it reaches into every feature.
    const { gather } = await import('./gathering.ts');
    await bringUpToDate(deps, version, gather);
  },
} as const satisfies Partial<Queried>;

export const openSearchLink: LinkTo = {
  rel: 'search',
  href: '/opensearch.xml',
  type: 'application/opensearchdescription+xml',
};

/** What is found, for programs. */
export const searchJson: Queried = {
  ...searching,
  path: '/search.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: '/schema/search-results-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/search', type: 'text/html' },
  ],
  render: async ({ params, place, db }) => {
    const { text, kind, faults } = readSearchQuery(params);
    if (faults.length > 0) {
      const detail = faults.map((fault) => fault.detail).join(' ');
      throw new Refusal('invalid', detail, { errors: faults });
    }
    const results = await search(db, text, kind, 'en');
    return {
      body: JSON.stringify(presentResults(text, results, place)),
      headers: { 'x-robots-tag': 'noindex' },
    };
  },
};

/** For browsers that offer to search here (OpenSearch 1.1, draft 6). */
export const openSearch: Published = {
  kind: 'published',
  path: '/opensearch.xml',
  mediaType: 'application/opensearchdescription+xml; charset=utf-8',
  render: ({ snapshot: { organisation }, place: { origin, base } }) => {
    const search = `${origin}${base}/search`;
    // At most 16 characters, and no markup.
    const name = escapeXml([...organisation.name].slice(0, 16).join(''));
    return {
      body: `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${name}</ShortName>
<Description>${escapeXml(`Trust centre of ${organisation.name}`)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${search}?q={searchTerms}"/>
<Url type="application/json" template="${search}.json?q={searchTerms}"/>
</OpenSearchDescription>
`,
    };
  },
};

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
