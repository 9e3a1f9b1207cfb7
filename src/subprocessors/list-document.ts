import { Refusal } from '../core/errors.ts';
import { isUnnamed } from '../organisation/model.ts';
import {
  presentNoticePolicy,
  presentOrganisation,
  presentService,
} from '../organisation/present.ts';
import { addressIn } from '../publication/addresses.ts';
import { clocks } from '../publication/asked.ts';
import type { Params, Place, Snapshot } from '../publication/model.ts';
import type { LinkTo, Published } from '../publication/representation.ts';
import { presentView } from '../publication/view.ts';
import { type Entry, entryNamed } from './model/entry.ts';
import { filterStrictly } from './model/filter.ts';
import { presentEntry, presentPendingChange } from './present.ts';

/** Query parameters of every form of the list: a part of it, or its past. `q` is free text and never remembered. */
export const listFilters = {
  service: (value: string, { services }: Snapshot) => services.some(({ slug }) => slug === value),
  country: (value: string, { entries }: Snapshot) =>
    entries.some(({ facts }) => facts.locations?.some(({ country }) => country === value)),
  category: (value: string, { entries }: Snapshot) =>
    entries.some(({ facts }) => facts.category === value),
  ...clocks,
};

const schemaPath = '/schema/subprocessor-list-1.json';
const described: LinkTo = {
  rel: 'describedby',
  href: schemaPath,
  type: 'application/schema+json',
};

/** Annex's own list document: everything the register says, for machines. */
export const listJson: Published = {
  kind: 'published',
  path: '/subprocessors.json',
  mediaType: 'application/json; charset=utf-8',
  params: listFilters,
  freeParams: ['q'],
  links: [
    described,
    { rel: 'alternate', href: '/subprocessors', type: 'text/html' },
    { rel: 'alternate', href: '/subprocessors.csv', type: 'text/csv' },
    { rel: 'alternate', href: '/subprocessors.md', type: 'text/markdown' },
    {
      rel: 'alternate',
      href: '/subprocessors.cdx.json',
      type: 'application/vnd.cyclonedx+json',
    },
    { rel: 'alternate', href: '/annex-iii', type: 'text/html', title: 'Annex III' },
    { rel: 'alternate', href: '/annex-iii.pdf', type: 'application/pdf', title: 'Annex III' },
  ],
  render: ({ snapshot, place, params }) => ({
    body: JSON.stringify(presentList(snapshot, place, params)),
  }),
};

/** One entry alone, in the words of the list document. */
export const entryJson: Published = {
  kind: 'published',
  path: '/subprocessors/:slug{[a-z0-9-]+\\.json}',
  mediaType: 'application/json; charset=utf-8',
  params: { slug: (value, snapshot) => findEntry(snapshot, value) !== undefined, ...clocks },
  links: [
    { ...described, href: `${schemaPath}#/$defs/subprocessor` },
    { rel: 'alternate', href: '/subprocessors/{slug}', type: 'text/html' },
    {
      rel: 'version-history',
      href: '/subprocessors/{slug}/history.json',
      type: 'application/json',
    },
  ],
  render: ({ snapshot, place, params }) => {
    const entry = findEntry(snapshot, params['slug'] ?? '');
    if (entry === undefined) {
      throw new Refusal('not_found', noSuchEntry(snapshot));
    }
    const path = `/subprocessors/${entry.slug}.json`;
    const body = {
      ...presentEntry(entry, snapshot.pending, place),
      view: presentView(snapshot, place, path),
    };
    return { body: JSON.stringify(body) };
  },
};

/** The list as a document; `params` are those of the filter. */
export function presentList(snapshot: Snapshot, place: Place, params: Params) {
  const { organisation, services } = snapshot;
  const root = `${place.origin}${place.base}`;
  const entries = filterStrictly(snapshot, params);
  const slugs = new Set(entries.map(({ slug }) => slug));
  const pending = snapshot.pending.filter(({ items }) => items.some(({ slug }) => slugs.has(slug)));
  return {
    $schema: `${root}${schemaPath}`,
    schemaVersion: '1',
    view: presentView(snapshot, place, '/subprocessors.json'),
    language: organisation.languages[0] ?? 'en',
    publisher: presentOrganisation(organisation),
    listVersion: snapshot.listVersion,
    publishedAt: snapshot.listPublishedAt?.toISOString(),
    ...(!isUnnamed(organisation) && { noticePolicy: presentNoticePolicy(organisation) }),
    services: services.map(presentService),
    filter: presentFilter(params),
    subprocessors: entries.map((entry) => presentEntry(entry, snapshot.pending, place)),
    pending: pending.map((change) => presentPendingChange(change, place)),
    links: {
      page: `${root}${addressIn(snapshot, '/subprocessors')}`,
      json: `${root}${addressIn(snapshot, '/subprocessors.json')}`,
      csv: `${root}${addressIn(snapshot, '/subprocessors.csv')}`,
      versions: `${root}/versions`,
      changes: `${root}/changes`,
      atom: `${root}/feed.atom`,
      rss: `${root}/feed.rss`,
      jsonFeed: `${root}/feed.json`,
    },
  };
}

// Stated so that a part of the list, saved to a file, is not taken for the whole.
function presentFilter({ service, country, category, q }: Params) {
  const isFiltered = [service, country, category, q].some((value) => value !== undefined);
  return isFiltered ? { service, country, category, q } : undefined;
}

/** What is said of an address that names no entry: of a past, that there may be one at another time. */
export function noSuchEntry({ past }: Snapshot): string {
  return past === undefined
    ? 'The register has no entry of this name.'
    : 'The register had no entry of this name then.';
}

/** The path of the page has no `.json`, and both forms of it arrive here. */
function findEntry(snapshot: Snapshot, name: string): Entry | undefined {
  return entryNamed(name.replace(/\.json$/, ''), snapshot);
}
