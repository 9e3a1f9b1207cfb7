import { migrate } from '../../drizzle/migrate.ts';
import { seedDemo } from '../../drizzle/seed.ts';
import { makeFirstOwnerLink } from '../accounts/service/links.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import { ConfigError, isLocal, parseConfig } from '../config.ts';
import type { Deps } from '../context.ts';
import { inTime } from '../core/in-time.ts';
import { runSchedule } from '../schedule.ts';
import { CannotStart } from './cannot-start.ts';
import { logging, type Watcher } from '../http/watching.ts';
import type { Database } from './node/database.ts';
import { openDatabase } from './node/database.ts';
import { createDeps } from './node/deps.ts';
import { type Loop, startLoop } from './node/loop.ts';
import { deriveKey, readSecretKey } from './node/secrets.ts';
import { listen } from './node/server.ts';
import type { Tracing } from './node/tracing.ts';
import { patiently } from './patience.ts';

const scheduleMs = 30_000;
/** What a start waits for at most: what fell due, and the link of the first owner. */
const catchUpMs = 3_000;
const linkMs = 2_000;

/** Starts Annex on Node: settings, port, migrations, demo story, schedule. Answers once all that is done. */
async function main(): Promise<void> {
  const settings = parseConfig(process.env);
  const server = await listen(settings.host, settings.port);
  const config = withOwnerKey(settings);
  const database = await openMigrated(config);
  let loop: Loop | undefined;
  const tracing = await traceAsAsked();
  const plain = createDeps(config, database, () => loop?.nudge());
  const deps = tracing?.traced(plain) ?? plain;
  if (config.seed !== 'none' && !(await seedDemo(deps)) && config.seed === 'demo')
    deps.log('info', 'SEED=demo was ignored: the database is not empty');
  // What waits longer than that, e.g. for a primary that is away, goes on while readers are served.
  await inTime(runSchedule(deps), catchUpMs).catch(() => undefined);
  loop = startLoop(deps);
  const timer = setInterval(() => void tick(deps, database), scheduleMs);
  const app = createApp(config, watchersOf(config, deps, tracing));
  server.answer((request, clientAddress) => app.fetch(request, { deps, clientAddress }));
  // Where no link can be stored, e.g. on a full disk, everything else still runs.
  const link = await inTime(makeFirstOwnerLink(deps), linkMs).catch(() => undefined);
  // Before anybody is told that it runs, so that whoever ends it then ends it cleanly.
  const asked = untilAsked();
  announce(config, server.port, link);
  await asked;
  clearInterval(timer);
  await Promise.all([server.close(), loop.close()]);
  deps.mail?.close?.();
  await database.close();
  await tracing?.close().catch(() => undefined);
}

/** OpenTelemetry is loaded where the environment names a collector, and only there. */
async function traceAsAsked(): Promise<Tracing | undefined> {
  const isSet = Object.keys(process.env).some((name) =>
    /^OTEL_EXPORTER_OTLP_.*ENDPOINT$/.test(name),
  );
  if (!isSet) return undefined;
  const { startTracing } = await import('./node/tracing.ts');
  return startTracing(process.env);
}

function watchersOf(
  { requestLog }: Config,
  { log }: Deps,
  tracing: Tracing | undefined,
): readonly Watcher[] {
  return [...(requestLog ? [logging(log)] : []), ...(tracing ? [tracing.watcher] : [])];
}

async function tick(deps: Deps, database: Database): Promise<void> {
  await runSchedule(deps);
  // Where it does not work now, it will at the next tick.
  await database.settle().catch(() => undefined);
}

/** On loopback a key is made where none is set, so that the first start needs no preparation. */
function withOwnerKey(config: Config): Config {
  const secret = readSecretKey(config.secretKey);
  if (config.staffApiKey !== undefined || !isLocal(config)) return config;
  const staffApiKey = `annex_${deriveKey(secret, 'annex owner key')}`;
  return { ...config, staffApiKey, isStaffKeyMade: true };
}

async function openMigrated({ databaseUrl: url, databaseAuthToken }: Config): Promise<Database> {
  try {
    const database = await openDatabase(url, databaseAuthToken);
    await patiently(() => migrate(url, databaseAuthToken));
    return database;
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`The database of DATABASE_URL is not usable: ${reasonOf(error)}`);
  }
}

/** The innermost cause: drizzle and fetch wrap what happened. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}

/** Until there is an owner, each start makes a link for the first one. */
function announce(config: Config, port: number, link: string | undefined): void {
  const local = isLocal(config);
  const address = `Annex: ${local ? `http://localhost:${port}` : config.origin}${config.base}`;
  const key = config.isStaffKeyMade ? `\nOwner key of this machine: ${config.staffApiKey}` : '';
  // At once: whoever waits for the address finds the key beside it.
  console.log(`${address}${key}`);
  if (link !== undefined) console.log(`First owner of the console, once, within an hour: ${link}`);
}

/** Only the first signal counts: Ctrl-C reaches this process twice, from the terminal and from npm. */
async function untilAsked(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    const explained = error instanceof ConfigError || error instanceof CannotStart;
    console.error(explained ? error.message : error);
    process.exit(1);
  },
);
