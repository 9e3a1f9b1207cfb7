import { Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import type { LinkTo, Queried, RenderInput } from '../publication/representation.ts';
import { listParams, loadList, readListQuery } from './list-query.ts';
import { presentThreadList, presentUpdate } from './present.ts';
import { findThread } from './service.ts';

/** For page heads and `Link` headers. */
export const updateFeedLinks: readonly LinkTo[] = [
  {
    rel: 'alternate',
    href: '/feed.atom?topic=updates',
    type: 'application/atom+xml',
    title: 'Updates',
  },
  {
    rel: 'alternate',
    href: '/feed.rss?topic=updates',
    type: 'application/rss+xml',
    title: 'Updates',
  },
  {
    rel: 'alternate',
    href: '/feed.json?topic=updates',
    type: 'application/feed+json',
    title: 'Updates',
  },
];

/** The updates for machines: newest first, page by page. */
export const updatesJson: Queried = {
  kind: 'queried',
  path: '/updates.json',
  mediaType: 'application/json; charset=utf-8',
  params: listParams,
  freeParams: ['cursor', 'limit'],
  links: [
    { rel: 'describedby', href: '/schema/updates-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/updates', type: 'text/html' },
    ...updateFeedLinks,
  ],
  render: async (input) => {
    const query = readListQuery(input.params, input.snapshot);
    if (query.faults.length > 0) {
      const detail = query.faults.map((fault) => fault.detail).join(' ');
      throw new Refusal('invalid', detail, { errors: query.faults });
    }
    const { items, next } = await loadList(input, query);
    return { body: JSON.stringify(presentThreadList(items, next, input.place)) };
  },
};

/** One update for machines, with every post. */
export const updateJson: Queried = {
  kind: 'queried',
  path: '/updates/:id{[0-9]+\\.json}',
  mediaType: 'application/json; charset=utf-8',
  params: threadParams(),
  links: [
    { rel: 'describedby', href: '/schema/update-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/updates/{id}', type: 'text/html' },
  ],
  render: async (input) => {
    const found = await findRequestedThread(input);
    if (found === undefined) throw new Refusal('not_found', 'There is no update of this number.');
    // Loaded with the first text, not with the first page.
    const { markdownHtml } = await import('./shown-markdown.tsx');
    const body = JSON.stringify(presentUpdate(found, input.place, markdownHtml));
    return found.passing ? { body, passing: true } : { body };
  },
};

/** The thread whose number is in the path, with or without `.json`. */
export async function findRequestedThread({
  snapshot,
  params,
  db,
}: RenderInput & { readonly db: Db }): ReturnType<typeof findThread> {
  const number = numberIn(params['id'] ?? '');
  if (number === undefined || number > snapshot.updates.threadCount) return undefined;
  return findThread(db, number);
}

export function threadParams(): NonNullable<Queried['params']> {
  return {
    id: (value, { updates }) =>
      (numberIn(value) ?? Number.POSITIVE_INFINITY) <= updates.threadCount,
  };
}

function numberIn(value: string): number | undefined {
  return parseNumber(value.replace(/\.json$/, ''));
}
