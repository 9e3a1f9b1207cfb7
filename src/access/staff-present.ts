import type { Role } from '../context.ts';
import type { Document } from '../documents/model.ts';
import type { Acceptance, AccessDomain, AccessRequest, Message, Nda, Signer } from './model.ts';
import { maySee } from '../staff/model/permitting.ts';
import type { RuleProposal } from './model/proposals.ts';

type Titles = ReadonlyMap<string, Pick<Document, 'slug'>>;

/** Who asked and what was written are for those who answer it. */
export function presentRequest(request: AccessRequest, documents: Titles, role: Role) {
  return { ...factsOf(request, documents), ...personalOf(request, role) };
}

function factsOf(request: AccessRequest, documents: Titles) {
  const { id, reference, state, source, domain, looksAutomated, language, version } = request;
  return {
    id: String(id),
    reference,
    state,
    source,
    receivedAt: request.receivedAt.toISOString(),
    verifiedAt: isoOrNull(request.verifiedAt),
    waitingSince: isoOrNull(request.waitingSince),
    endedAt: isoOrNull(request.endedAt),
    documents: request.items.map((item) => ({
      id: String(item.documentId),
      slug: documents.get(item.documentId)?.slug ?? null,
      state: item.state,
      reason: item.reason ?? null,
    })),
    domain,
    customer: request.customerId === undefined ? null : String(request.customerId),
    looksAutomated,
    decidedBy: request.decidedBy === undefined ? null : String(request.decidedBy),
    language,
    changedAt: request.changedAt.toISOString(),
    version,
  };
}

function personalOf({ requester }: AccessRequest, role: Role) {
  const isShown = maySee(role, 'requesters');
  const shown = (text: string | undefined) => (isShown ? (text ?? null) : null);
  return {
    name: shown(requester?.name),
    email: shown(requester?.email),
    company: shown(requester?.company),
    role: shown(requester?.role),
    purpose: shown(requester?.purpose),
  };
}

export function presentMessage({ id, at, author, text }: Message, role: Role) {
  return { id, at: at.toISOString(), author, text: maySee(role, 'requesters') ? text : null };
}

export function presentNda({ publishedAt, ...nda }: Nda) {
  return { ...nda, id: String(nda.id), publishedAt: publishedAt.toISOString() };
}

export function presentAcceptance(acceptance: Acceptance, role: Role) {
  const { id, ndaId, requestId, domain, signer, source, note } = acceptance;
  return {
    id: String(id),
    nda: String(ndaId),
    request: requestId === undefined ? null : String(requestId),
    source,
    covers: acceptance.addressHash === '' ? ('domain' as const) : ('person' as const),
    domain,
    acceptedAt: acceptance.acceptedAt.toISOString(),
    endedAt: isoOrNull(acceptance.endedAt),
    documents: acceptance.documentIds.map(String),
    note: note ?? null,
    ...(signer !== undefined && maySee(role, 'requesters') ? signer : nobody),
  };
}

const nobody: Readonly<Record<keyof Signer, null>> = {
  fullName: null,
  title: null,
  company: null,
  email: null,
};

export function presentDomain({ domain, treatment, note, changedAt, version }: AccessDomain) {
  return { domain, treatment, note: note ?? null, changedAt: changedAt.toISOString(), version };
}

function isoOrNull(at: Date | undefined): string | null {
  return at?.toISOString() ?? null;
}

export function presentProposal({ id, said, by, at }: RuleProposal) {
  return {
    id: String(id),
    rules: said.kind === 'settings' ? said.settings : null,
    domain:
      said.kind === 'domain'
        ? { domain: said.domain, treatment: said.treatment, note: said.note ?? null }
        : null,
    proposedBy: by,
    proposedAt: at.toISOString(),
  };
}
