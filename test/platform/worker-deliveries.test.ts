import { createClient } from '@libsql/client';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { createKeys } from '../../src/core/keys.ts';
import { seal } from '../../src/core/sealed.ts';
import { runScheduled, startWorkerd } from '../../src/platform/dev-worker.ts';
import { sealPurpose } from '../../src/subscribers/store/reading.ts';
import { ownerKey } from '../support/processes.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';

const secret = 'a secret of thirty-two characters';
let sqld: Sqld;

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
});
afterAll(async () => sqld?.stop());

async function withWorker(withQueue: boolean, prove: (workerd: Miniflare) => Promise<void>) {
  const settings = {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: 'https://trust.qluster.example',
    SECRET_KEY: secret,
    STAFF_API_KEY: ownerKey,
  };
  const workerd = await startWorkerd(0, settings, { withQueue });
  try {
    await prove(workerd);
  } finally {
    await workerd.dispose();
  }
}

async function query(sql: string, args: (string | number)[] = []) {
  const client = createClient({ url: sqld.url });
  try {
    return (await client.execute({ sql, args })).rows;
  } finally {
    client.close();
  }
}

/** A webhook at an address that the guard refuses: an attempt is made, and nothing leaves this machine. */
async function follow(id: string): Promise<void> {
  const key = createKeys(secret).derive(sealPurpose);
  const address = seal(key, new Uint8Array(12), `https://127.0.0.1/${id}`);
  await query(
    `INSERT INTO subscriptions (id, stream, channel, address, topics, services, language, frequency, state, created_at, confirmed_at, changed_at) VALUES (?, 'subscriber', 'webhook', ?, '["subprocessors"]', '[]', 'en', 'immediate', 'active', 1, 1, 1)`,
    [id, address],
  );
}

async function publish(workerd: Miniflare, slug: string): Promise<void> {
  const root = 'https://trust.qluster.example/trust/api/v1';
  const call = async (method: string, path: string, body: unknown, headers = {}) => {
    const init = {
      method,
      body: JSON.stringify(body),
      headers: {
        authorization: `Bearer ${ownerKey}`,
        'content-type': 'application/json',
        ...headers,
      },
    };
    const reply = await workerd.dispatchFetch(`${root}${path}`, init);
    if (!reply.ok) throw new Error(await reply.text());
    return reply;
  };
  await call('PUT', '/organisation', { name: 'Qluster Corp.', noticeDays: 0 }, { 'if-match': '*' });
  const batch = await call('POST', '/batches', { reason: 'A vendor is added.' });
  const { id } = (await batch.json()) as { id: string };
  const facts = {
    name: slug,
    kind: 'third-party',
    description: 'Sends mail.',
    contract: { signedOn: '2026-01-15' },
  };
  await call('PUT', `/batches/${id}/entries/${slug}`, { facts });
  const draft = await workerd.dispatchFetch(`${root}/batches/${id}`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  const etag = draft.headers.get('etag') ?? '';
  await call(
    'PUT',
    `/batches/${id}/publication`,
    { classes: {}, contractOverrides: {} },
    { 'if-match': etag },
  );
}

const attempted = async (id: string) =>
  query(
    `SELECT outcome, state FROM deliveries WHERE attempted_at IS NOT NULL AND subscription_id = ?`,
    [id],
  );

it.each([
  [true, 'by the queue'],
  [false, 'without a queue'],
])('what is published is told right away, before any cron (%s: %s)', async (withQueue) => {
  const id = `sbs_${withQueue ? 'a' : 'b'}`.padEnd(36, '0');
  await query(`DELETE FROM subscriptions`);
  await follow(id);
  await withWorker(withQueue, async (workerd) => {
    await publish(workerd, withQueue ? 'postmark' : 'stripe');
    await vi.waitFor(async () => expect(await attempted(id)).toHaveLength(1), 15_000);
  });
});

it.each([true, false])('what a lost nudge left is found by cron (queue: %s)', async (withQueue) => {
  const id = `sbs_${withQueue ? 'c' : 'd'}`.padEnd(36, '0');
  await query(`DELETE FROM subscriptions`);
  await follow(id);
  await query(`UPDATE outbox SET planned_at = NULL, planned_up_to = NULL`);
  await withWorker(withQueue, async (workerd) => {
    await runScheduled(workerd);
    await vi.waitFor(async () => expect(await attempted(id)).not.toEqual([]), 15_000);
  });
  const rows = await attempted(id);
  expect(rows.every((row) => row['state'] === 'due' && row['outcome'] !== 'accepted')).toBe(true);
});
