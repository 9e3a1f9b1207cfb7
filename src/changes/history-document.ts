import { entryNamed } from '../subprocessors/model/entry.ts';
import { Refusal, refusalOf } from '../core/errors.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Queried } from '../publication/representation.ts';
import { loadEntryHistory } from './entry-history.ts';
import { presentHistory } from './present.ts';

const statesPerPage = 50;

export const historyParams = {
  slug: (value: string, snapshot: Snapshot) => entryNamed(value, snapshot) !== undefined,
};

/** The life of an entry for machines: newest state first, page by page. */
export const entryHistoryJson: Queried = {
  kind: 'queried',
  path: '/subprocessors/:slug{[a-z0-9-]+}/history.json',
  mediaType: 'application/json; charset=utf-8',
  params: historyParams,
  freeParams: ['cursor', 'limit'],
  links: [
    { rel: 'describedby', href: '/schema/entry-history-1.json', type: 'application/schema+json' },

    { rel: 'alternate', href: '/subprocessors/{slug}/history', type: 'text/html' },
    { rel: 'up', href: '/subprocessors/{slug}.json', type: 'application/json' },
  ],
  render: async (input) => {
    const entry = entryNamed(input.params['slug'], input.snapshot);
    if (entry === undefined)
      throw new Refusal('not_found', 'The register has no entry of this name.');
    const page = await loadEntryHistory(input, entry.slug, statesPerPage);
    if ('faults' in page) throw refusalOf(page.faults);
    return { body: JSON.stringify(presentHistory(entry, page, input.place)) };
  },
};
