import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { migrate } from '../../drizzle/migrate.ts';
import { seedDemo } from '../../drizzle/seed.ts';
import { createApp } from '../app.ts';
import { listEvents } from '../audit/service.ts';
import type { Config } from '../config.ts';
import { ConfigError, isLoopback, parseConfig } from '../config.ts';
import type { Deps } from '../context.ts';
import { runSchedule } from '../schedule.ts';
import { openDatabase } from './node/database.ts';
import { createDeps } from './node/deps.ts';
import { deriveKey, readSecretKey } from './node/secrets.ts';

const scheduleMs = 30_000;

/** Starts Annex on Node: settings, migrations, demo story, server, schedule. */
async function main(): Promise<void> {
  const config = withOwnerKey(parseConfig(process.env));
  const database = await openDatabase(config.databaseUrl, config.databaseAuthToken);
  await migrate(config.databaseUrl, config.databaseAuthToken);
  const deps = createDeps(config, database);
  await seedWhereAsked(deps);
  const server = await listen(deps);
  const timer = setInterval(() => void runSchedule(deps), scheduleMs);
  await runSchedule(deps);
  announce(config, server);
  await untilAsked();
  clearInterval(timer);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  database.close();
}

/** On loopback a key is made where none is set, so that the first start needs no preparation. */
function withOwnerKey(config: Config): Config {
  const secret = readSecretKey(config.secretKey);
  if (config.staffApiKey !== undefined || !isLocal(config)) return config;
  return { ...config, staffApiKey: `annex_${deriveKey(secret, 'annex owner key')}` };
}

async function seedWhereAsked(deps: Deps): Promise<void> {
  if (deps.config.seed === 'none') return;
  const isEmpty = (await listEvents(deps.db, {}, 1)).items.length === 0;
  if (isEmpty) await seedDemo(deps);
  else if (deps.config.seed === 'demo')
    deps.log('info', 'SEED=demo was ignored: the database is not empty');
}

async function listen(deps: Deps): Promise<Server> {
  const { host, port } = deps.config;
  const app = createApp(deps.config);
  return new Promise((resolve, reject) => {
    const options = {
      fetch: (request: Request) => app.fetch(request, { deps }),
      hostname: host,
      port,
    };
    // A request that trickles in is cut off; Node's own defaults let it live for minutes.
    const server = serve(
      { ...options, serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000 } },
      () => resolve(server as Server),
    ) as Server;
    server.once('error', reject);
  });
}

function announce(config: Config, server: Server): void {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const local = isLocal(config);
  console.log(`Annex: ${local ? `http://localhost:${port}` : config.origin}${config.base}`);
  if (local && process.env['STAFF_API_KEY'] === undefined)
    console.log(`Owner key of this machine: ${config.staffApiKey}`);
}

function isLocal(config: Config): boolean {
  return isLoopback(config.host) && isLoopback(new URL(config.origin).hostname);
}

async function untilAsked(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);
