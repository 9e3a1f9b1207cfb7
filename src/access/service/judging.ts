import type { CustomerId, DocumentId } from '../../core/ids.ts';
import {
  findCustomerByAddressHash,
  findCustomersByDomain,
  isNamedByStaff,
} from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import type { Listed } from '../../documents/model.ts';
import { listDocuments } from '../../documents/service/reading.ts';
import type { AccessRequest, AccessSettings, Nda, RequestItem } from '../model.ts';
import { usualSettings } from '../model.ts';
import { isRequestable } from '../model/requesting.ts';
import { judge, type Known, treatmentOf, withParents } from '../model/rules.ts';
import { acceptanceFor, asksForNda, type NamedAcceptance, ndaNameOf } from '../model/signing.ts';
import { selectBinding, selectNewest } from '../store/ndas.ts';
import { selectSettings, selectTreatments } from '../store/rules.ts';

export async function readSettings(db: Db): Promise<AccessSettings> {
  return (await selectSettings(db))?.settings ?? usualSettings;
}

/** A document of a request, and what stands between the two. */
export type Wanted = {
  readonly item: RequestItem;
  /** Absent where it cannot be given now: hidden since, or without a version in force. */
  readonly document?: Listed;
  /** The text in force that governs it, where one is published. */
  readonly nda?: Nda;
  /** Binds the requester to that text, or to what stands in its place. */
  readonly acceptance?: NamedAcceptance;
};

type Requesting = Pick<AccessRequest, 'items' | 'addressHash' | 'domain'>;

/** What a request asks for, as things stand now. */
export async function loadWanted(
  db: Db,
  request: Requesting,
  now: Date,
): Promise<readonly Wanted[]> {
  const byId = new Map((await listDocuments(db)).map((each) => [each.id, each]));
  const names = [...new Set([...byId.values()].map(ndaNameOf))];
  const newest = await selectNewest(db, names);
  const binding = await selectBinding(db, names, request);
  const who = { ...request, isProvider: await isProvider(request.domain) };
  return request.items.map((item): Wanted => {
    const document = byId.get(item.documentId);
    if (document === undefined || !canBeGiven(document)) return { item };
    const nda = newest.get(ndaNameOf(document));
    const acceptance = nda && acceptanceFor(nda, who, binding, now);
    return { item, document, ...(nda && { nda }), ...(acceptance && { acceptance }) };
  });
}

/** Whether an NDA must be accepted before this is given, and is not. */
export function mustSign({ document, nda, acceptance }: Wanted): boolean {
  return document !== undefined && asksForNda(document, nda) && acceptance === undefined;
}

/** It asks for a text, and none is published. */
export function lacksNda({ document, nda }: Wanted): boolean {
  return document?.visibility === 'nda' && nda === undefined;
}

/** Of those that are approved. */
export function anyToSign(wanted: readonly Wanted[], items: readonly RequestItem[]): boolean {
  const approved = new Set(
    items.flatMap(({ documentId, state }): DocumentId[] =>
      state === 'approved' ? [documentId] : [],
    ),
  );
  return wanted.some((each) => approved.has(each.item.documentId) && mustSign(each));
}

export type Judged = {
  readonly items: readonly RequestItem[];
  readonly wanted: readonly Wanted[];
  readonly customerId?: CustomerId;
};

/** Applies the rules to what nobody has decided yet. The address is confirmed, or nothing here may be asked. */
export async function judgeRequest(db: Db, request: Requesting, now: Date): Promise<Judged> {
  const settings = await readSettings(db);
  const { customerId, ...about } = await knownOf(db, request);
  const wanted = await loadWanted(db, request, now);
  const items = wanted.map((each): RequestItem => {
    if (each.item.state !== 'asked') return each.item;
    const hasNdaOnFile = each.acceptance !== undefined;
    const { decision, reason } = judge({ ...about, hasNdaOnFile }, settings);
    const isImpossible = each.document === undefined || lacksNda(each);
    if (decision === 'person' || (decision === 'approved' && isImpossible))
      return { ...each.item, reason };
    return { ...each.item, state: decision, reason };
  });
  return { items, wanted, ...(customerId && { customerId }) };
}

type About = Omit<Known, 'hasNdaOnFile'> & { readonly customerId?: CustomerId };

async function knownOf(
  db: Db,
  { domain, addressHash }: Pick<AccessRequest, 'domain' | 'addressHash'>,
): Promise<About> {
  const said = await selectTreatments(db, withParents(domain));
  const contactOf = await findCustomerByAddressHash(db, addressHash);
  const provider = await isProvider(domain);
  const there = provider ? [] : await findCustomersByDomain(db, domain);
  // A domain of several customers is still that of a customer; which one, a person must say.
  const customerId = contactOf ?? (there.length === 1 ? there[0] : undefined);
  return {
    domain: treatmentOf(domain, said),
    customer: customerKind(contactOf !== undefined, there.length > 0),
    isNamedByStaff: await isNamedByStaff(db, addressHash, provider ? undefined : domain),
    isProvider: provider,
    ...(customerId && { customerId }),
  };
}

function customerKind(isContact: boolean, isOfDomain: boolean): Known['customer'] {
  if (isContact) return 'contact';
  return isOfDomain ? 'domain' : undefined;
}

/** Whether staff block the domain now. */
export async function isBlocked(db: Db, domain: string): Promise<boolean> {
  return treatmentOf(domain, await selectTreatments(db, withParents(domain))) === 'blocked';
}

// Twenty thousand names, which only those need who decide: loaded with the first of them.
export async function isProvider(domain: string): Promise<boolean> {
  const { isMailProvider } = await import('../mail-providers.ts');
  return isMailProvider(domain);
}

/** Also one that has become public since: nobody is refused what everybody may have. */
function canBeGiven(document: Listed): boolean {
  return (
    isRequestable(document) || (document.visibility === 'public' && document.edition !== undefined)
  );
}
