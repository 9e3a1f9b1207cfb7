import type { Ctx, Requester, System } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { DocumentId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listPublished } from '../../documents/service/reading.ts';
import type { AccessRequest } from '../model.ts';
import { isStanding, type KeptGrant } from '../model/grants.ts';
import { asksForNda } from '../model/signing.ts';
import { renewalOffered, selectGrantsOf, selectOutdated } from '../store/grants.ts';
import { changeRequest, type Changing } from './changing.ts';
import { grantDocuments, type Terms } from './granting.ts';
import { isBlocked, lacksNda, loadWanted, readSettings, type Wanted } from './judging.ts';
import { startSigning } from './signing.ts';
import { recordOf, tellRequester } from './telling.ts';

const perRun = 100;

/** Tells who holds an older version that there is a newer one, once for each version. How many requests. */
export async function offerRenewals(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const due = await selectOutdated(db, await inForceNow(db), ctx.now, perRun);
  const requests = new Set(due.map(({ grant }) => grant.requestId));
  let told = 0;
  for (const id of requests) {
    try {
      await changeRequest(ctx, id, 'any', (changing) => offerTo(ctx, changing));
      told += 1;
    } catch (error) {
      // Another process was first.
      if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
    }
  }
  return told;
}

async function offerTo(
  { deps }: Ctx<System>,
  { tx, ledger, request }: Changing,
): Promise<readonly [StoredEvent, ...StoredEvent[]]> {
  const due = await selectOutdated(tx, await inForceNow(tx), ledger.at, perRun);
  const [first, ...others] = due
    .filter(({ grant }) => grant.requestId === request.id)
    .map(({ grant, editionId }) => {
      const told = { grant: grant.id, document: grant.documentId, edition: editionId };
      return recordOf(ledger, request, renewalOffered, told);
    });
  if (first === undefined) throw new Refusal('conflict', 'Another process has told them.');
  await tellRequester(tx, deps, request, { what: 'renewable' }, first);
  return [first, ...others];
}

/** What is public needs no grant, and what is hidden is spoken of to nobody. */
async function inForceNow(db: Db) {
  return (await listPublished(db)).flatMap(({ id, visibility, edition }) =>
    edition === undefined || visibility === 'public'
      ? []
      : [{ documentId: id, editionId: edition.id }],
  );
}

/**
 * Gives who holds an older version the newer one, on what are the usual terms now; or asks for the NDA
 * first, where that has a newer version. Refuses `conflict` where there is nothing newer, and for whom
 * a person must decide now.
 */
export async function renewDocument(
  ctx: Ctx<Requester>,
  documentId: DocumentId,
): Promise<'granted' | 'signing'> {
  let outcome: 'granted' | 'signing' = 'granted';
  await changeRequest(ctx, ctx.actor.id, 'any', async (changing) => {
    const { tx, ledger, request } = changing;
    const { old, wanted } = await requireRenewable(tx, request, documentId, ledger.at);
    const asked = await startSigning(tx, ctx.deps, ledger, request, [documentId]);
    outcome = asked === undefined ? 'granted' : 'signing';
    return asked === undefined ? renew(ctx, changing, old, wanted) : [asked];
  });
  return outcome;
}

async function renew(
  { deps }: Ctx<Requester>,
  { tx, ledger, request }: Changing,
  old: KeptGrant,
  { item: { documentId }, document, nda, acceptance }: Wanted,
): Promise<readonly [StoredEvent, ...StoredEvent[]]> {
  const acceptanceId = document && asksForNda(document, nda) ? acceptance?.id : undefined;
  const { link, events } = await grantDocuments(tx, deps, ledger, {
    request,
    documents: [{ documentId, ...(acceptanceId && { acceptanceId }) }],
    terms: await termsAfter(tx, old),
  });
  await tellRequester(tx, deps, request, { what: 'ready', link }, events[0]);
  return events;
}

/** Whose programs fetched the old version fetch the new one. */
async function termsAfter(db: Db, old: KeptGrant): Promise<Terms> {
  const { days, mostDownloads, tokens } = await readSettings(db);
  return { days, mostDownloads, allowsToken: tokens || old.allowsToken };
}

async function requireRenewable(
  db: Db,
  request: AccessRequest,
  documentId: DocumentId,
  now: Date,
): Promise<{ readonly old: KeptGrant; readonly wanted: Wanted }> {
  const wanted = (await loadWanted(db, request, now)).find(
    ({ item }) => item.documentId === documentId,
  );
  const old = (await selectGrantsOf(db, request.id)).findLast(
    (grant) => grant.documentId === documentId && isStanding(grant, now),
  );
  const newest = wanted?.document?.edition?.id;
  if (wanted === undefined || old === undefined || newest === undefined || newest === old.editionId)
    throw new Refusal('conflict', 'There is no newer version of this document to renew it for.');
  // Nobody is told what is said of their domain.
  if (lacksNda(wanted) || (await isBlocked(db, request.domain)))
    throw new Refusal(
      'conflict',
      'This cannot be renewed by itself. Write to us on the page of your request; a person looks at it.',
    );
  return { old, wanted };
}
