import type { Role } from '../../context.ts';
import { neutralise, writeCsv } from '../../subprocessors/csv-text.ts';
import { copyReference } from '../model/downloads.ts';
import type {
  HistoryLine,
  InventoryLine,
  MonthLine,
  RecordedDocument,
  RecordLine,
  Whose,
} from '../model/record.ts';
import type { AccessToken } from '../model/tokens.ts';
import { maySee } from '../../staff/model/permitting.ts';

/** Who it is, is for those who decide. */
function presentWhose(whose: Whose, role: Role) {
  const requester = maySee(role, 'requesters') ? whose.requester : undefined;
  return {
    request: String(whose.requestId),
    requestReference: whose.requestReference,
    customer: whose.customerId === undefined ? null : String(whose.customerId),
    domain: whose.domain,
    name: requester?.name ?? null,
    email: requester?.email ?? null,
    company: requester?.company ?? null,
  };
}

export function presentGrant(line: InventoryLine, role: Role) {
  const { grant, state, slug, version } = line;
  return {
    id: String(grant.id),
    reference: grant.reference,
    document: slug,
    documentVersion: version,
    ...presentWhose(line, role),
    state,
    from: grant.from.toISOString(),
    until: grant.until.toISOString(),
    mostDownloads: grant.mostDownloads,
    downloads: grant.downloads,
    allowsToken: grant.allowsToken,
    acceptance: grant.acceptanceId === undefined ? null : String(grant.acceptanceId),
    decidedBy: line.decidedBy === undefined ? null : String(line.decidedBy),
    revokedAt: grant.revokedAt?.toISOString() ?? null,
    version: grant.version,
  };
}

export function presentDownload(line: HistoryLine, role: Role) {
  const { download, slug, version, grantReference } = line;
  return {
    id: download.id,
    reference: copyReference({ reference: grantReference }, download.number),
    grant: String(download.grantId),
    number: download.number,
    document: slug,
    documentVersion: version,
    ...presentWhose(line, role),
    at: download.at.toISOString(),
    via: download.via,
    token: download.tokenId === undefined ? null : String(download.tokenId),
    sha256: download.sha256,
    size: download.size,
    state: download.state,
    endedAt: download.endedAt?.toISOString() ?? null,
    clientAddress: maySee(role, 'requesters') ? (line.clientAddress ?? null) : null,
  };
}

export function presentMonth({ documentId: _, ...line }: MonthLine) {
  return line;
}

export function presentStaffToken(token: AccessToken) {
  const { id, requestId, createdAt, expiresAt, revokedAt, lastUsedAt } = token;
  return {
    id: String(id),
    request: String(requestId),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** To staff. */
function presentRecordLine(line: RecordLine, role: Role) {
  return {
    seq: line.seq,
    ...presentHappened(line),
    actor: line.actor,
    ...presentWhose(line.whose, role),
  };
}

/** To the customer whose people these are. */
export function presentOwnLine(line: RecordLine) {
  const { requestReference, requester } = line.whose;
  return {
    ...presentHappened(line),
    request: requestReference,
    name: requester?.name ?? null,
    email: requester?.email ?? null,
  };
}

function presentHappened(line: RecordLine) {
  const { at, action, documents, grant, number, via, sha256, state, nda } = line;
  return {
    at: at.toISOString(),
    action,
    documents: documents.map(({ slug, version, decision, reason }) => ({
      slug,
      version: version ?? null,
      decision: decision ?? null,
      reason: reason ?? null,
    })),
    grant: grant ?? null,
    download: number ?? null,
    via: via ?? null,
    sha256: sha256 ?? null,
    state: state ?? null,
    nda: nda ?? null,
  };
}

/** Append only: people count columns. */
const columns = [
  'at',
  'action',
  'request',
  'name',
  'email',
  'documents',
  'grant',
  'download',
  'via',
  'sha256',
  'state',
  'nda',
] as const;
const staffColumns = [...columns, 'company', 'domain', 'customer', 'actor', 'seq'] as const;

type Cells = { readonly [Name in (typeof staffColumns)[number]]?: string | undefined };

function cellsOf(line: RecordLine): Cells {
  const { whose, number, documents } = line;
  return {
    at: line.at.toISOString(),
    action: line.action,
    request: whose.requestReference,
    name: whose.requester?.name,
    email: whose.requester?.email,
    documents: documents.map(inWords).join('; '),
    grant: line.grant,
    download: number?.toString(),
    via: line.via,
    sha256: line.sha256,
    state: line.state,
    nda: line.nda,
    company: whose.requester?.company,
    domain: whose.domain,
    customer: whose.customerId,
    actor: line.actor,
    seq: String(line.seq),
  };
}

function inWords({ slug, version, decision, reason }: RecordedDocument): string {
  const which = version === undefined ? slug : `${slug} version ${version}`;
  const why = reason === undefined ? '' : ` (${reason})`;
  return decision === undefined ? which : `${which} ${decision}${why}`;
}

function rowsOf(lines: readonly RecordLine[], names: readonly (keyof Cells)[]): string {
  const rows = lines.map((line) => {
    const cells = cellsOf(line);
    return names.map((name) => neutralise(cells[name] ?? ''));
  });
  return rows.length === 0 ? '' : writeCsv(rows);
}

/** A customer's own record as RFC 4180. */
export function ownCsv(lines: readonly RecordLine[]): string {
  return `${writeCsv([columns])}${rowsOf(lines, columns)}`;
}

/** The record as RFC 4180, a part at a time. */
export async function* recordCsv(
  parts: AsyncIterable<readonly RecordLine[]>,
): AsyncGenerator<string> {
  yield writeCsv([staffColumns]);
  for await (const part of parts) yield rowsOf(part, staffColumns);
}

/** The record as one JSON document, a part at a time. */
export async function* recordJson(
  parts: AsyncIterable<readonly RecordLine[]>,
  role: Role,
): AsyncGenerator<string> {
  yield '{"items":[';
  let isFirst = true;
  for await (const part of parts) {
    const text = part.map((line) => JSON.stringify(presentRecordLine(line, role))).join(',');
    if (text === '') continue;
    yield isFirst ? text : `,${text}`;
    isFirst = false;
  }
  yield ']}';
}
