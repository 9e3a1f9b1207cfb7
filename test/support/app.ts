import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { seedDemo } from '../../drizzle/seed.ts';
import { createApp } from '../../src/app.ts';
import type { ChangeClass } from '../../src/changes/model.ts';
import { type Config, parseConfig } from '../../src/config.ts';
import { type Deps, type Role, systemCtx } from '../../src/context.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import type { Organisation, Service } from '../../src/organisation/model.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createDeps } from '../../src/platform/node/deps.ts';
import { createPublicationCache } from '../../src/publication/service.ts';
import { runSchedule } from '../../src/schedule.ts';
import type { ContactPerson, Facts } from '../../src/subprocessors/model/facts.ts';
import {
  must,
  pick,
  pickList,
  readReply,
  type Reply,
  staffClient,
  type StaffClient,
} from './client.ts';
import * as factories from './factories.ts';
import { checkRefusal } from './console-words.ts';
import { checkInvariants } from './invariants.ts';
import { checkResponse } from './strict-client.ts';
import { copyTemplate, keepTemplate } from './template.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { createOutside, type Outside } from './outside.ts';
import { type LogLine, startWatch, type Watch } from './watch.ts';

export const startInstant = '2026-11-22T09:00:00.000Z';
const configuredSecret = 'the secret of the tests, always the same';
const configuredKey = 'annex_configured-owner-key-of-the-tests';
const dayMs = 24 * 60 * 60 * 1000;

export type StartOptions = {
  /** Instead of Qluster Corp. in UTC with two services; `none`: nobody has said anything yet. */
  readonly organisation?: Partial<Organisation> | 'none';
  readonly services?: readonly Service[];
  /** The demo story of `npm start`, told up to the day of the clock. */
  readonly seed?: 'demo';
  readonly startAt?: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * How long the process believes its publication version without asking the database. For ever unless
   * said: so a commit shows only because `commit` reported it, and a hit that asked would be noticed.
   */
  readonly believedMs?: number;
  readonly memoBytes?: number;
  /** What the process works with instead, e.g. with faults in it (`test/chaos/`). */
  readonly wrap?: (deps: Deps) => Deps;
};

export type Who = Role | 'nobody' | 'configured';

/** What to publish as one change. */
type Publication = {
  readonly entries: Readonly<Record<string, Facts>>;
  /** Slug of the new entry to slug of the one it replaces. */
  readonly replaces?: Readonly<Record<string, string>>;
  readonly persons?: Readonly<Record<string, ContactPerson>>;
  readonly reason?: string;
  readonly effectiveOn?: string;
  /** Confirmed classes; those not named are confirmed as proposed. */
  readonly classes?: Readonly<Record<string, ChangeClass>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly by?: Who;
};

type Published = { readonly change: number; readonly batch: string; readonly plan: unknown };

/** One process on one database: the real application, its real database file, a clock that stands still. */
export type World = {
  readonly app: ReturnType<typeof createApp>;
  readonly deps: Deps;
  readonly file: string;
  readonly logLines: readonly LogLine[];
  /** The mail server and the hosts of webhooks, for all processes of this world. */
  readonly outside: Outside;
  /** Secrets of every staff key that exists; they stand in no event, log line, page or file. */
  readonly secrets: readonly string[];
  /** A public request; the path begins at the root: `/trust/subprocessors`. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Public requests to the same as if nothing of it had been read or rendered yet. */
  withoutMemory(): (path: string) => Promise<Reply>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The staff API with a key of that role, made through the API the first time. */
  as(who: Who): StaffClient;
  withKey(secret: string): StaffClient;
  /** Makes another key, in force; its holder, Hal unless named, carries the mark of a person. */
  makeKey(role: Role, name?: string): Promise<{ id: string; secret: string }>;
  now(): Date;
  /** Moves the clock; nothing runs. */
  at(instant: string | Date): void;
  runSchedule(): Promise<void>;
  /** Plans and sends what is due by the clock, until nothing is; how many were taken. */
  drain(): Promise<number>;
  /** Day by day, the schedule running once on each. For downtime use `at` and `runSchedule`. */
  advanceDays(days: number): Promise<void>;
  /** A batch with its entries, not yet published; its id. */
  prepare(publication: Publication): Promise<string>;
  /** Somebody else than its editors approves the batch; its new entity tag. */
  approve(batch: string): Promise<string>;
  /** Through the API: batch, entries, dry run, approval, publication. Throws with the problem's words. */
  publish(publication: Publication): Promise<Published>;
  /** The entry as staff see it; undefined where there is none. */
  entry(slug: string): Promise<unknown>;
  /** A second process on the same file, with a cache, queue, connections and settings of its own, and the same clock. */
  anotherProcess(options?: Pick<StartOptions, 'believedMs' | 'env' | 'wrap'>): Promise<World>;
  expectError(message: RegExp): void;
  /** Runs the invariants and ends; happens by itself after the test. */
  close(): Promise<void>;
};

type Shared = {
  readonly file: string;
  readonly directory: string;
  readonly clock: { now: Date };
  /** How many ids were given out before the test. */
  readonly firstId: number;
  readonly watch: Watch;
  readonly outside: Outside;
  readonly keys: Map<Who, Promise<{ id: string; secret: string }>>;
  readonly secrets: string[];
  /** Secrets of those who may approve keys. */
  readonly approvers: string[];
};

/** Starts Annex for one test; after the test the invariants are checked and everything is gone. */
export async function startApp(options: StartOptions = {}): Promise<World> {
  return startFrom(options, await pastOf(options));
}

/**
 * A story that many tests begin with, told once: each gets a copy of the database, the clock where it stood,
 * the keys and the mails. `Value` is what the story tells its tests, copied too.
 */
export function toldOnce<Value>(
  tell: (trust: World) => Promise<Value>,
  options: StartOptions = {},
): () => Promise<{ readonly trust: World; readonly value: Value }> {
  let told: Promise<{ past: Past; value: Value }> | undefined;
  return async () => {
    const { past, value } = await (told ??= makePast(options, tell));
    return { trust: await startFrom(options, past), value: structuredClone(value) };
  };
}

/** What a world left, for others to begin with. */
type Past = Pick<Shared, 'keys' | 'secrets' | 'approvers'> & {
  readonly directory: string;
  readonly now: Date;
  /** How many ids it took. */
  readonly ids: number;
  readonly mails: readonly Mail[];
};

async function startFrom(options: StartOptions, past: Past | undefined): Promise<World> {
  const shared = await makeShared(options, past);
  const { world, close } = await openWorld(shared, options, 0);
  if (!past) await begin(world, options);
  let closing: Promise<void> | undefined;
  const end = () => (closing ??= endWorld(world, shared, close));
  onTestFinished(end);
  return { ...world, close: end };
}

async function begin(world: World, options: StartOptions): Promise<void> {
  if (options.seed === 'demo') await seedDemo(world.deps);
  else if (options.organisation !== 'none') await introduce(world, options);
}

const pasts = new Map<StartOptions['seed'], Promise<Past>>();

/** Most tests begin with the same organisation or the same demo, at the same instant: told once for all. */
async function pastOf(options: StartOptions): Promise<Past | undefined> {
  const { seed, organisation, services, startAt, env, wrap } = options;
  if ([organisation, services, startAt, env, wrap].some((option) => option !== undefined))
    return undefined;
  const known =
    pasts.get(seed) ??
    makePast(seed ? { seed } : {}, async () => undefined).then(({ past }) => past);
  pasts.set(seed, known);
  return known;
}

async function makePast<Value>(
  options: StartOptions,
  tell: (trust: World) => Promise<Value>,
): Promise<{ past: Past; value: Value }> {
  const shared = await makeShared(options, undefined);
  const { world, close } = await openWorld(shared, options, 0);
  await begin(world, options);
  const value = await tell(world);
  const ids = Number(world.deps.ids.uuid().slice(-12)) - 1;
  close();
  const complaints = shared.watch.stop();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const { directory, keys, secrets, approvers, outside } = shared;
  await keepTemplate(directory);
  const past = {
    directory,
    keys,
    secrets,
    approvers,
    ids,
    mails: outside.mailbox,
    now: world.now(),
  };
  return { past, value };
}

async function makeShared(options: StartOptions, past: Past | undefined): Promise<Shared> {
  const watch = startWatch();
  const { directory, file } = await copyTemplate(past?.directory);
  return {
    file,
    directory,
    watch,
    outside: createOutside(past?.mails),
    clock: { now: past?.now ?? new Date(options.startAt ?? startInstant) },
    firstId: past?.ids ?? 0,
    keys: new Map(past?.keys),
    secrets: [...(past?.secrets ?? [configuredKey])],
    approvers: [...(past?.approvers ?? [])],
  };
}

async function endWorld(world: World, shared: Shared, close: () => void): Promise<void> {
  const broken = await checkInvariants(world).catch((error: unknown) => [String(error)]);
  close();
  const complaints = [...shared.watch.stop(), ...broken];
  await rm(shared.directory, { recursive: true, force: true });
  if (complaints.length > 0) throw new Error(`After the test:\n- ${complaints.join('\n- ')}`);
}

async function introduce(world: World, options: StartOptions): Promise<void> {
  const given = options.organisation === 'none' ? {} : options.organisation;
  const owner = world.as('configured');
  const profile = factories.organisation(given);
  must(await owner.put('/organisation', profile, { 'if-match': '"v0"' }));
  for (const service of options.services ?? factories.services)
    must(await owner.post('/services', service));
}

async function openWorld(
  shared: Shared,
  options: StartOptions,
  process: number,
): Promise<{ world: World; close: () => void }> {
  const env = {
    STAFF_API_KEY: configuredKey,
    SECRET_KEY: configuredSecret,
    DATABASE_URL: `file:${shared.file}`,
    BLOB_DIR: join(shared.directory, 'blobs'),
    ...options.env,
  };
  const config = parseConfig(env);
  const database = await openDatabase(config.databaseUrl);
  const plain = createTestDeps(config, database, shared, options, process);
  const deps = options.wrap?.(plain) ?? plain;
  const app = createApp(config);
  const others: (() => void)[] = [];
  // The description is written for the default place; elsewhere the addresses are others.
  const isDescribed = config.base === '/trust' && config.rootRoutes;
  const fetchBy =
    (used: Deps) =>
    async (path: string, init: RequestInit = {}): Promise<Response> => {
      const request = new Request(`http://localhost${path}`, init);
      const response = await app.fetch(request, { deps: used });
      // Pages for staff are no part of the API.
      if (!isDescribed) return response;
      await (/^\/trust\/console(\/|$)/.test(path)
        ? checkRefusal(path, response)
        : checkResponse(request.method, new URL(request.url).pathname, response));
      return response;
    };
  const fetch = fetchBy(deps);
  const staff = (key: () => Promise<string | undefined>): StaffClient =>
    staffClient((path, init) => fetch(`${config.base}/api/v1${path}`, init), key);
  const as = (who: Who): StaffClient => staff(() => secretOf(who));
  const world: World = {
    app,
    deps,
    file: shared.file,
    logLines: shared.watch.lines,
    outside: shared.outside,
    secrets: shared.secrets,
    fetch,
    get: async (path, headers = {}) => readReply(await fetch(path, { headers })),
    withoutMemory() {
      const forgetful = fetchBy({ ...deps, publication: createCache({ believedMs: 0 }) });
      return async (path) => readReply(await forgetful(path));
    },
    as,
    withKey: (secret) => staff(async () => secret),
    makeKey,
    now: () => shared.clock.now,
    at: (instant) => void (shared.clock.now = new Date(instant)),
    runSchedule: () => runSchedule(deps),
    async drain() {
      let taken = 0;
      for (let sent = -1; sent !== 0; taken += sent)
        ({ sent } = await drain(systemCtx(deps, 'deliveries')));
      return taken;
    },
    async advanceDays(days) {
      for (let passed = 0; passed < days; passed += 1) {
        shared.clock.now = new Date(shared.clock.now.getTime() + dayMs);
        await runSchedule(deps);
      }
    },
    prepare: (publication) => prepare(as(publication.by ?? 'editor'), publication),
    publish: (publication) => {
      const by = publication.by ?? 'editor';
      return publish(as(by), as(by === 'configured' ? 'owner' : 'configured'), publication);
    },
    approve: (batch) => approve(as('configured'), batch),
    async entry(slug) {
      const reply = await as('auditor').get(`/subprocessors/${slug}`);
      return reply.status === 404 ? undefined : must(reply).body;
    },
    async anotherProcess(others_ = {}) {
      const second = await openWorld(
        shared,
        { ...options, believedMs: 0, ...others_ },
        process + others.length + 1,
      );
      others.push(second.close);
      return second.world;
    },
    expectError: shared.watch.expectError,
    close: async () => undefined,
  };

  async function secretOf(who: Who): Promise<string | undefined> {
    if (who === 'nobody') return undefined;
    if (who === 'configured') return configuredKey;
    const made = shared.keys.get(who) ?? makeKey(who);
    shared.keys.set(who, made);
    return (await made).secret;
  }

  async function makeKey(role: Role, name = 'Hal'): Promise<{ id: string; secret: string }> {
    const holder = `${name} ${factories.personMark}`;
    const { body } = must(await as('configured').post('/staff-keys', { holder, role }));
    const secret = String(pick(body, 'secret'));
    const id = String(pick(body, 'id'));
    shared.secrets.push(secret);
    if (pick(body, 'state') === 'proposed') await approveKey(id);
    if (role === 'owner' || role === 'approver') shared.approvers.push(secret);
    return { id, secret };
  }

  /** Whoever can, and did not make it. */
  async function approveKey(id: string): Promise<void> {
    for (const secret of shared.approvers) {
      const reply = await world.withKey(secret).put(`/staff-keys/${id}/approval`);
      if (reply.status === 200) return;
    }
    throw new Error(`nobody may approve the key ${id}`);
  }

  const close = () => {
    for (const other of others) other();
    database.close();
  };
  return { world, close };
}

function createCache({
  believedMs = Number.POSITIVE_INFINITY,
  memoBytes = 64 * 1024 * 1024,
}: StartOptions) {
  return createPublicationCache({ maxBytes: memoBytes, believedMs, shareWork: true });
}

function createTestDeps(
  config: Config,
  database: Awaited<ReturnType<typeof openDatabase>>,
  { clock, firstId, watch, outside }: Shared,
  options: StartOptions,
  process: number,
): Deps {
  return {
    ...createDeps(config, database),
    clock: () => new Date(clock.now),
    ids: factories.countingIds(process === 0 ? firstId : process * 1_000_000),
    publication: createCache(options),
    mail: outside.mail,
    post: outside.post,
    nudge: () => undefined,
    log: watch.log,
  };
}

async function prepare(client: StaffClient, publication: Publication): Promise<string> {
  const { entries, reason = 'The register changes.', effectiveOn } = publication;
  const created = must(
    await client.post('/batches', { reason, ...(effectiveOn !== undefined && { effectiveOn }) }),
  );
  const id = String(pick(created.body, 'id'));
  for (const [slug, facts] of Object.entries(entries)) {
    const replaces = publication.replaces?.[slug];
    const contactPerson = publication.persons?.[slug];
    must(await client.put(`/batches/${id}/entries/${slug}`, { facts, replaces, contactPerson }));
  }
  return id;
}

/** Somebody else approves what somebody has written. */
async function publish(
  client: StaffClient,
  approver: StaffClient,
  publication: Publication,
): Promise<Published> {
  const id = await prepare(client, publication);
  const decisions = { contractOverrides: publication.overrides ?? {} };
  const proposed = must(
    await client.put(`/batches/${id}/publication?dry_run=true`, {
      ...decisions,
      classes: publication.classes ?? {},
    }),
  );
  const classes = Object.fromEntries(
    pickList(proposed.body, 'items')
      .filter((item) => pick(item, 'kind') === 'amended')
      .map((item) => [String(pick(item, 'slug')), pick(item, 'class')]),
  );
  const etag = await approve(approver, id, correctionsIn(publication));
  const { body } = must(
    await client.put(
      `/batches/${id}/publication`,
      { ...decisions, classes: { ...classes, ...publication.classes } },
      { 'if-match': etag },
    ),
  );
  return { change: Number(pick(body, 'change')), batch: id, plan: proposed.body };
}

function correctionsIn({ classes = {} }: Publication): readonly string[] {
  return Object.keys(classes).filter((slug) => classes[slug] === 'correction');
}

async function approve(
  approver: StaffClient,
  batch: string,
  corrections: readonly string[] = [],
): Promise<string> {
  const { etag = '' } = must(await approver.get(`/batches/${batch}`));
  const agreed = corrections.length > 0 ? `?corrections=${corrections.join(',')}` : '';
  const approved = await approver.put(`/batches/${batch}/approval${agreed}`, undefined, {
    'if-match': etag,
  });
  return must(approved).etag ?? '';
}
