import { eq } from 'drizzle-orm';
import { asId } from '../../src/core/ids.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import { pathOf, type Side } from '../../src/rights/model/links.ts';
import { getRequest } from '../../src/rights/service/changing.ts';
import { rightsRequests } from '../../src/rights/table.ts';
import type { World } from '../support/app.ts';
import { must, pick, readReply, type Reply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';

export type Values = Readonly<Record<string, unknown>>;

/** What somebody enters for themselves; names, addresses and texts carry the mark of a person. */
export function wish(parts: Values = {}) {
  return {
    residence: 'eu',
    types: ['access', 'erasure'],
    who: 'self',
    relation: 'visitor',
    name: `Robin ${personMark}`,
    email: `robin.${personMark.toLowerCase()}@person.example`,
    details: `I wrote to you in May, says ${personMark}.`,
    ...parts,
  };
}

export const agentMail = `ash.${personMark.toLowerCase()}@agency.example`;

/** What somebody enters who asks for another. */
export function wishOfAgent(parts: Values = {}) {
  return wish({
    who: 'agent',
    agentName: `Ash ${personMark}`,
    agentEmail: agentMail,
    agentCompany: `${personMark} Agency`,
    ...parts,
  });
}

export async function askByProgram(
  trust: World,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return readReply(
    await trust.fetch('/trust/privacy-request', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(value),
    }),
  );
}

/** What a mail says, however its lines are broken. */
export function plain(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ');
}

/** As a browser would, half a minute after the form was given out. */
export async function askByForm(
  trust: World,
  values: Values,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const begun = String(Math.floor(trust.now().getTime() / 1000) - 30);
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries({ leave_empty: '', language: 'en', begun, ...values }))
    for (const each of Array.isArray(value) ? value : [value]) body.append(name, String(each));
  return readReply(await trust.fetch('/trust/privacy-request', { method: 'POST', headers, body }));
}

/** A request that is received; its id. */
export async function asked(trust: World, parts: Values = {}): Promise<string> {
  return idOf(trust, must(await askByProgram(trust, wish(parts))));
}

export async function idOf(trust: World, reply: Reply): Promise<string> {
  const [row] = await trust.deps.db
    .select({ id: rightsRequests.id })
    .from(rightsRequests)
    .where(eq(rightsRequests.reference, String(pick(reply.body, 'reference'))));
  if (!row) throw new Error('no case was opened');
  return row.id;
}

export async function caseOf(trust: World, id: string) {
  return getRequest(trust.deps.db, asId('rrq', id));
}

/** Path of the page of a case, as its mail has it. */
export async function pageOf(trust: World, id: string, side: Side = 'person'): Promise<string> {
  return `/trust${pathOf(trust.deps.keys, await caseOf(trust, id), side)}`;
}

export async function press(
  trust: World,
  path: string,
  values: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  return readReply(await trust.fetch(path, { method: 'POST', body: new URLSearchParams(values) }));
}

/** What is queued about cases, oldest first. */
export async function readLetters(trust: World) {
  const rows = await trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
  return rows.flatMap(({ cargo, subscriptionId }) =>
    cargo.kind === 'rights' ? [{ ...cargo, subscriptionId }] : [],
  );
}

/** One thing that staff do, on the newest version; the answer as it came. */
export async function put(
  trust: World,
  id: string,
  what: string,
  value?: unknown,
  by: 'editor' | 'owner' = 'editor',
) {
  const { version } = await caseOf(trust, id);
  return trust.as(by).put(`/rights-requests/${id}/${what}`, value, { 'if-match': `"v${version}"` });
}

/** The same, which must be taken. */
export async function done(trust: World, id: string, what: string, value?: unknown) {
  return must(await put(trust, id, what, value));
}

export const verified = { result: 'verified', matched: ['email', 'name'] };

/** The events of cases, oldest first. */
export async function eventsOf(trust: World): Promise<readonly unknown[]> {
  const { body } = must(await trust.as('configured').get('/events?limit=100'));
  const items = pick(body, 'items');
  if (!Array.isArray(items)) return [];
  return items.toReversed().filter((each) => String(pick(each, 'action')).startsWith('rights.'));
}
