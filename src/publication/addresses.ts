import type { Params, Snapshot } from './model.ts';
import type { LinkTo, Representation } from './representation.ts';

/** What also shows a past: the overview, the list in every form, Annex III and single entries. */
const timed = /^(|\.json|\.md|\/subprocessors.*|\/annex-iii.*)$/;

/**
 * Where the same is found of the snapshot shown, below the base path: the address itself, or that of its
 * past. `query` begins with `?` or is empty.
 */
export function addressIn(
  { past, listVersion, listPublishedAt }: Snapshot,
  path: string,
  query = '',
): string {
  if (past === undefined) return `${path}${query}`;
  if (!past.isNumbered) return `${path}${joined(query, clockQuery(past))}`;
  const [, list, form = ''] = /^\/(subprocessors|annex-iii)((?:\.[a-z.]+)?)$/.exec(path) ?? [];
  if (list !== undefined)
    return `/versions/${listVersion}${list === 'annex-iii' ? '/annex-iii' : ''}${form}${query}`;
  const knownAt =
    listPublishedAt === undefined ? [] : [['known_at', listPublishedAt.toISOString()]];
  return `${path}${joined(query, knownAt)}`;
}

/** The clocks of a past as parameters; of a numbered version its path says it all. */
export function clockQuery({ asOf, knownAt }: NonNullable<Snapshot['past']>): [string, string][] {
  return [
    ...(asOf === undefined ? [] : [['as_of', asOf.text] satisfies [string, string]]),
    ...(knownAt === undefined ? [] : [['known_at', knownAt.text] satisfies [string, string]]),
  ];
}

/** Links to other forms, which lead to those of the past that is shown. */
export function linksIn(snapshot: Snapshot, links: readonly LinkTo[]): readonly LinkTo[] {
  if (snapshot.past === undefined) return links;
  return links.map((link) =>
    link.rel === 'alternate' && timed.test(link.href)
      ? { ...link, href: addressIn(snapshot, link.href) }
      : link,
  );
}

/** The versions beside what is shown, RFC 5829; none where a representation has no past. */
export function versionLinks(
  { past, listVersion }: Snapshot,
  { path, params = {}, links = [], presentPath = path }: Representation,
): readonly LinkTo[] {
  if (!('as_of' in params || 'version' in params)) return [];
  const present = templateOf(presentPath);
  const latest = past === undefined ? [] : [{ rel: 'latest-version', href: present }];
  const isAtVersion = past === undefined || past.isNumbered;
  const previous = isAtVersion ? previousVersion(present, listVersion - 1) : [];
  // An entry has a history of its own.
  const hasHistory = links.some(({ rel }) => rel === 'version-history');
  const history = hasHistory ? [] : [{ rel: 'version-history', href: '/versions' }];
  return [...latest, ...previous, ...history];
}

/** An address of a template such as `/changes/{id}`; what is no part of its path stands in its query. */
export function addressWith(template: string, params: Params): string {
  const query = Object.entries(params).filter(([name]) => !template.includes(`{${name}}`));
  const stated = query.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${fillIn(template, params)}${joined('', stated)}`;
}

/** The parameter of a path that ends in `.json` carries the ending. */
export function fillIn(template: string, params: Params): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((params[name] ?? '').replace(/(\.cdx)?\.\w+$/, '')),
  );
}

/** `/subprocessors/:slug{[a-z0-9-]+\\.json}` as a link names it: `/subprocessors/{slug}.json`. */
export function templateOf(path: string): string {
  return path
    .replace(/ as \w+$/, '')
    .replaceAll(
      /:(\w+)\{[^}]*?(\\\.json|\\\.md)?\}/g,
      (_, name: string, form = '') => `{${name}}${form.replace('\\', '')}`,
    );
}

/** In the same form of the list; as a page, where what is shown is no list. */
function previousVersion(present: string, number: number): readonly LinkTo[] {
  const [, form = ''] = /^\/subprocessors((?:\.[a-z.]+)?)$/.exec(present) ?? [];
  return number < 1 ? [] : [{ rel: 'predecessor-version', href: `/versions/${number}${form}` }];
}

function joined(query: string, more: readonly (readonly string[])[]): string {
  // A colon may stand in a query (RFC 3986 section 3.4), and an instant is easier to read with it.
  const added = more.map(
    ([name = '', value = '']) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`,
  );
  const all = [...(query === '' ? [] : [query.slice(1)]), ...added];
  return all.length === 0 ? '' : `?${all.join('&')}`;
}
