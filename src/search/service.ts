import type { Deps } from '../context.ts';
import { systemCtx } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Db, Transact } from '../db/client.ts';
import { operate } from '../db/commit.ts';
import { findVersion } from '../publication/service.ts';
import { expressionOf, type Findable, type Kind, type Results } from './model.ts';
import * as store from './store.ts';

const attempts = 5;

const nothing: Results = { hits: [], counts: new Map() };

/** What is found of an index that is up to date; nothing where the query has no word. */
export async function search(
  db: Db,
  query: string,
  kind: Kind | undefined,
  language: Language,
): Promise<Results> {
  const expression = expressionOf(query);
  if (expression === undefined) return nothing;
  const counts = await store.countHits(db, expression, language);
  if (counts.size === 0) return nothing;
  return { hits: await store.selectHits(db, expression, kind, language), counts };
}

/** Reads everything that can be found. */
type Gather = (db: Db) => Promise<readonly Findable[]>;

// On Workers each request has a `transact` of its own, and must not wait for another's promise.
const updating = new WeakMap<Transact, Promise<void>>();

/**
 * Brings the index up to a publication version, or a later one: whoever searches first after a publication does
 * it for everybody. Refuses `busy` where the register keeps changing.
 */
export async function bringUpToDate(deps: Deps, version: number, gather: Gather): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if ((await store.selectIndexed(deps.db)) >= version) return;
    const running =
      updating.get(deps.transact) ??
      rebuild(deps, gather).finally(() => updating.delete(deps.transact));
    updating.set(deps.transact, running);
    await running;
  }
  throw new Refusal('busy', 'The register is being changed right now. Try again in a moment.');
}

/** To the version of now; leaves the index as it is where something is published meanwhile. */
async function rebuild(deps: Deps, gather: Gather): Promise<void> {
  const { version } = await findVersion(deps.db);
  const found = await gather(deps.db);
  await operate(systemCtx(deps, 'search'), async (tx) => {
    const isOutdated = (await findVersion(tx)).version !== version;
    if (isOutdated || (await store.selectIndexed(tx)) >= version) return;
    await store.replaceAll(tx, found, version);
  });
}
