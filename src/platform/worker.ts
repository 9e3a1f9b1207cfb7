import { createClient } from '@libsql/client/http';
import { drizzle } from 'drizzle-orm/libsql/http';
import type { Hono } from 'hono';
import { createApp } from '../app.ts';
import type { Config, Environment } from '../config.ts';
import { ConfigError, logAddress, parseConfig } from '../config.ts';
import type { Deps, Log } from '../context.ts';
import type { LogKeys } from '../db/log-keys.ts';
import { createLogKeys } from '../db/log-keys.ts';
import type { AppEnv } from '../http/env.ts';
import { createPublicationCache } from '../publication/service.ts';
import { runSchedule } from '../schedule.ts';
import { createTransact } from './transact.ts';

/** An isolate has 128 MB for everything. */
const memoBytes = 24 * 1024 * 1024;

type Bindings = Environment;
type Started = {
  readonly config: Config;
  readonly app: Hono<AppEnv>;
  readonly logKeys: LogKeys;
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
    const config = parseConfig(env, 'worker');
    // parseConfig has refused to go on without SECRET_KEY.
    const logKeys = createLogKeys(config.secretKey ?? '', logAddress(config));
    return (started ??= { config, app: createApp(config), logKeys });
  }

  function depsFor({ config, logKeys }: Started): Deps {
    const { databaseUrl: url, databaseAuthToken: authToken } = config;
    const db = drizzle(createClient({ url, ...(authToken !== undefined && { authToken }) }));
    return {
      config,
      db,
      transact: createTransact(db, { oneAtATime: false }),
      clock: () => new Date(),
      ids: {
        uuid: () => crypto.randomUUID(),
        bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      },
      logKeys,
      publication,
      respond: ({ status, headers, body }) =>
        new Response(body, {
          status,
          headers,
          ...('content-encoding' in headers && { encodeBody: 'manual' }),
        }),
      log,
    };
  }

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
