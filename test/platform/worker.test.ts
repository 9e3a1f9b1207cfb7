import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Miniflare } from 'miniflare';
import { migrate } from '../../drizzle/migrate.ts';
import { runScheduled, startWorkerd } from '../../src/platform/dev-worker.ts';
import { ownerKey, Processes } from '../support/processes.ts';
import type { Sqld } from '../support/sqld.ts';
import { startSqld } from '../support/sqld.ts';
import type { Site } from './scenario.ts';
import { publicPaths, readFacts, scenario } from './scenario.ts';

const publicUrl = 'https://trust.qluster.example';
const processes = new Processes();
const facts = new Map<string, Readonly<Record<string, string>>>();
let sqld: Sqld;
let workerd: Miniflare;

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
  workerd = await startWorkerd(0, {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: publicUrl,
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
  });
});

afterAll(async () => {
  await Promise.allSettled([workerd?.dispose(), processes.end()]);
  await sqld?.stop();
});

describe.each([
  ['Node with a file', startNodeSite],
  ['workerd with sqld', startWorkerSite],
])('%s', (name, start) => {
  let site: Site;
  beforeAll(async () => {
    site = await start();
  });
  it.each(scenario)('%s', async (_guarantee, prove) => prove(site));
  afterAll(async () => {
    facts.set(name, await readFacts(site));
  });
});

it.each(publicPaths)('both say the same at %s', (path) => {
  const [node, worker] = facts.values();
  expect(node?.[path]).toContain('200');
  expect(worker?.[path]).toBe(node?.[path]);
});

it('workerd sends nothing encoded to a client that asks for no coding', async () => {
  const { headers, body } = await getPlainly(new URL('/trust.json', await workerd.ready));
  expect(headers['content-encoding']).toBeUndefined();
  expect(JSON.parse(body)).toHaveProperty('organisation');
});

/** As curl does: fetch would send an Accept-Encoding of its own. */
async function getPlainly(url: URL): Promise<{ headers: IncomingHttpHeaders; body: string }> {
  const request = get(url);
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new Error('no answer');
  return { headers: response.headers, body: await text(response) };
}

async function startNodeSite(): Promise<Site> {
  const home = await processes.makeHome();
  const start = () => processes.start(home, { PUBLIC_URL: publicUrl });
  let annex = await start();
  return {
    fetch: (path, init) => fetch(`${annex.origin}${path}`, { redirect: 'manual', ...init }),
    // What falls due while Annex is stopped takes effect when it starts.
    runSchedule: async () => {
      expect(await annex.stop()).toBe(0);
      annex = await start();
    },
  };
}

async function startWorkerSite(): Promise<Site> {
  // Its type needs the types of workerd, which would change what `Response` means everywhere else.
  const worker = (await workerd.getWorker()) as unknown as { fetch: typeof fetch };
  return {
    // Not through workerd's own server, which rewrites Accept-Encoding and compresses once more.
    fetch: (path, init) => worker.fetch(`${publicUrl}${path}`, { redirect: 'manual', ...init }),
    runSchedule: () => runScheduled(workerd),
  };
}
