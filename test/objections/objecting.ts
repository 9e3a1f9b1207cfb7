import { eq } from 'drizzle-orm';
import { asObjectionId } from '../../src/core/ids.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import { pathOf } from '../../src/objections/model/links.ts';
import { getObjection } from '../../src/objections/service/changing.ts';
import { objections } from '../../src/objections/table.ts';
import type { World } from '../support/app.ts';
import { must, pick, readReply, type Reply } from '../support/client.ts';
import { day, facts, personMark } from '../support/factories.ts';

/** What somebody writes who objects; the name and the address carry the mark of a person. */
export function wish(parts: Readonly<Record<string, unknown>> = {}) {
  return {
    name: `Robin ${personMark}`,
    company: `${personMark} GmbH`,
    email: `robin.${personMark.toLowerCase()}@customer.example`,
    ground: 'data-protection',
    statement: `Our data must stay in the EEA, says ${personMark}.`,
    request: 'Leave us out of it.',
    ...parts,
  };
}

/** Publishes a change that is announced for a day in two months; its number. */
export async function announce(trust: World, name = 'Mistral AI'): Promise<number> {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  // What comes into an empty register changes nothing for anybody.
  if ((await trust.entry('postmark')) === undefined)
    await trust.publish({ entries: { postmark: facts({ effectiveFrom: day('2026-01-15') }) } });
  const effectiveOn = new Date(trust.now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10);
  const { change } = await trust.publish({ entries: { [slug]: facts({ name }) }, effectiveOn });
  return change;
}

type Headers = Readonly<Record<string, string>>;

export async function objectByProgram(
  trust: World,
  change: number,
  value: unknown,
  headers: Headers = {},
): Promise<Reply> {
  return readReply(
    await trust.fetch(`/trust/changes/${change}/objection`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(value),
    }),
  );
}

export async function objectByForm(
  trust: World,
  change: number,
  values: Readonly<Record<string, unknown>>,
  headers: Headers = {},
): Promise<Reply> {
  const body = new URLSearchParams(
    Object.entries({ leave_empty: '', language: 'en', ...values }).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  return readReply(
    await trust.fetch(`/trust/changes/${change}/objection`, { method: 'POST', headers, body }),
  );
}

/** An objection that is received; its row. */
export async function objected(
  trust: World,
  change: number,
  parts: Readonly<Record<string, unknown>> = {},
) {
  const { body } = must(await objectByProgram(trust, change, wish(parts)));
  const [row] = await trust.deps.db
    .select()
    .from(objections)
    .where(eq(objections.reference, String(pick(body, 'reference'))));
  if (!row) throw new Error('no case was opened');
  return row;
}

export async function readCases(trust: World) {
  return trust.deps.db.select().from(objections).orderBy(objections.receivedAt, objections.id);
}

export async function caseOf(trust: World, id: string) {
  return getObjection(trust.deps.db, asObjectionId(id));
}

/** Path of the page of a case, as its mail has it. */
export async function pageOf(trust: World, id: string): Promise<string> {
  return `/trust${pathOf(trust.deps.keys, await caseOf(trust, id))}`;
}

/** What is queued for the addresses of cases, oldest first. */
export async function readLetters(trust: World) {
  const rows = await trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
  return rows.flatMap(({ cargo, subscriptionId }) =>
    cargo.kind === 'objection' ? [{ ...cargo, subscriptionId }] : [],
  );
}

export async function press(
  trust: World,
  path: string,
  values: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const body = new URLSearchParams(values);
  return readReply(await trust.fetch(path, { method: 'POST', body }));
}

/** The events of cases, oldest first. */
export async function eventsOf(trust: World): Promise<readonly unknown[]> {
  const { body } = must(await trust.as('configured').get('/events?limit=100'));
  const items = pick(body, 'items');
  if (!Array.isArray(items)) return [];
  return items.toReversed().filter((item) => String(pick(item, 'action')).startsWith('objection.'));
}

/** Env of worlds in which the header `x-client` says who asks. */
export const byHeader = { env: { CLIENT_ADDRESS_HEADER: 'x-client' } };
