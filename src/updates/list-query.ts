import { faultIn, readPaging } from '../changes/paging.ts';
import type { Fault } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { Params, Snapshot } from '../publication/model.ts';
import { type Thread, topics } from './model.ts';
import { listThreads, threadsPerPage, type UpdateFilter } from './service.ts';

/** Parameters with few values; their answers are worth remembering. */
export const listParams = {
  topic: (value: string) => topics.some((topic) => topic === value),
  service: (value: string, { services }: Snapshot) => services.some(({ slug }) => slug === value),
};

export type ListQuery = {
  readonly filter: UpdateFilter;
  /** The number that the page before gave as its `next`. */
  readonly cursor?: number;
  readonly limit: number;
  readonly faults: readonly Fault[];
};
export type ListPage = { readonly items: readonly Thread[]; readonly next: number | null };

/** Reads the query; every value that cannot be meant is a fault, said in words. */
export function readListQuery(params: Params, { services }: Snapshot): ListQuery {
  const faults: Fault[] = [];
  const oneOf = <T extends string>(name: string, accepted: readonly T[]): T | undefined => {
    const value = params[name];
    const found = accepted.find((each) => each === value);
    if (value !== undefined && found === undefined)
      faults.push(faultIn(name, accepted.length === 0 ? 'none yet.' : `${accepted.join(', ')}.`));
    return found;
  };
  const filter = {
    topic: oneOf('topic', topics),
    service: oneOf(
      'service',
      services.map(({ slug }) => slug),
    ),
  };
  const paging = readPaging(params, threadsPerPage);
  return { ...paging, filter, faults: [...faults, ...paging.faults] };
}

/** The newest threads stand in the snapshot; what is narrowed or older is asked of the database. */
export async function loadList(
  { snapshot, db }: { readonly snapshot: Snapshot; readonly db: Db },
  { filter, cursor, limit }: ListQuery,
): Promise<ListPage> {
  const { recent, threadCount } = snapshot.updates;
  const isWhole = filter.topic === undefined && filter.service === undefined;
  if (!isWhole || cursor !== undefined || limit > threadsPerPage)
    return listThreads(db, filter, { before: cursor ?? threadCount + 1, limit });
  const items = recent.slice(0, limit);
  return { items, next: threadCount > items.length ? (items.at(-1)?.number ?? null) : null };
}

/** The query of the next page, or of the same page in another format. */
export function queryOf(params: Params, cursor?: string): string {
  const kept = ['topic', 'service'].flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const query = new URLSearchParams(cursor === undefined ? kept : [...kept, ['cursor', cursor]]);
  return query.size === 0 ? '' : `?${query}`;
}
