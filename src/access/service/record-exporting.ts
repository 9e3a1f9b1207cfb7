import type { Ctx, Deps, Staff } from '../../context.ts';
import {
  asId,
  type CustomerId,
  type DocumentId,
  type EditionId,
  type GrantId,
} from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { openMyTerms } from '../../customers/service/links.ts';
import { commit } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { listDocuments, listEditions } from '../../documents/service/reading.ts';
import type { Download } from '../model/downloads.ts';
import { decisionsIn } from '../model/decisions.ts';
import type { KeptGrant } from '../model/grants.ts';
import type { RecordedDocument, RecordLine } from '../model/record.ts';
import * as store from '../store/inventory.ts';
import { type RecordSpan, requestOf, selectRecord, selectRecordOf } from '../store/record.ts';

const perRead = 500;

export type RecordQuery = RecordSpan & { readonly customer?: CustomerId | undefined };

/** Everything that happened to requests, in parts, oldest first. Who exported it stands in the record first. */
export async function exportRecord(
  ctx: Ctx<Staff>,
  query: RecordQuery,
  format: 'csv' | 'json',
): Promise<AsyncIterable<readonly RecordLine[]>> {
  await commit(ctx, async (_tx, ledger) => {
    const event = ledger.record({
      action: 'access_record.exported',
      subject: 'access-record',
      data: {
        format,
        ...(query.customer && { customer: query.customer }),
        ...(query.from && { from: query.from.toISOString() }),
        ...(query.until && { until: query.until.toISOString() }),
      },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
  return readRecord(ctx.deps, query);
}

async function* readRecord(
  { db }: Pick<Deps, 'db'>,
  { customer, ...span }: RecordQuery,
): AsyncGenerator<readonly RecordLine[]> {
  if (customer !== undefined) {
    yield await linesOf(db, await eventsOfCustomer(db, customer, span));
    return;
  }
  let after = 0;
  for (let read = perRead; read === perRead;) {
    const events = await selectRecord(db, span, after, perRead);
    yield await linesOf(db, events);
    after = events.at(-1)?.seq ?? after;
    read = events.length;
  }
}

async function eventsOfCustomer(
  db: Db,
  customer: CustomerId,
  span: RecordSpan,
): Promise<readonly StoredEvent[]> {
  return selectRecordOf(db, await store.selectRequestsOf(db, customer), span);
}

/** What a customer is shown of its own people: what they asked for, were given and fetched. */
const shownToCustomers: ReadonlySet<string> = new Set([
  'access.requested',
  'access.verified',
  'access.approved',
  'access.declined',
  'access.withdrawn',
  'access.nda_accepted',
  'access.granted',
  'access.terms_set',
  'access.downloaded',
  'access.token_made',
  'access.token_revoked',
  'access.ended',
  'access.revoked',
  'access.expired',
]);

export type OwnRecord = {
  /** Its name. */
  readonly customer: string;
  readonly lines: readonly RecordLine[];
};

/**
 * The record of a customer's own people, oldest first, behind the link of that customer; of nobody
 * else's, and without what is for staff only. Undefined for every other token.
 */
export async function openOwnRecord(deps: Deps, token: string): Promise<OwnRecord | undefined> {
  const visit = await openMyTerms(deps, token);
  if (visit === undefined) return undefined;
  const events = await eventsOfCustomer(deps.db, visit.customer.id, {});
  const shown = events.filter(({ action }) => shownToCustomers.has(action));
  return { customer: visit.customer.name, lines: await linesOf(deps.db, shown) };
}

type Known = {
  readonly whose: Awaited<ReturnType<typeof store.selectWhose>>;
  readonly grants: ReadonlyMap<GrantId, KeptGrant>;
  readonly downloads: ReadonlyMap<string, Download>;
  readonly slugs: ReadonlyMap<DocumentId, string>;
  readonly versions: ReadonlyMap<EditionId, number>;
};

async function linesOf(db: Db, events: readonly StoredEvent[]): Promise<readonly RecordLine[]> {
  const known = await loadKnown(db, events);
  return events.flatMap((event) => lineOf(event, known) ?? []);
}

async function loadKnown(db: Db, events: readonly StoredEvent[]): Promise<Known> {
  const grants = await store.selectGrantsById(db, unique(events.flatMap(grantIn)));
  const downloaded = events.filter(({ action }) => action === 'access.downloaded');
  const downloads = await store.selectDownloadsOf(db, unique(downloaded.flatMap(grantIn)));
  const editions = await listEditions(
    db,
    unique([
      ...[...grants.values()].map(({ editionId }) => editionId),
      ...downloads.map(({ editionId }) => editionId),
    ]),
  );
  return {
    whose: await store.selectWhose(db, unique(events.map(requestOf))),
    grants,
    downloads: new Map(downloads.map((each) => [`${each.grantId} ${each.number}`, each])),
    slugs: new Map((await listDocuments(db)).map(({ id, slug }) => [id, slug])),
    versions: new Map(editions.map(({ id, number }) => [id, number])),
  };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

function grantIn({ data }: StoredEvent): readonly GrantId[] {
  return typeof data['grant'] === 'string' ? [asId('grt', data['grant'])] : [];
}

function lineOf(event: StoredEvent, known: Known): RecordLine | undefined {
  const whose = known.whose.get(requestOf(event));
  if (whose === undefined) return undefined;
  const [grantId] = grantIn(event);
  const grant = grantId && known.grants.get(grantId);
  const { seq, at, actor, action, data } = event;
  const download = known.downloads.get(`${grantId} ${String(data['number'])}`);
  const nda = [data['name'], data['number']];
  return {
    seq,
    at,
    actor,
    action,
    whose,
    documents: documentsIn(event, grant, known),
    ...(grant && { grantId: grant.id, grant: grant.reference }),
    ...(download && factsOf(download)),
    ...(action === 'access.nda_accepted' && { nda: nda.join(' ') }),
  };
}

function factsOf({ number, via, sha256, state }: Download) {
  return { number, via, sha256, state };
}

function documentsIn(
  { data, action }: StoredEvent,
  grant: KeptGrant | undefined,
  { slugs, versions }: Known,
): readonly RecordedDocument[] {
  const named = (id: DocumentId, version?: number): RecordedDocument => ({
    slug: slugs.get(id) ?? id,
    ...(version !== undefined && { version }),
  });
  if (grant !== undefined) {
    // A bridge letter is fetched by the grant of its report.
    const isOther = action === 'access.downloaded' && typeof data['document'] === 'string';
    const id = isOther ? asId('doc', String(data['document'])) : grant.documentId;
    const edition = isOther ? asId('edi', String(data['edition'])) : grant.editionId;
    return [named(id, versions.get(edition))];
  }
  const decided = decisionsIn(data).map(({ document, state, reason }) => ({
    ...named(document),
    decision: state,
    ...(reason !== undefined && { reason }),
  }));
  if (decided.length > 0) return decided;
  const { documents } = data;
  return Array.isArray(documents) ? documents.map((id) => named(asId('doc', String(id)))) : [];
}
