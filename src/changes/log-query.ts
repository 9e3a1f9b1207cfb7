import { entryNamed } from '../subprocessors/model/entry.ts';
import { type Day, parseDay } from '../core/day.ts';
import type { Fault } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { Params, Snapshot } from '../publication/model.ts';
import { type Change, changeClasses, changeStates, itemKinds } from './model.ts';
import { faultIn, readPaging } from './paging.ts';
import { type ChangeFilter, listChanges } from './service.ts';

const changesPerPage = 50;
/** A sentence that names two thousand slugs helps nobody. */
const mostNamed = 20;

/** What the log can be narrowed by, in the order in which addresses carry it. */
export const filterNames = ['state', 'kind', 'class', 'service', 'entry', 'since'] as const;

/** Parameters with few values; their answers are worth remembering. */
export const logParams = {
  state: (value: string) => changeStates.some((state) => state === value),
  kind: (value: string) => itemKinds.some((kind) => kind === value),
  class: (value: string) => changeClasses.some((each) => each === value),
  service: (value: string, { services }: Snapshot) => services.some(({ slug }) => slug === value),
  entry: (value: string, snapshot: Snapshot) => entryNamed(value, snapshot) !== undefined,
};

export type LogQuery = {
  readonly filter: ChangeFilter;
  readonly limit: number;
  readonly faults: readonly Fault[];
};
export type LogPage = { readonly items: readonly Change[]; readonly next: number | null };

/** Reads the query; every value that cannot be meant is a fault, said in words. */
export function readLogQuery(params: Params, { services, entries }: Snapshot): LogQuery {
  const faults: Fault[] = [];
  const oneOf = <T extends string>(name: string, accepted: readonly T[]): T | undefined => {
    const value = params[name];
    const found = accepted.find((each) => each === value);
    if (value !== undefined && found === undefined)
      faults.push(faultIn(name, acceptedWords(accepted)));
    return found;
  };
  const paging = readPaging(params, changesPerPage);
  const filter: ChangeFilter = {
    state: oneOf('state', changeStates),
    kind: oneOf('kind', itemKinds),
    class: oneOf('class', changeClasses),
    service: oneOf(
      'service',
      services.map(({ slug }) => slug),
    ),
    entry: oneOf(
      'entry',
      entries.map(({ slug }) => slug),
    ),
    since: readSince(params['since'], faults),
    before: paging.cursor,
  };
  return { filter, limit: paging.limit, faults: [...faults, ...paging.faults] };
}

/** The newest changes stand in the snapshot; what is narrowed or older is asked of the database. */
export async function loadLog(
  { snapshot, db }: { readonly snapshot: Snapshot; readonly db: Db },
  { filter, limit }: LogQuery,
): Promise<LogPage> {
  const isWhole = Object.values(filter).every((value) => value === undefined);
  const { recent, changeCount } = snapshot;
  if (!isWhole || limit > changesPerPage) return listChanges(db, filter, limit);
  const items = recent.slice(0, limit);
  return { items, next: changeCount > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** The query of the next page, or of the same page in another format. */
export function queryOf(params: Params, cursor?: string): string {
  const kept = filterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const query = new URLSearchParams(cursor === undefined ? kept : [...kept, ['cursor', cursor]]);
  return query.size === 0 ? '' : `?${query}`;
}

function readSince(value: string | undefined, faults: Fault[]): Day | undefined {
  if (value === undefined) return undefined;
  const day = parseDay(value);
  if (day === undefined) faults.push(faultIn('since', 'a day that exists, such as 2026-11-22.'));
  return day;
}

function acceptedWords(accepted: readonly string[]): string {
  if (accepted.length === 0) return 'none yet.';
  const more = accepted.length > mostNamed ? ' and others' : '';
  return `${accepted.slice(0, mostNamed).join(', ')}${more}.`;
}
