import { Refusal, refusalOf } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import type { Queried, RenderInput } from '../publication/representation.ts';
import { feedLinks } from './feeds/representations.ts';
import { loadLog, logParams, readLogQuery } from './log-query.ts';
import type { Change } from './model.ts';
import { presentChange, presentChangeList } from './present.ts';
import { findChange } from './service.ts';
import { findLeaves } from './service/leaves.ts';

/** The change log for machines: newest first, page by page. */
export const changesJson: Queried = {
  kind: 'queried',
  path: '/changes.json',
  mediaType: 'application/json; charset=utf-8',
  params: logParams,
  freeParams: ['since', 'cursor', 'limit'],
  links: [
    { rel: 'describedby', href: '/schema/changes-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/changes', type: 'text/html' },
    ...feedLinks,
  ],
  render: async (input) => {
    const query = readLogQuery(input.params, input.snapshot);
    if (query.faults.length > 0) throw refusalOf(query.faults);
    const { items, next } = await loadLog(input, query);
    return { body: JSON.stringify(presentChangeList(items, next, input.place)) };
  },
};

/** One change for machines, with every field before and after. */
export const changeJson: Queried = {
  kind: 'queried',
  path: '/changes/:id{[0-9]+\\.json}',
  mediaType: 'application/json; charset=utf-8',
  params: changeParams(),
  links: [
    { rel: 'describedby', href: '/schema/change-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/changes/{id}', type: 'text/html' },
  ],
  render: async (input) => {
    const change = await findRequested(input);
    if (change === undefined) throw new Refusal('not_found', 'There is no change of this number.');
    const leaves = await findLeaves(input.db, change);
    const body = JSON.stringify(presentChange(change, input.place, leaves));
    return leaves ? { body } : { body, passing: true };
  },
};

/** The change whose number is in the path, with or without its ending. */
export async function findRequested({
  snapshot,
  params,
  db,
}: RenderInput & { readonly db: Db }): Promise<Change | undefined> {
  const id = idIn(params['id'] ?? '');
  if (id === undefined || id > newestId(snapshot.recent)) return undefined;
  const known = [...snapshot.recent, ...snapshot.pending].find((change) => change.id === id);
  return known ?? findChange(db, id);
}

export function changeParams(): NonNullable<Queried['params']> {
  return {
    id: (value, { recent }) => (idIn(value) ?? Number.POSITIVE_INFINITY) <= newestId(recent),
  };
}

function idIn(value: string): number | undefined {
  return parseNumber(value.replace(/\.(json|ics)$/, ''));
}

function newestId(recent: readonly Change[]): number {
  return recent[0]?.id ?? 0;
}
