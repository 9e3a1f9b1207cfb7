import { refusalOf } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { Place } from '../publication/model.ts';
import type { Queried, RenderInput } from '../publication/representation.ts';
import type { PublishedVersion } from './model.ts';
import { readPaging } from './paging.ts';
import { changeUrl } from './present-notice.ts';
import { listVersions } from './service/versions.ts';

export type VersionPage = {
  readonly items: readonly PublishedVersion[];
  readonly next: number | null;
};

const versionsPerPage = 50;

/** Every version of the list there has been, newest first, page by page. */
export const versionsJson: Queried = {
  kind: 'queried',
  path: '/versions.json',
  mediaType: 'application/json; charset=utf-8',
  freeParams: ['cursor', 'limit'],
  links: [
    { rel: 'describedby', href: '/schema/list-versions-1.json', type: 'application/schema+json' },

    { rel: 'alternate', href: '/versions', type: 'text/html' },
    { rel: 'latest-version', href: '/subprocessors.json', type: 'application/json' },
  ],
  render: async (input) => {
    const { items, next } = await loadVersions(input);
    const body = {
      items: items.map((version) => presentVersion(version, input.place)),
      next: next === null ? null : String(next),
    };
    return { body: JSON.stringify(body) };
  },
};

/** The page of versions that `cursor` and `limit` ask for. Refuses `invalid` for what no list gave. */
export async function loadVersions({
  db,
  params,
}: RenderInput & { readonly db: Db }): Promise<VersionPage> {
  const { cursor, limit, faults } = readPaging(params, versionsPerPage);
  if (faults.length > 0) throw refusalOf(faults);
  return listVersions(db, cursor, limit);
}

function presentVersion(version: PublishedVersion, place: Place) {
  const { number, step, changeId, at, claimedAt } = version;
  const page = `${place.origin}${place.base}/versions/${number}`;
  return {
    version: number,
    url: page,
    json: `${page}.json`,
    publishedAt: at.toISOString(),
    ...(claimedAt !== undefined && {
      imported: true as const,
      claimedAt: claimedAt.toISOString(),
    }),
    step,
    change: { id: changeId, url: changeUrl(changeId, place) },
  };
}
