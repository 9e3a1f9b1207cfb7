import { eq } from 'drizzle-orm';
import { pathOf, downloadPathOf } from '../../src/access/model/links.ts';
import type { AccessGrant, AccessRequest } from '../../src/access/model.ts';
import { approveRequest } from '../../src/access/service/deciding.ts';
import { getRequest } from '../../src/access/service/changing.ts';
import type { Terms } from '../../src/access/service/granting.ts';
import { submitRequest } from '../../src/access/service/submitting.ts';
import { verifyRequest } from '../../src/access/service/verifying.ts';
import { selectGrantsOf } from '../../src/access/store/grants.ts';
import { accessRequests, downloadLinks } from '../../src/access/table.ts';
import type { Ctx, Requester, Staff } from '../../src/context.ts';
import type { World } from '../support/app.ts';
import { must, pick, readReply, type Reply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { samplePdf } from '../marking/samples.ts';

export const report = 'soc-2-report';

type Given = Readonly<Record<string, unknown>>;

/** What of a world is needed to ask, to decide and to look. */
type Place = Pick<World, 'deps' | 'now'>;

/** A document with a version in force; its file. */
export async function issued(
  trust: World,
  slug: string,
  facts: Given = {},
  pages = 1,
): Promise<Uint8Array> {
  must(
    await trust.as('editor').post('/documents', {
      slug,
      title: `Title of ${slug}`,
      kind: 'soc2-report',
      visibility: 'on-request',
      isMarked: false,
      ...facts,
    }),
  );
  return newVersion(trust, slug, pages);
}

/** The next version of a document, in force at once. */
export async function newVersion(trust: World, slug: string, pages = 1): Promise<Uint8Array> {
  const file = samplePdf({
    pages: Array.from({ length: pages }, () => ({})),
    info: `/Title (${slug} ${pages})`,
  });
  const sent = must(
    await trust.as('editor').send('POST', `/documents/${slug}/versions?file_name=${slug}.pdf`, {
      headers: { 'content-type': 'application/pdf', 'content-length': String(file.byteLength) },
      body: new Uint8Array(file),
    }),
  );
  const at = `/documents/${slug}/versions/${String(pick(sent.body, 'number'))}`;
  must(await trust.as('editor').put(`${at}/issue`, {}, { 'if-match': sent.etag ?? '' }));
  return file;
}

/** Says something else of a document. */
export async function changeFacts(trust: World, slug: string, facts: Given): Promise<void> {
  const at = `/documents/${slug}`;
  const { body, etag = '' } = must(await trust.as('editor').get(at));
  const kept = ['title', 'kind', 'description', 'visibility', 'isMarked', 'nda', 'bridgeOf'];
  const before = Object.fromEntries(
    kept.flatMap((name) => {
      const value = pick(body, name);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
  must(await trust.as('editor').put(at, { ...before, ...facts }, { 'if-match': etag }));
}

let people = 0;

/** Asks for documents, and shows that the address is theirs. */
export async function asked(
  trust: Place,
  slugs: readonly string[],
  parts: Given = {},
): Promise<AccessRequest> {
  people += 1;
  const requester = {
    name: `Robin ${personMark}`,
    email: `robin.${personMark.toLowerCase()}.${people}@customer.example`,
    company: `${personMark} GmbH`,
    ...parts,
  };
  const { deps } = trust;
  const { reference } = await submitRequest(
    { deps, actor: { kind: 'anonymous' }, now: trust.now() },
    { slugs, requester, language: 'en', source: 'form', looksAutomated: false },
    `192.0.2.${people % 250}`,
  );
  const [row] = await deps.db
    .select()
    .from(accessRequests)
    .where(eq(accessRequests.reference, reference));
  if (!row) throw new Error('no request was stored');
  return getRequest(deps.db, row.id);
}

export function holder(trust: Place, { id }: Pick<AccessRequest, 'id'>): Ctx<Requester> {
  return { deps: trust.deps, actor: { kind: 'requester', id }, now: trust.now() };
}

export function staff(trust: Place): Ctx<Staff> {
  return { deps: trust.deps, actor: { kind: 'staff', role: 'owner' }, now: trust.now() };
}

export async function verified(trust: Place, slugs: readonly string[], parts: Given = {}) {
  const request = await asked(trust, slugs, parts);
  await verifyRequest(holder(trust, request));
  return getRequest(trust.deps.db, request.id);
}

export type Ready = {
  readonly request: AccessRequest;
  readonly grants: readonly AccessGrant[];
  /** Path of the newest link of one use, and of the page of the request. */
  readonly link: string;
  readonly page: string;
};

/** Asked, confirmed and approved by a person. */
export async function given(
  trust: Place,
  slugs: readonly string[],
  terms: Partial<Terms> = {},
  parts: Given = {},
): Promise<Ready> {
  const { id } = await verified(trust, slugs, parts);
  await approveRequest(staff(trust), id, { terms }, 'any');
  return readyOf(trust, await getRequest(trust.deps.db, id));
}

export async function readyOf(trust: Place, request: AccessRequest): Promise<Ready> {
  const { db, keys, config } = trust.deps;
  const links = await db
    .select()
    .from(downloadLinks)
    .where(eq(downloadLinks.requestId, request.id));
  const newest = links
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .at(-1);
  return {
    request,
    grants: await selectGrantsOf(db, request.id),
    link: newest ? `${config.base}${downloadPathOf(keys, newest.id)}` : '',
    page: `${config.base}${pathOf(keys, request)}`,
  };
}

export async function post(
  trust: World,
  path: string,
  values: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = { accept: 'text/html' },
): Promise<Reply> {
  const body = new URLSearchParams(values);
  return readReply(await trust.fetch(path, { method: 'POST', headers, body }));
}

/** Uses a link; path of the session. */
export async function opened(trust: World, link: string): Promise<string> {
  const { status, headers, text } = await post(trust, `${link}/session`);
  if (status !== 303) throw new Error(`${status} ${text}`);
  return headers.get('location') ?? '';
}

export function secretOf(session: string): string {
  return session.slice(session.lastIndexOf('/') + 1);
}

/** Address of a file in a session. */
export function fileAt(session: string, slug: string, version?: number): string {
  const number = version === undefined ? '' : `version=${version}&`;
  return `/trust/documents/${slug}/file?${number}session=${secretOf(session)}`;
}

export async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}
