import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import { type Client, createClient } from '@libsql/client';
import { asSubscriptionId, newId, type SubscriptionId } from '../../src/core/ids.ts';
import type { Db } from '../../src/db/client.ts';
import { outbox } from '../../src/db/outbox.ts';
import type { Cargo, DeliveryState, Outcome } from '../../src/deliveries/model/delivery.ts';
import { queueDeliveries } from '../../src/deliveries/service/queue.ts';
import { deliveries, deliveryAttempts } from '../../src/deliveries/table.ts';
import type { Channel, Stream } from '../../src/subscribers/model/subscription.ts';
import { addressColumns, nothingPersonal } from '../../src/subscribers/service/rows.ts';
import { insertSubscription, type SubscriptionRow } from '../../src/subscribers/store/writing.ts';
import { personMark } from './factories.ts';
import type { World } from './app.ts';

/** Found again on any page, in any event and log line, where it may not stand. */
export const canary = `${personMark.toLowerCase()}@subscriber.example`;

type Someone = Partial<SubscriptionRow> & {
  readonly stream?: Stream;
  readonly channel?: Channel;
  readonly address?: string;
};

/** Somebody who is told, as the public form would leave them once confirmed. */
export async function subscribe(trust: World, someone: Someone = {}): Promise<SubscriptionId> {
  const { address = canary, ...row } = someone;
  const { deps } = trust;
  const now = trust.now();
  const id = newId(deps.ids, 'sbs');
  const channel = row.channel ?? 'email';
  await deps.transact((tx) =>
    insertSubscription(tx, {
      id,
      stream: 'subscriber',
      channel,
      topics: ['subprocessors', 'security'],
      services: [],
      language: 'en',
      frequency: 'immediate',
      state: 'active',
      createdAt: now,
      confirmedAt: now,
      changedAt: now,
      ...row,
      ...(row.state === 'pending' && { confirmedAt: null }),
      ...(row.state === 'left'
        ? { ...nothingPersonal, changedAt: now }
        : addressColumns(deps, channel, address)),
    }),
  );
  return id;
}

/** Queues a delivery, and makes of it what a worker would have made. */
export async function deliver(
  trust: World,
  subscription: SubscriptionId | string,
  given: {
    readonly subject: string;
    readonly cargo: Cargo;
    readonly channel?: Channel;
    readonly state?: DeliveryState;
    readonly attempts?: readonly (readonly [outcome: Outcome, status?: number])[];
    readonly createdAt?: Date;
    readonly dueAt?: Date;
  },
): Promise<number> {
  const { subject, cargo, channel = 'email', state = 'due', attempts = [] } = given;
  const createdAt = given.createdAt ?? trust.now();
  const dueAt = given.dueAt ?? createdAt;
  const subscriptionId = asSubscriptionId(subscription);
  return trust.deps.transact(async (tx) => {
    await queueDeliveries(tx, [{ subscriptionId, channel, subject, cargo, dueAt }], createdAt);
    const [row] = await tx.select({ id: sql<number>`max(${deliveries.id})` }).from(deliveries);
    const id = row?.id ?? 0;
    for (const [index, [outcome, status]] of attempts.entries())
      await tx.insert(deliveryAttempts).values({
        deliveryId: id,
        number: index + 1,
        at: createdAt,
        outcome,
        status: status ?? null,
        durationMs: 12,
      });
    const [outcome, status] = attempts.at(-1) ?? [];
    const isOpen = state === 'due' || state === 'in-flight';
    await tx
      .update(deliveries)
      .set({
        state,
        attempts: attempts.length,
        outcome: outcome ?? null,
        status: status ?? null,
        ...(state === 'in-flight' && { lease: 'a worker', leaseUntil: trust.now() }),
        ...(!isOpen && { dueAt: null, endedAt: trust.now() }),
      })
      .where(eq(deliveries.id, id));
    return id;
  });
}

/** As if a worker had planned all of it, without any delivery. */
export async function planAll(trust: World): Promise<readonly number[]> {
  return trust.deps.transact(async (tx) => {
    await tx.update(outbox).set({ plannedAt: trust.now() });
    return (await tx.select({ seq: outbox.seq }).from(outbox)).map(({ seq }) => seq);
  });
}

/** How SQLite answers each query that the work asks, by its own words. */
export async function plansOf(
  trust: World,
  work: (db: Db) => Promise<unknown>,
): Promise<readonly { readonly sql: string; readonly steps: readonly string[] }[]> {
  const client: Client = createClient({ url: `file:${trust.file}` });
  const asked: { sql: string; args: unknown[] }[] = [];
  const logger = {
    logQuery: (text: string, args: unknown[]) => void asked.push({ sql: text, args }),
  };
  await work(drizzle(client, { logger }));
  const plans = [];
  for (const { sql: text, args } of asked) {
    const bound = args.map((value) => (value === null ? null : String(value)));
    const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${text}`, args: bound });
    plans.push({ sql: text, steps: rows.map((row) => String(row['detail'])) });
  }
  client.close();
  return plans;
}
