import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId, DocumentId, EditionId, GrantId } from '../../core/ids.ts';
import { unseal } from '../../core/sealed.ts';
import type { Db } from '../../db/client.ts';
import { findDocument, listDocuments, listEditions } from '../../documents/service/reading.ts';
import { type GrantState, stateOf } from '../model/grants.ts';
import type { HistoryLine, InventoryLine, Which } from '../model/record.ts';
import type { AccessToken } from '../model/tokens.ts';
import * as store from '../store/inventory.ts';
import { selectToken, selectTokens } from '../store/tokens.ts';
import { addressKey } from './download-taking.ts';
import { getGrant } from './grant-keeping.ts';
import type { AccessTokenId } from '../../core/ids.ts';

type Page<T, C> = { readonly items: readonly T[]; readonly next: C | null };

export type InventoryQuery = {
  /** Slug. */
  readonly document?: string | undefined;
  readonly customer?: CustomerId | undefined;
  readonly domain?: string | undefined;
  readonly state?: GrantState | undefined;
};

/** Who may have what, and who could; newest first. Refuses `not_found` for a document that there is not. */
export async function listGrants(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { document, ...filter }: InventoryQuery,
  cursor: GrantId | undefined,
  limit: number,
): Promise<Page<InventoryLine, GrantId>> {
  const now = clock();
  const after = cursor === undefined ? undefined : await getGrant(db, cursor);
  const which = await documentIdOf(db, document);
  const found = await store.selectInventory(
    db,
    { ...filter, document: which },
    { now, after, limit: limit + 1 },
  );
  const items = await inventoryOf(db, found.slice(0, limit), now);
  return { items, next: found.length > limit ? (items.at(-1)?.grant.id ?? null) : null };
}

/** Refuses `not_found`. */
export async function getInventoryLine(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: GrantId,
): Promise<InventoryLine> {
  const grant = await getGrant(db, id);
  const whose = (await store.selectWhose(db, [grant.requestId])).get(grant.requestId);
  const [line] = whose ? await inventoryOf(db, [{ grant, whose }], clock()) : [];
  if (!line) throw new Error(`grant ${id} is of no request`);
  return line;
}

async function inventoryOf(
  db: Db,
  held: readonly store.Held[],
  now: Date,
): Promise<readonly InventoryLine[]> {
  const which = await loadWhich(
    db,
    held.map(({ grant }) => grant.editionId),
  );
  return held.map(({ grant, whose }) => ({
    grant,
    state: stateOf(grant, now),
    ...whose,
    ...whichOf(which, grant.editionId),
  }));
}

export type HistoryQuery = {
  readonly grant?: GrantId | undefined;
  /** Slug. */
  readonly document?: string | undefined;
  readonly customer?: CustomerId | undefined;
};

/** Every copy that was given out, newest first. */
export async function listDownloads(
  deps: Pick<Deps, 'db' | 'keys'>,
  { document, ...filter }: HistoryQuery,
  before: number | undefined,
  limit: number,
): Promise<Page<HistoryLine, number>> {
  const which = await documentIdOf(deps.db, document);
  const found = await store.selectHistory(
    deps.db,
    { ...filter, document: which },
    before,
    limit + 1,
  );
  const items = await historyOf(deps, found.slice(0, limit));
  return { items, next: found.length > limit ? (items.at(-1)?.download.id ?? null) : null };
}

export async function historyOf(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  fetched: readonly store.Fetched[],
): Promise<readonly HistoryLine[]> {
  const which = await loadWhich(
    db,
    fetched.map(({ download }) => download.editionId),
  );
  return fetched.map(({ download, grant, whose }): HistoryLine => {
    const { clientAddress, ...rest } = download;
    return {
      download: rest,
      grantReference: grant.reference,
      ...whose,
      ...whichOf(which, download.editionId),
      ...(clientAddress && { clientAddress: unseal(keys.derive(addressKey), clientAddress) }),
    };
  });
}

/** Tokens for programs, newest first, also those that have ended. */
export async function listAccessTokens(
  db: Db,
  cursor: AccessTokenId | undefined,
  limit: number,
): Promise<Page<AccessToken, AccessTokenId>> {
  const after = cursor === undefined ? undefined : await getAccessToken(db, cursor);
  const found = await selectTokens(db, after, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Refuses `not_found`. */
export async function getAccessToken(db: Db, id: AccessTokenId | undefined): Promise<AccessToken> {
  const found = id && (await selectToken(db, id));
  if (!found) throw new Refusal('not_found', 'There is no token of this id.');
  return found;
}

async function documentIdOf(db: Db, slug: string | undefined): Promise<DocumentId | undefined> {
  if (slug === undefined) return undefined;
  const found = await findDocument(db, slug);
  if (!found) throw new Refusal('not_found', 'There is no document of this name.');
  return found.id;
}

/** Which versions of which documents these are. */
export async function loadWhich(
  db: Db,
  ids: readonly EditionId[],
): Promise<ReadonlyMap<EditionId, Which>> {
  const editions = await listEditions(db, [...new Set(ids)]);
  const documents = new Map((await listDocuments(db)).map((each) => [each.id, each]));
  return new Map(
    editions.flatMap(({ id, documentId, number }): [EditionId, Which][] => {
      const document = documents.get(documentId);
      if (!document) return [];
      const { slug, title } = document;
      return [[id, { documentId, slug, title, editionId: id, version: number }]];
    }),
  );
}

function whichOf(which: ReadonlyMap<EditionId, Which>, id: EditionId): Which {
  const found = which.get(id);
  if (!found) throw new Error(`no version ${id}`);
  return found;
}
