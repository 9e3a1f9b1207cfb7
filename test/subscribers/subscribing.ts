import { eq } from 'drizzle-orm';
import { systemCtx } from '../../src/context.ts';
import { asSubscriptionId } from '../../src/core/ids.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import { linksOf } from '../../src/subscribers/model/links.ts';
import type { Subscription } from '../../src/subscribers/model/subscription.ts';
import { usualTopics } from '../../src/subscribers/model/topics.ts';
import { loadSubscriptions } from '../../src/subscribers/service/reading.ts';
import { workOffRequests } from '../../src/subscribers/service/requests.ts';
import { activate } from '../../src/subscribers/service/states.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import type { World } from '../support/app.ts';
import { pick, readReply, type Reply } from '../support/client.ts';

type Headers = Readonly<Record<string, string>>;
type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** What a browser sends for a form. */
export async function sendForm(
  trust: World,
  path: string,
  values: FormValues = {},
  headers: Headers = {},
): Promise<Reply> {
  const body = new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    ),
  );
  return readReply(await trust.fetch(path, { method: 'POST', body, headers }));
}

export async function sendJson(
  trust: World,
  path: string,
  value: unknown,
  { method = 'POST', ...headers }: Headers & { readonly method?: string } = {},
): Promise<Reply> {
  const init = { method, headers: { 'content-type': 'application/json', ...headers } };
  return readReply(await trust.fetch(path, { ...init, body: JSON.stringify(value) }));
}

/** What the mail form sends when only the address is filled in. */
export function mailForm(address: string, more: FormValues = {}): FormValues {
  const usual = { topics: usualTopics, language: 'en', frequency: 'immediate' };
  return { channel: 'email', address, leave_empty: '', ...usual, ...more };
}

/** Each from a network address of its own, so that limits by source do not stand in the way. */
export function from(address: string): Headers {
  return { 'x-client': address };
}

/** Env of worlds in which `from` says who asks. */
export const byHeader = { env: { CLIENT_ADDRESS_HEADER: 'x-client' } };

export async function workOff(trust: World): Promise<number> {
  return workOffRequests(systemCtx(trust.deps, 'deliveries'));
}

/** Every delivery that is queued, oldest first. */
export async function readQueue(trust: World) {
  return trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
}

export async function readAll(trust: World): Promise<readonly Subscription[]> {
  const rows = await trust.deps.db.select({ id: subscriptions.id }).from(subscriptions);
  const found = await loadSubscriptions(
    trust.deps,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => found.get(id) ?? []);
}

export async function readOne(trust: World, id: string): Promise<Subscription | undefined> {
  return (await loadSubscriptions(trust.deps, [asSubscriptionId(id)])).get(asSubscriptionId(id));
}

/** The row as it is stored, sealed. */
export async function readRow(trust: World, id: string) {
  const [row] = await trust.deps.db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.id, asSubscriptionId(id)));
  return row;
}

/** The paths of the links of a subscription. */
export function pathsOf(trust: World, subscription: Pick<Subscription, 'id' | 'linkVersion'>) {
  const { config, keys } = trust.deps;
  const links = linksOf(keys, `${config.origin}${config.base}`, subscription);
  const path = (url: string) => new URL(url).pathname;
  return {
    confirm: path(links.confirm),
    manage: path(links.manage),
    unsubscribe: path(links.unsubscribe),
  };
}

/** Somebody who subscribed by mail and confirmed. */
export async function subscriberByMail(
  trust: World,
  address: string,
  more: FormValues = {},
): Promise<Subscription> {
  await sendForm(trust, '/trust/subscribe', mailForm(address, more), from(`${address} `));
  await workOff(trust);
  const made = (await readAll(trust)).find((each) => each.address === address);
  if (!made) throw new Error(`no subscription of ${address}`);
  const reply = await sendForm(trust, pathsOf(trust, made).confirm);
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
  return (await readOne(trust, made.id)) ?? made;
}

/** A webhook that has answered its challenge. */
export async function subscriberByWebhook(
  trust: World,
  address: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  const reply = await sendJson(
    trust,
    '/trust/subscribe',
    { channel: 'webhook', address, ...more },
    from(`${address} `),
  );
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text}`);
  const made = (await readAll(trust)).findLast((each) => each.address === address);
  if (!made) throw new Error(`no subscription of ${address}`);
  await activate(systemCtx(trust.deps, 'deliveries'), made.id);
  const manage = new URL(String(pick(reply.body, 'manage'))).pathname;
  return { id: made.id, manage, secret: String(pick(reply.body, 'secret')) };
}

/** What the ledger tells of subscriptions, oldest first: actor and action. */
export async function eventsOf(trust: World): Promise<readonly string[]> {
  const { body } = await trust.as('configured').get('/events?limit=100');
  const items = pick(body, 'items');
  if (!Array.isArray(items)) return [];
  return items
    .toReversed()
    .map((item) => `${String(pick(item, 'actor'))} ${String(pick(item, 'action'))}`)
    .filter((line) => line.includes('subscription.'));
}
