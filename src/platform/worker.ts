import type { Hono } from 'hono';
import { createApp } from '../app.ts';
import type { Environment } from '../config.ts';
import { ConfigError, logAddress, parseConfig } from '../config.ts';
import type { Log } from '../context.ts';
import { createKeys } from '../core/keys.ts';
import { createLogKeys } from '../db/log-keys.ts';
import type { AppEnv } from '../http/env.ts';
import { createPublicationCache } from '../publication/service.ts';
import { runSchedule } from '../schedule.ts';
import type { Kept } from './worker/deps.ts';
import { createDeps } from './worker/deps.ts';

/** An isolate has 128 MB for everything. */
const memoBytes = 24 * 1024 * 1024;

type Bindings = Environment;
type Started = Kept & { readonly app: Hono<AppEnv> };

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
    const config = parseConfig(env, 'worker');
    // parseConfig has refused to go on without SECRET_KEY.
    const secret = config.secretKey ?? '';
    return (started ??= {
      config,
      app: createApp(config),
      logKeys: createLogKeys(secret, logAddress(config)),
      keys: createKeys(secret),
      publication,
      log,
    });
  }

  // Without a queue nothing is to be woken: the cron trigger finds what is due.
  const depsFor = ({ app: _, ...kept }: Started) => createDeps(kept, () => undefined);

  return {
    async fetch(request: Request, env: Bindings): Promise<Response> {
      try {
        const ready = started ?? start(env);
        return await ready.app.fetch(asSent(request), { deps: depsFor(ready) });
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        console.error(error.message);
        return new Response('Annex is not set up yet. The log names the settings.', {
          status: 503,
        });
      }
    },
    async scheduled(_controller: unknown, env: Bindings): Promise<void> {
      await runSchedule(depsFor(started ?? start(env)));
    },
  };
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
