// npm run dev:worker: the Worker as it is deployed, in workerd, on a real sqld with its data in data/sqld.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CorePaths, Miniflare, convertV4MiniflareOptions } from 'miniflare';
import { unstable_readConfig as readConfig } from 'wrangler';
import { migrate } from '../../drizzle/migrate.ts';
import type * as Seeding from '../../drizzle/seed.ts';
import { startSqld } from '../../test/support/sqld.ts';
import type { Config } from '../config.ts';
import { parseConfig } from '../config.ts';
import { checkKey } from '../files/keys.ts';
import type { BlobStore } from '../files/ports.ts';
import { streamOf } from '../files/service.ts';
import { bundle } from './build.ts';
import { openDatabase } from './node/database.ts';
import { createDeps } from './node/deps.ts';

const built = 'dist/worker';
const entry = 'worker.js';
const minuteMs = 60_000;

/** workerd with a bundle, set up as wrangler.toml says; port 0 takes a free one. */
export async function startWorkerd(
  port: number,
  bindings: Record<string, string>,
  {
    withQueue = true,
    withBucket = true,
    dataIn,
    directory = built,
    isDirect,
  }: {
    readonly withQueue?: boolean;
    readonly withBucket?: boolean;
    /** Directory in which the bucket is kept; in memory unless said. */
    readonly dataIn?: string;
    /** Where the bundle is. */
    readonly directory?: string;
    /** Whether the Worker has a socket of its own too, without what Miniflare puts before it. */
    readonly isDirect?: boolean;
  } = {},
): Promise<Miniflare> {
  const config = readConfig({ config: 'wrangler.toml' });
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port,
    modules: await modulesIn(directory),
    modulesRoot: directory,
    bindings,
    compatibilityDate: config.compatibility_date ?? '',
    compatibilityFlags: config.compatibility_flags,
    ...(isDirect && { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] }),
    ...(withQueue && queuesOf(config.queues as Queues)),
    ...(withBucket && { r2Buckets: bucketsOf(config.r2_buckets) }),
    cf: false,
    unsafeTriggerHandlers: true,
  });
  return new Miniflare({
    ...options,
    telemetry: { enabled: false },
    // What version 4 called r2Persist is taken for nothing here.
    ...(dataIn !== undefined && { resourcePersistencePath: dataIn }),
  });
}

async function modulesIn(directory: string) {
  const chunks = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  // The first module is the entry.
  return [entry, ...chunks.filter((name) => name !== entry)].map((name) => ({
    type: 'ESModule' as const,
    path: join(directory, name),
  }));
}

/** As wrangler reads them, which has no type for them. */
type Queues = {
  readonly producers?: readonly { readonly binding: string; readonly queue: string }[];
  readonly consumers?: readonly {
    readonly queue: string;
    readonly max_batch_size: number;
    readonly max_batch_timeout: number;
  }[];
};

function queuesOf({ producers = [], consumers = [] }: Queues) {
  return {
    queueProducers: Object.fromEntries(producers.map(({ binding, queue }) => [binding, queue])),
    queueConsumers: Object.fromEntries(
      consumers.map((each) => [
        each.queue,
        { maxBatchSize: each.max_batch_size, maxBatchTimeout: each.max_batch_timeout },
      ]),
    ),
  };
}

function bucketsOf(
  buckets: readonly { readonly binding: string; readonly bucket_name?: string }[],
): Record<string, string> {
  return Object.fromEntries(
    buckets.map(({ binding, bucket_name: name }) => [binding, name ?? binding]),
  );
}

/** Runs the Worker's scheduled handler once, as the cron trigger does every minute. */
export async function runScheduled(workerd: Miniflare): Promise<void> {
  const response = await workerd.dispatchFetch(`http://127.0.0.1${CorePaths.SCHEDULED}`);
  if (!response.ok) throw new Error(`the scheduled handler failed: ${await response.text()}`);
}

async function readKeys(): Promise<Record<string, string>> {
  const path = 'data/worker-keys.json';
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8'));
  const draw = () => randomBytes(32).toString('base64url');
  const keys = { SECRET_KEY: draw(), STAFF_API_KEY: draw() };
  await writeFile(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** The demo story comes from here: a Worker never seeds. Its files go into the Worker's bucket. */
async function seed(config: Config, workerd: Miniflare): Promise<void> {
  if (config.seed === 'none') return;
  // The story draws PDF, and its fonts come with a bundle only.
  const { outfile } = await bundle('drizzle/seed.ts', 'dist/seed', 'node');
  const { seedDemo } = (await import(pathToFileURL(outfile).href)) as typeof Seeding;
  const database = await openDatabase(config.databaseUrl);
  const files = storeOf(await openBucket(workerd));
  await seedDemo({ ...createDeps(config, database), files });
  await database.close();
}

/** What is used from outside of the Worker's bucket. */
type OutsideBucket = {
  put(key: string, value: ArrayBuffer): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  delete(key: string): Promise<void>;
  list(): Promise<{ readonly objects: readonly { readonly key: string }[] }>;
};

/** Miniflare's types of it come with a package that nothing else here needs. */
export async function openBucket(workerd: Miniflare): Promise<OutsideBucket> {
  return (await workerd.getR2Bucket('DOCUMENTS')) as unknown as OutsideBucket;
}

/** The bucket as a store; from here a stream can not say how long it is. */
function storeOf(bucket: OutsideBucket): BlobStore {
  return {
    async write(key, source) {
      await bucket.put(checkKey(key), await new Response(source).arrayBuffer());
    },
    async open(key) {
      const found = await bucket.get(checkKey(key));
      if (found === null) return undefined;
      const bytes = new Uint8Array(await found.arrayBuffer());
      return { size: bytes.byteLength, stream: async () => streamOf(bytes) };
    },
    async delete(key) {
      await bucket.delete(checkKey(key));
    },
  };
}

async function main(): Promise<void> {
  await mkdir('data/sqld', { recursive: true });
  const keys = await readKeys();
  await bundle('src/platform/worker.ts', built, 'worker');
  const sqld = await startSqld('data/sqld');
  await migrate(sqld.url);
  const { PORT, SEED } = process.env;
  const config = parseConfig({ ...keys, PORT, SEED, DATABASE_URL: sqld.url });
  const bindings = { ...keys, DATABASE_URL: sqld.url, PUBLIC_URL: config.origin };
  const workerd = await startWorkerd(config.port, bindings, { dataIn: 'data/workerd' });
  await workerd.ready;
  await seed(config, workerd);
  const cron = setInterval(() => void runScheduled(workerd).catch(console.error), minuteMs);
  console.log(`${config.origin}/trust\nowner key: ${keys['STAFF_API_KEY']}\ndatabase: ${sqld.url}`);
  // Miniflare starts workerd again by itself; without its database nothing goes on.
  const ended = sqld.exited.then(() => (process.exitCode = 1));
  // Ctrl-C comes twice, from the terminal and from npm; the second must not cut the ending short.
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  await Promise.race([asked, ended]);
  clearInterval(cron);
  await Promise.all([workerd.dispose(), sqld.stop()]);
}

if (import.meta.main) {
  await main();
  process.exit();
}
