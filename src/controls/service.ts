import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import { listPublished } from '../documents/service/reading.ts';
import type { Service } from '../organisation/model.ts';
import { getService, listServices } from '../organisation/service.ts';
import {
  compareStatements,
  type Kind,
  policyKey,
  type Stated,
  type Statement,
  type StatusChange,
} from './model.ts';
import * as store from './store.ts';

/** As in the other feeds: archive N holds entries 50(N-1)+1 to 50N. */
export const changesPerBlock = 50;

/** Everything for the pages, with the facts of services in the order of `services`. */
export async function describeStated(
  db: Db,
  listed: readonly Service[] | Promise<readonly Service[]>,
): Promise<Stated> {
  const [of, changeCount, services] = await Promise.all([
    store.selectEverything(db),
    store.countStatusChanges(db),
    listed,
  ]);
  const [disclosure] = of('disclosure');
  const dataAct = of('data-act');
  return {
    attestations: of('attestation').toSorted(compareStatements),
    controls: of('control').toSorted(compareStatements),
    questions: of('question').toSorted(compareStatements),
    laws: of('law').toSorted(compareStatements),
    dataAct: services.flatMap(({ slug }) => dataAct.find(({ key }) => key === slug) ?? []),
    ...(disclosure && { disclosure }),
    changeCount,
  };
}

/** The same with the services that there are, also those of which nothing is stated. */
export async function describeAll(
  db: Db,
): Promise<{ readonly stated: Stated; readonly services: readonly Service[] }> {
  const services = await listServices(db);
  return { stated: await describeStated(db, services), services };
}

export type Listed = 'attestation' | 'control' | 'question' | 'law';

/** In the order in which they are shown. */
async function listStatements<K extends Listed>(db: Db, kind: K): Promise<readonly Statement<K>[]> {
  return (await store.selectStatements(db, kind)).toSorted(compareStatements);
}

/** The page after the one that ended with `after`, of those that fit. */
export async function pageStatements<K extends Listed>(
  db: Db,
  kind: K,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
  fits: (statement: Statement<K>) => boolean = () => true,
): Promise<{ items: readonly Statement<K>[]; next: string | null }> {
  const all = (await listStatements(db, kind)).filter(fits);
  const index = after === undefined ? -1 : all.findIndex(({ key }) => key === after);
  if (after !== undefined && index === -1)
    throw new Refusal('not_found', 'What this cursor names is gone. Begin the list again.');
  const items = all.slice(index + 1, index + 1 + limit);
  const isLast = index + 1 + limit >= all.length;
  return { items, next: isLast ? null : (items.at(-1)?.key ?? null) };
}

export async function getStatement<K extends Listed>(
  db: Db,
  kind: K,
  key: string,
): Promise<Statement<K>> {
  const found = await store.selectStatement(db, kind, key);
  if (!found) throw new Refusal('not_found', 'Nothing is stated here with this id.');
  return found;
}

/** What forms choose among: documents that anybody may know of, and categories that there are. */
export async function listChoices(db: Db) {
  const documents = (await listPublished(db)).map(({ slug, title }) => ({ slug, title }));
  const stated = await listStatements(db, 'control');
  return { documents, categories: [...new Set(stated.map(({ facts }) => facts.category))] };
}

/** Undefined while nothing is stated of the service. Refuses `not_found` for a service that is none. */
export async function findDataAct(
  db: Db,
  service: string,
): Promise<Statement<'data-act'> | undefined> {
  await getService(db, service);
  return store.selectStatement(db, 'data-act', service);
}

export async function findDisclosure(db: Db): Promise<Statement<'disclosure'> | undefined> {
  return store.selectStatement(db, 'disclosure', policyKey);
}

export type ChangeBlock = {
  /** Newest first. */
  readonly changes: readonly StatusChange[];
  /** The newest archive that has entries before these; 0 without one. */
  readonly older: number;
};

/** The newest changes of status, or those of archive `block` (from 1). `total` is how many there are. */
export async function listStatusChanges(
  db: Db,
  { block, total }: { readonly block?: number | undefined; readonly total: number },
): Promise<ChangeBlock> {
  const range =
    block === undefined
      ? { from: Math.max(1, total - changesPerBlock + 1), to: total }
      : { from: (block - 1) * changesPerBlock + 1, to: block * changesPerBlock };
  const changes = await store.selectStatusChanges(db, range);
  return { changes, older: Math.ceil((range.from - 1) / changesPerBlock) };
}

/** Everything stated of the kinds, by kind and key. */
export async function loadStatements<K extends Kind>(
  db: Db,
  kinds: ReadonlySet<K>,
): Promise<readonly Statement<K>[]> {
  const found: Statement<K>[] = [];
  for (const kind of kinds) found.push(...(await store.selectStatements(db, kind)));
  return found;
}
