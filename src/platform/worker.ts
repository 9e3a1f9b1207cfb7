import type { Hono } from 'hono';
import { createApp } from '../app.ts';
import type { Environment } from '../config.ts';
import { ConfigError, logAddress, parseConfig } from '../config.ts';
import type { Deps, Log } from '../context.ts';
import { createKeys } from '../core/keys.ts';
import { createLogKeys } from '../db/log-keys.ts';
import type { AppEnv } from '../http/env.ts';
import { logging } from '../http/watching.ts';
import { createPublicationCache } from '../publication/service.ts';
import type { Bucket } from './worker/blobs.ts';
import type * as Delivering from './worker/delivering.ts';
import { prepareDeps } from './worker/deps.ts';

/** An isolate has 128 MB for everything. */
const memoBytes = 24 * 1024 * 1024;

/** Settings and secrets; the queue and the bucket where there is one. */
type Bindings =
  | Environment
  | { readonly DELIVERIES?: Delivering.Queue; readonly DOCUMENTS?: Bucket };
type Execution = { waitUntil(work: Promise<unknown>): void };
type Started = {
  readonly app: Hono<AppEnv>;
  readonly createDeps: ReturnType<typeof prepareDeps>;
};

const log: Log = (level, message, facts = {}) =>
  console.log(JSON.stringify({ level, message, ...facts }));

/** The Worker: settings and app once per isolate, database client per request (workerd forbids to share I/O). */
function createWorker() {
  let started: Started | undefined;
  const publication = createPublicationCache({
    maxBytes: memoBytes,
    believedMs: 2_000,
    shareWork: false,
    onFailedCheck: () => log('error', 'no newer version could be looked up; the last is served'),
  });

  function start(env: Bindings): Started {
    // Every setting is text; the queue is none of them.
    const config = parseConfig(env as Environment, 'worker');
    // parseConfig has refused to go on without SECRET_KEY.
    const secret = config.secretKey ?? '';
    const shared = {
      config,
      logKeys: createLogKeys(secret, logAddress(config)),
      keys: createKeys(secret),
      publication,
      log,
    };
    return (started ??= {
      app: createApp(config, config.requestLog ? [logging(log)] : []),
      createDeps: prepareDeps(shared),
    });
  }

  return {
    // Without a promise where there is none: what is in memory is answered at once.
    fetch(request: Request, env: Bindings, execution: Execution): Response | Promise<Response> {
      try {
        const ready = started ?? start(env);
        return ready.app.fetch(asSent(request), { deps: depsFor(ready, env, execution) });
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        console.error(error.message);
        return new Response('Annex is not set up yet. The log names the settings.', {
          status: 503,
        });
      }
    },
    async scheduled(_controller: unknown, env: Bindings, execution: Execution): Promise<void> {
      const deps = depsFor(started ?? start(env), env, execution);
      // Loaded by cron alone: it reaches into every feature, and readers never pay for it.
      const { runSchedule } = await import('../schedule.ts');
      await runSchedule(deps);
      await deliver(async ({ sweep }) => sweep(deps, queueOf(env)));
    },
    async queue(batch: Batch, env: Bindings, execution: Execution): Promise<void> {
      const deps = depsFor(started ?? start(env), env, execution);
      const { consume } = await import('./worker/delivering.ts');
      await consume(deps, queueOf(env), batch.messages.length);
    },
  };
}

function depsFor({ createDeps }: Started, env: Bindings, execution: Execution): Deps {
  const bucket = bucketOf(env);
  const deps: Deps = createDeps({
    nudge: () => execution.waitUntil(deliver(async ({ hurry }) => hurry(deps, queueOf(env)))),
    outlive: (work) => execution.waitUntil(work),
    ...(bucket && { bucket }),
  });
  return deps;
}

type Batch = { readonly messages: readonly unknown[] };

function queueOf(env: Bindings): Delivering.Queue | undefined {
  return typeof env.DELIVERIES === 'object' ? env.DELIVERIES : undefined;
}

function bucketOf(env: Bindings): Bucket | undefined {
  return typeof env.DOCUMENTS === 'object' ? env.DOCUMENTS : undefined;
}

/** Loaded when something is to be told: readers never pay for it. What fails is found again by the next sweep. */
async function deliver(work: (delivering: typeof Delivering) => Promise<void>): Promise<void> {
  try {
    await work(await import('./worker/delivering.ts'));
  } catch (error) {
    log('error', 'deliveries were interrupted', {
      error: error instanceof Error ? error.name : typeof error,
    });
  }
}

type AtEdge = Request & { readonly cf?: { readonly clientAcceptEncoding?: string } };

/** The edge asks for codings of its own and keeps in `cf` what the client asked for, empty where nothing. */
function asSent(request: Request): Request {
  const asked = (request as AtEdge).cf?.clientAcceptEncoding;
  if (asked === undefined) return request;
  const headers = new Headers(request.headers);
  headers.set('accept-encoding', asked);
  return new Request(request, { headers });
}

export default createWorker();
