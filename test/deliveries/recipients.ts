import { createClient, type Client, type InArgs } from '@libsql/client';
import type { Deps } from '../../src/context.ts';
import { asSubscriptionId, type SubscriptionId } from '../../src/core/ids.ts';
import { seal } from '../../src/core/sealed.ts';
import { sealPurpose } from '../../src/subscribers/store/reading.ts';
import { insertSubscription, type SubscriptionRow } from '../../src/subscribers/store/writing.ts';
import { addressHash, hostOf } from '../../src/subscribers/model/address.ts';
import { insertAll } from '../../src/db/insert-all.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import type { World } from '../support/app.ts';
import { accepted } from '../support/outside.ts';

export type Given = Partial<Omit<SubscriptionRow, 'id' | 'address'>> & {
  readonly address?: string;
  readonly contactAddress?: string;
};

let count = 0;

/** A row for somebody who follows everything and has confirmed, as the form and the confirmation leave it. */
export function rowFor(deps: Deps, given: Given = {}): SubscriptionRow & { id: SubscriptionId } {
  const { channel = 'webhook', address: url, contactAddress, ...rest } = given;
  count += 1;
  const id = asSubscriptionId(`sbs_${String(count).padStart(32, '0')}`);
  const address =
    url ??
    (channel === 'email' ? `box-${count}@customer.example` : `https://hooks.example/${count}`);
  const now = deps.clock();
  const sealed = (text: string) => seal(deps.keys.derive(sealPurpose), deps.ids.bytes(12), text);
  return {
    id,
    stream: 'subscriber',
    channel,
    address: sealed(address),
    addressHash: addressHash(deps.keys, channel, address),
    host: hostOf(channel, address),
    ...(contactAddress !== undefined && { contact: sealed(contactAddress) }),
    topics: ['subprocessors', 'security', 'policies', 'documents'],
    services: [],
    language: 'en',
    frequency: 'immediate',
    state: 'active',
    createdAt: now,
    confirmedAt: now,
    changedAt: now,
    ...rest,
  };
}

export type Follower = { readonly id: SubscriptionId; readonly address: string };

/** Somebody who follows; a webhook's host answers as `accepted` unless made known otherwise. */
export async function follow(trust: World, given: Given = {}): Promise<Follower> {
  const row = rowFor(trust.deps, given);
  const { channel = 'webhook' } = given;
  const address =
    given.address ??
    (channel === 'email' ? `box-${count}@customer.example` : `https://hooks.example/${count}`);
  await trust.deps.transact(async (tx) => insertSubscription(tx, row));
  if (channel !== 'email' && given.address === undefined)
    trust.outside.onPost(address, () => accepted);
  return { id: row.id, address };
}

/** Many webhooks at once, which accept. */
export async function followMany(trust: World, count_: number): Promise<void> {
  const rows = Array.from({ length: count_ }, () => {
    const row = rowFor(trust.deps);
    trust.outside.onPost(`https://hooks.example/${count}`, () => accepted);
    return row;
  });
  await trust.deps.transact(async (tx) => insertAll(tx, subscriptions, rows));
}

/** Reads the database beside the application. */
export async function query(
  trust: Pick<World, 'file'>,
  sql: string,
  args: InArgs = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return withClient(trust.file, async (client) => {
    const { rows, columns } = await client.execute({ sql, args });
    return rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
  });
}

async function withClient<T>(file: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: `file:${file}`, timeout: 5_000 });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

export async function setSubscription(
  trust: World,
  id: SubscriptionId,
  set: string,
): Promise<void> {
  await query(trust, `UPDATE subscriptions SET ${set} WHERE id = ?`, [id]);
}

export type DeliveryRow = {
  readonly id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly attempts: number;
  readonly dueAt: number | null;
};

export async function deliveriesOf(
  trust: Pick<World, 'file'>,
  id?: SubscriptionId,
): Promise<readonly DeliveryRow[]> {
  const rows = await query(
    trust,
    `SELECT id, subscription_id, subject, state, outcome, attempts, due_at FROM deliveries WHERE subscription_id = coalesce(?, subscription_id) ORDER BY id`,
    [id ?? null],
  );
  return rows.map((row) => ({
    id: Number(row['id']),
    recipient: String(row['subscription_id']),
    subject: String(row['subject']),
    state: String(row['state']),
    outcome: row['outcome'] === null ? null : String(row['outcome']),
    attempts: Number(row['attempts']),
    dueAt: row['due_at'] === null ? null : Number(row['due_at']),
  }));
}

/** As after leaving: nothing of the person is left. */
export async function setLeft(trust: World, id: SubscriptionId): Promise<void> {
  await setSubscription(
    trust,
    id,
    `state = 'left', address = NULL, address_hash = NULL, host = NULL, contact = NULL, topics = '[]', services = '[]', next_digest_at = NULL`,
  );
}

/** Which changes a mail in English tells of, and at which step: `['1 announced', '2 in effect']`. */
export function changesIn(text: string): readonly string[] {
  const steps = [...text.matchAll(/^(Announced|In effect): /gm)].map(([, step]) => step);
  const numbers = [...text.matchAll(/\/changes\/(\d+)$/gm)].map(([, number]) => number);
  return numbers.map((number, index) => `${number} ${steps[index]?.toLowerCase()}`);
}

/** Advances the clock by milliseconds. */
export function pass(trust: World, ms: number): void {
  trust.at(new Date(trust.now().getTime() + ms));
}
