import { eq } from 'drizzle-orm';
import { pathOf } from '../../src/access/model/links.ts';
import { getRequest } from '../../src/access/service/changing.ts';
import { accessRequests } from '../../src/access/table.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import type { World } from '../support/app.ts';
import { must, pick, pickList, readReply, type Reply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { add, issue, xlsx } from '../documents/filing.ts';
import { report } from './giving.ts';

type Given = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

export const clauses = 'contract-clauses';

/** A report under NDA and clauses on request, each with a version in force. */
export async function offer(trust: World): Promise<void> {
  await put(trust, report, 'nda');
  await put(trust, clauses, 'on-request');
}

/** What nobody may know of, and what everybody may have. */
export async function offerOthers(trust: World): Promise<void> {
  await put(trust, 'secret-plan', 'hidden');
  await put(trust, 'overview', 'public');
}

/** No PDF: nothing here is about its content, and a spreadsheet needs no thread to be read. */
export async function put(trust: World, slug: string, visibility: string): Promise<void> {
  const title = `Title of ${slug}`;
  await add(trust, { slug, title, kind: 'other', visibility, isMarked: false });
  await issue(trust, slug, xlsx(slug));
}

export const ndaText = `# Terms

Keep **confidential** what you get.

1. Read it.
2. Tell nobody.`;

/** Publishes a version of the NDA; its body. */
/** A second person approves the rules that wait for one. */
export async function approveRules(trust: World): Promise<void> {
  const { body } = must(await trust.as('viewer').get('/access-rules/proposals'));
  for (const proposal of pickList(body, 'items')) {
    const at = `/access-rules/proposals/${String(pick(proposal, 'id'))}`;
    must(await trust.as('configured').put(`${at}/approval`));
  }
}

export async function publishNda(trust: World, parts: Given = {}): Promise<unknown> {
  const text = { title: 'Confidentiality terms', text: ndaText, ...parts };
  return must(await trust.as('owner').post('/ndas', text)).body;
}

/** What somebody writes who asks; names and address carry the mark of a person. */
export function wish(parts: Given = {}) {
  return {
    name: `Robin ${personMark}`,
    email: `robin.${personMark.toLowerCase()}@customer.example`,
    company: `${personMark} GmbH`,
    purpose: `Review of suppliers by ${personMark}.`,
    ...parts,
  };
}

export async function askByProgram(
  trust: World,
  slug: string,
  value: unknown,
  headers: Headers = {},
): Promise<Reply> {
  return readReply(
    await trust.fetch(`/trust/documents/${slug}/request`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(value),
    }),
  );
}

export async function askByForm(
  trust: World,
  slug: string,
  values: Readonly<Record<string, string>>,
  { documents = [], headers = {} }: { documents?: readonly string[]; headers?: Headers } = {},
): Promise<Reply> {
  const begun = String(Math.floor(trust.now().getTime() / 1000) - 60);
  const body = new URLSearchParams({ leave_empty: '', language: 'en', begun, ...values });
  for (const each of documents) body.append('documents', each);
  return readReply(
    await trust.fetch(`/trust/documents/${slug}/request`, { method: 'POST', headers, body }),
  );
}

/** Somebody asks; the request as it is stored. */
export async function asking(
  trust: World,
  parts: Given = {},
  slug: string = clauses,
): Promise<Asked> {
  const { body } = must(await askByProgram(trust, slug, wish(parts)));
  const [row] = await trust.deps.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(eq(accessRequests.reference, String(pick(body, 'reference'))));
  if (!row) throw new Error('no request was stored');
  return requestOf(trust, row.id);
}

/** The same, and shows that the address is theirs. */
export async function verifying(
  trust: World,
  parts: Given = {},
  slug: string = clauses,
): Promise<Asked> {
  const asked = await asking(trust, parts, slug);
  const reply = await press(trust, `${asked.page}/verification`);
  if (reply.status !== 303) throw new Error(`not verified: ${reply.text}`);
  return requestOf(trust, asked.id);
}

export type Asked = Awaited<ReturnType<typeof getRequest>> & { readonly page: string };

export async function requestOf(trust: World, id: Asked['id']): Promise<Asked> {
  const request = await getRequest(trust.deps.db, id);
  return { ...request, page: `/trust${pathOf(trust.deps.keys, request)}` };
}

export async function press(
  trust: World,
  path: string,
  values: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return readReply(await trust.fetch(path, { method: 'POST', body: new URLSearchParams(values) }));
}

/** What is typed into the form of an NDA. */
export function signature(nda: unknown, parts: Readonly<Record<string, string>> = {}) {
  return {
    fullName: `Robin ${personMark}`,
    title: 'Chief information security officer',
    company: `${personMark} GmbH`,
    accepted: 'yes',
    sha256: String(pick(nda, 'sha256')),
    ...parts,
  };
}

/** What is queued for requesters, oldest first. */
export async function lettersOf(trust: World): Promise<readonly string[]> {
  const rows = await trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
  return rows.flatMap(({ cargo }) => (cargo.kind === 'access' ? cargo.what : []));
}

/** The actions of the events of requests, oldest first. */
export async function actionsOf(trust: World): Promise<readonly string[]> {
  const { body } = must(await trust.as('configured').get('/events?limit=100'));
  const items = pick(body, 'items');
  if (!Array.isArray(items)) return [];
  return items
    .toReversed()
    .map((item) => String(pick(item, 'action')))
    .filter((action) => action.startsWith('access.'));
}

export async function decideAs(
  trust: World,
  { id }: Pick<Asked, 'id'>,
  what: 'approval' | 'refusal',
  body: object = {},
  ifMatch = '*',
): Promise<Reply> {
  return trust.as('editor').put(`/access-requests/${id}/${what}`, body, { 'if-match': ifMatch });
}
