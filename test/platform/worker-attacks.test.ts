import { afterAll, beforeAll, test } from 'vitest';
import type { Miniflare } from 'miniflare';
import { migrate } from '../../drizzle/migrate.ts';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { attacks } from '../security/attacks.ts';
import { ownerKey } from '../support/processes.ts';
import type { Sqld } from '../support/sqld.ts';
import { startSqld } from '../support/sqld.ts';

const origin = 'https://trust.qluster.example';
let sqld: Sqld;
let workerd: Miniflare;
let worker: { fetch: typeof fetch };

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
  workerd = await startWorkerd(0, {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: origin,
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
  });
  // Its type needs the types of workerd, which would change what `Response` means everywhere else.
  worker = (await workerd.getWorker()) as unknown as { fetch: typeof fetch };
});

afterAll(async () => {
  await workerd?.dispose();
  await sqld?.stop();
});

// What is refused before its body was read to the end breaks the connection of the simulator.
function refusedEarly(error: unknown): Response {
  if (error instanceof Error && String(error.cause).includes('EPIPE'))
    return new Response('', { status: 413 });
  throw error;
}

test.each(attacks)('workerd with sqld: %s', async (_guarantee, prove) => {
  const ask = (url: string, init?: RequestInit) =>
    worker.fetch(url, { redirect: 'manual', ...init }).catch(refusedEarly);
  await prove({ origin, key: ownerKey, fetch: ask });
});
