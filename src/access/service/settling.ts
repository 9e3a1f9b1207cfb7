import { listEventsAbout } from '../../audit/service.ts';
import type { Ctx } from '../../context.ts';
import type { DownloadLinkId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import type { AccessRequest, RequestItem, RequestState } from '../model.ts';
import { type Act, decide } from '../model/deciding.ts';
import { asksForNda } from '../model/signing.ts';
import { type RequestRow, replaceItems, updateRequest } from '../store/requests.ts';
import type { Changing } from './changing.ts';
import { grantDocuments, type Terms } from './granting.ts';
import { anyToSign, readSettings, type Wanted } from './judging.ts';
import { recordOf, tellRequester } from './telling.ts';

type Happened = {
  readonly kind: Extract<Act['kind'], 'verify' | 'decide' | 'sign'>;
  /** As they are decided now. */
  readonly items: readonly RequestItem[];
  readonly wanted: readonly Wanted[];
  readonly action: `access.${string}`;
  readonly data?: EventData;
  readonly set?: Partial<RequestRow>;
  /** Instead of the usual ones. */
  readonly terms?: Terms;
};

/**
 * Brings a request to where its decided items lead, in the commit of the caller: gives what can be given,
 * and tells whoever must act next. Deciding, giving and telling are one commit.
 */
export async function settle(
  ctx: Ctx,
  changing: Changing,
  { kind, items, wanted, action, data = {}, set = {}, terms }: Happened,
): Promise<readonly [StoredEvent, ...StoredEvent[]]> {
  const { tx, ledger, request } = changing;
  const state = decide(request, { kind, items, mustSign: anyToSign(wanted, items) });
  const event = recordOf(ledger, request, action, {
    ...data,
    state,
    decisions: decisionsOf(items),
  });
  const given = state === 'ready' ? await give(ctx, changing, { items, wanted, terms }) : undefined;
  await replaceItems(tx, request.id, given === undefined ? items : items.map(asGranted));
  await updateRequest(tx, request.id, {
    ...set,
    state,
    changedAt: ledger.at,
    ...(state === 'waiting' && { waitingSince: ledger.at }),
    ...(state === 'declined' && { endedAt: ledger.at }),
  });
  await tellNext(ctx, changing, { kind, state, event, link: given?.link });
  return [event, ...(given?.events ?? [])];
}

async function give(
  { deps }: Ctx,
  { tx, ledger, request }: Changing,
  { items, wanted, terms }: Pick<Happened, 'items' | 'wanted'> & { terms: Terms | undefined },
) {
  const approved = new Set(
    items.filter(({ state }) => state === 'approved').map(({ documentId }) => documentId),
  );
  const documents = wanted
    .filter(({ item }) => approved.has(item.documentId))
    .map(({ item: { documentId }, document, nda, acceptance }) => ({
      documentId,
      ...(document && asksForNda(document, nda) && acceptance && { acceptanceId: acceptance.id }),
    }));
  return grantDocuments(tx, deps, ledger, {
    request,
    documents,
    terms: terms ?? (await termsOf(tx, request)),
  });
}

function asGranted(item: RequestItem): RequestItem {
  return item.state === 'approved' ? { ...item, state: 'granted' } : item;
}

/** What a person set when they approved it, and what is usual otherwise. */
export async function termsOf(db: Db, { id }: Pick<AccessRequest, 'id'>): Promise<Terms> {
  const { days, mostDownloads, tokens } = await readSettings(db);
  const usual = { days, mostDownloads, allowsToken: tokens };
  const subject = `access-request:${id}`;
  const happened = (await listEventsAbout(db, [subject])).get(subject) ?? [];
  const approved = happened.findLast(({ action }) => action === 'access.approved');
  return { ...usual, ...readTerms(approved?.data['terms']) };
}

/** As they stand in the record. */
function readTerms(value: unknown): Partial<Terms> {
  if (typeof value !== 'object' || value === null) return {};
  const found: Readonly<Record<string, unknown>> = { ...value };
  const { days, mostDownloads, allowsToken } = found;
  return {
    ...(typeof days === 'number' && { days }),
    ...(typeof mostDownloads === 'number' && { mostDownloads }),
    ...(typeof allowsToken === 'boolean' && { allowsToken }),
  };
}

type Next = {
  readonly kind: Happened['kind'];
  readonly state: RequestState;
  readonly event: StoredEvent;
  readonly link: DownloadLinkId | undefined;
};

async function tellNext(
  { deps }: Ctx,
  { tx, request }: Changing,
  { kind, state, event, link }: Next,
): Promise<void> {
  if (state === 'waiting') await alertOfWaiting(tx, request, event);
  if (state === 'ready') {
    await tellRequester(tx, deps, request, { what: 'ready', ...(link && { link }) }, event);
    return;
  }
  await tellRequester(tx, deps, request, { what: letterFor(kind, state) }, event);
}

function letterFor(kind: Happened['kind'], state: RequestState) {
  if (state === 'declined') return 'declined' as const;
  // Whoever has just signed is not asked as if they had not.
  if (kind === 'sign') return 'signed' as const;
  return state === 'signing' ? ('sign' as const) : ('waiting' as const);
}

/** Staff hear that a person must decide; nothing of who asks. */
export async function alertOfWaiting(
  tx: Tx,
  { reference, items }: Pick<AccessRequest, 'reference' | 'items'>,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  const alert = { kind: 'access-waiting', reference, documents: items.length } as const;
  await alertStaff(tx, alert, `access:${seq}`, at);
}

function decisionsOf(items: readonly RequestItem[]): EventData[string] {
  return items.map(({ documentId, state, reason }) => ({
    document: documentId,
    state,
    ...(reason && { reason }),
  }));
}
