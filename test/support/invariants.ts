import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type Client, createClient } from '@libsql/client';
import { verifyRecord } from '../../src/audit/service/verifying.ts';
import type { Representation } from '../../src/publication/representation.ts';
import { representations, rootRepresentations } from '../../src/representations.ts';
import type { World } from './app.ts';
import { pick, pickList } from './client.ts';
import { personMark } from './factories.ts';
import { checkCustomers } from './customer-check.ts';
import { checkDeliveries } from './delivery-invariants.ts';
import { checkInquiries } from './inquiry-check.ts';
import { checkDocuments } from './document-check.ts';
import { checkFiles } from './file-check.ts';
import { checkGrants } from './grant-check.ts';
import { checkLog } from './log-check.ts';
import { checkNotices } from './notice-check.ts';
import { checkObjections } from './objection-check.ts';
import { checkPolicies } from './policy-check.ts';
import { checkPersonalData } from './personal-data-check.ts';
import { checkRights } from './rights-check.ts';
import { checkPackets } from './proof-check.ts';
import { checkSubscriptions } from './subscription-check.ts';
import { isThorough } from './thorough.ts';
import { type Bag, bag, type LedgerEvent, replay, type Replayed, sorted } from './replay.ts';

/** What must hold after every test, whatever it did; the faults in words. Each public address is opened where asked for. */
export async function checkInvariants(
  world: World,
  isWhole = isThorough,
): Promise<readonly string[]> {
  const client = createClient({ url: `file:${world.file}`, timeout: 5_000 });
  try {
    const tables = await readTables(client);
    const events = (tables.get('events') ?? []).map(toEvent);
    const replayed = replay(events);
    return [
      ...checkLedger(events),
      ...replayed.faults,
      ...checkTables(tables, replayed),
      ...checkValidity(tables),
      ...checkLog(tables),
      ...checkDeliveries(tables),
      ...checkCustomers(tables, world.now()),
      ...checkNotices(tables, events),
      ...checkPolicies(tables, events),
      ...checkBatches(tables),
      ...checkDrafts(tables),
      ...checkPersons(tables, replayed),
      ...checkSecrets(world, tables),
      ...checkSubscriptions(tables, world.logLines),
      ...checkObjections(tables),
      ...checkGrants(tables, events),
      ...(await checkInquiries(tables, world.deps.files)),
      ...checkDocuments(tables, world.deps.config.blobDir),
      ...checkFiles(tables, world.deps.config.blobDir),
      ...checkRights(tables),
      ...checkPersonalData(tables),
      ...checkPrivacy(world, tables),
      ...(await checkPublic(world, tables, isWhole)),
      ...(await checkPackets(world, tables)),
      ...(await checkChain(world, tables)),
    ];
  } finally {
    client.close();
  }
}

/** Nothing was recorded past the chain. Links of before another SECRET_KEY can not be made again. */
async function checkChain({ deps }: World, tables: Tables): Promise<readonly string[]> {
  if ((tables.get('log_keys') ?? []).length > 1) return [];
  const { fault, brokenAt } = await verifyRecord(deps);
  return fault === undefined ? [] : [`the chain breaks at event ${brokenAt}: ${fault}`];
}

/** Every row of every table. */
export async function dumpTables(world: World): Promise<Tables> {
  const client = createClient({ url: `file:${world.file}`, timeout: 5_000 });
  try {
    return await readTables(client);
  } finally {
    client.close();
  }
}

type Tables = ReadonlyMap<string, readonly Bag[]>;

const documents = new Set([
  'facts',
  'before',
  'after',
  'aspects',
  'pending_change_ids',
  'detail',
  'emergency',
  'data',
  'profile',
  'person',
  'contact_person',
  'reply',
  'draft',
  'services',
  'translations',
  'clock',
  'texts',
  'days',
  'items',
]);

async function readTables(client: Client): Promise<Tables> {
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
  );
  const tables = new Map<string, readonly Bag[]>();
  for (const name of rows.map((row) => String(row['name']))) {
    const found = await client.execute(`SELECT * FROM "${name}" ORDER BY 1, 2`);
    tables.set(
      name,
      found.rows.map((row) =>
        Object.fromEntries(
          found.columns.map((column) => [
            column,
            // There it is the slug of one, and no document.
            name === 'customers' && column === 'profile'
              ? row[column]
              : readValue(column, row[column]),
          ]),
        ),
      ),
    );
  }
  return tables;
}

function readValue(column: string, value: unknown): unknown {
  return documents.has(column) && typeof value === 'string' ? JSON.parse(value) : value;
}

function toEvent(row: Bag): LedgerEvent {
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    commitId: String(row['commit_id']),
    at: Number(row['at']),
    actor: String(row['actor']),
    action: String(row['action']),
    subject: String(row['subject']),
    data: bag(row['data']),
    public: row['public'] === 1,
  };
}

function checkLedger(events: readonly LedgerEvent[]): readonly string[] {
  return events.flatMap((event, index) => [
    ...(event.seq === index + 1 ? [] : [`event ${event.seq} stands at place ${index + 1}`]),
    ...(event.at >= (events[index - 1]?.at ?? 0)
      ? []
      : [`event ${event.seq} was recorded before the one in front of it`]),
    ...(/^(staff:key_[0-9a-f]{32}|staff:per_[0-9a-f]{32}|staff:configured-key|system:[a-z-]+|subscriber:sbs_[0-9a-f]{32}|customer:cus_[0-9a-f]{32}|objector:obj_[0-9a-f]{32}|claimant:rrq_[0-9a-f]{32}|agent:rrq_[0-9a-f]{32}|inquirer:inq_[0-9a-f]{32}|requester:req_[0-9a-f]{32}|anonymous)$/.test(
      event.actor,
    )
      ? []
      : [`event ${event.seq} names its actor ${event.actor}`]),
  ]);
}

const replayedTables = [
  'subprocessors',
  'changes',
  'change_items',
  'change_steps',
  'change_services',
  'feed_positions',
  'services',
  'published_entries',
  'update_threads',
  'update_posts',
  'trust_statements',
  'status_changes',
] as const;

function checkTables(tables: Tables, replayed: Replayed): readonly string[] {
  return replayedTables.flatMap((name) => {
    const stored = inOneOrder(tables.get(name) ?? []);
    const expected = inOneOrder(replayed[name]);
    const missing = expected.filter((row) => !stored.includes(row));
    const extra = stored.filter((row) => !expected.includes(row));
    const twice = stored.length !== new Set(stored).size ? [`${name} holds a row twice`] : [];
    return [
      ...missing.map((row) => `${name} lacks what the ledger gives: ${row}`),
      ...extra.map((row) => `${name} holds what the ledger does not give: ${row}`),
      ...twice,
    ];
  });
}

/** What was taken back held on no day. */
function neverHeld(row: Bag | undefined): boolean {
  const { effectiveFrom, effectiveUntil } = bag(row?.['facts'] ?? {});
  return effectiveFrom !== undefined && effectiveFrom === effectiveUntil;
}

/** Where nothing is announced for an entry, what is known of it last is what the register says. */
function checkValidity(tables: Tables): readonly string[] {
  const newest = new Map(
    (tables.get('published_entries') ?? [])
      .toSorted((a, b) => Number(a['list_version']) - Number(b['list_version']))
      .map((row) => [row['subprocessor_id'], row]),
  );
  const standing = (tables.get('entry_validity') ?? [])
    .filter((row) => row['superseded_from'] === null)
    .toSorted((a, b) => (String(a['valid_from']) < String(b['valid_from']) ? -1 : 1));
  return [...newest.values()]
    .filter((row) => JSON.stringify(row['pending_change_ids']) === '[]')
    .flatMap((row) => {
      const id = row['subprocessor_id'];
      const last = standing.findLast((each) => each['subprocessor_id'] === id);
      if (row['state'] === 'withdrawn') return neverHeld(last) ? [] : [`${id} is known to hold`];
      const [known, shown] = [last, row].map((each) =>
        JSON.stringify(sorted(bag(each?.['facts'] ?? {}))),
      );
      return known === shown ? [] : [`${id} is known as ${known} and shown as ${shown}`];
    });
}

function inOneOrder(rows: readonly Bag[]): readonly string[] {
  return rows.map((row) => JSON.stringify(sorted(row))).sort();
}

function checkBatches(tables: Tables): readonly string[] {
  const batches = tables.get('batches') ?? [];
  const published = new Set(
    batches.filter((row) => row['published'] === 1).map((row) => row['id']),
  );
  const changes = new Set((tables.get('changes') ?? []).map((row) => row['id']));
  return [
    ...(tables.get('batch_entries') ?? [])
      .filter((row) => published.has(row['batch_id']))
      .map((row) => `the published batch ${row['batch_id']} still holds ${row['slug']}`),
    ...batches
      .filter((row) => (row['published'] === 1) !== changes.has(row['change_id']))
      .map((row) => `batch ${row['id']} and change ${row['change_id']} disagree`),
  ];
}

/** Each post was one draft, and every draft that says what it became is right. */
function checkDrafts(tables: Tables): readonly string[] {
  const placeOf = (row: Bag) => `${String(row['thread'])}/${String(row['position'])}`;
  const drafts = (tables.get('update_drafts') ?? []).filter((row) => row['thread'] !== null);
  const claimed = drafts.map(placeOf).sort().join();
  const posts = (tables.get('update_posts') ?? []).map(placeOf).sort().join();
  return claimed === posts ? [] : [`drafts became ${claimed}, and posts are ${posts}`];
}

function checkPersons(tables: Tables, { commitments }: Replayed): readonly string[] {
  const stored = new Map(
    (tables.get('contact_persons') ?? []).map((row) => {
      const text = `${String(row['salt'])}${JSON.stringify(sorted(row['person']))}`;
      const commitment = createHash('sha256').update(text).digest('hex');
      return [String(row['subprocessor_id']), commitment];
    }),
  );
  const ids = [...new Set([...stored.keys(), ...commitments.keys()])];
  return ids
    .filter((id) => stored.get(id) !== commitments.get(id))
    .map((id) => `the contact person of ${id} is not who the ledger commits to`);
}

/** No staff key stands in the clear anywhere in the file, its journal or the log. */
function checkSecrets(world: World, tables: Tables): readonly string[] {
  const files = [world.file, `${world.file}-wal`].filter((file) => existsSync(file));
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
  const log = JSON.stringify(world.logLines);
  const events = JSON.stringify(tables.get('events'));
  const hashes = (tables.get('staff_keys') ?? []).map((row) => String(row['hash']));
  return [
    ...world.secrets
      .filter((secret) => bytes.includes(secret))
      .map((secret) => `the file holds the staff key ${secret.slice(0, 10)} in the clear`),
    ...[...world.secrets, ...hashes]
      .filter((secret) => log.includes(secret) || events.includes(secret))
      .map((secret) => `log or ledger holds ${secret.slice(0, 10)}, a key or its hash`),
  ];
}

const mark = new RegExp(personMark, 'i');

function checkPrivacy(world: World, tables: Tables): readonly string[] {
  const named = (tables.get('events') ?? []).filter((row) => mark.test(JSON.stringify(row)));
  const logged = world.logLines.filter((line) => mark.test(JSON.stringify(line)));
  return [
    ...named.map((row) => `event ${row['seq']} names a person`),
    ...logged.map((line) => `a log line names a person: ${line.message}`),
  ];
}

/** Every public address answers, and none names a person who is not published; feeds and the log name nobody. */
async function checkPublic(
  world: World,
  tables: Tables,
  isWhole: boolean,
): Promise<readonly string[]> {
  const { base, rootRoutes } = world.deps.config;
  const published = (tables.get('contact_persons') ?? [])
    .map((row) => row['person'])
    .filter((person) => pick(person, 'published') === true)
    .flatMap((person) => ['email', 'name', 'url'].map((field) => pick(person, field)))
    .filter((text) => typeof text === 'string');
  const hashes = (tables.get('staff_keys') ?? []).map((row) => String(row['hash']));
  const faults: string[] = [];
  const paths = publicPaths(base, rootRoutes, tables);
  // What is remembered is no proof.
  const get = world.withoutMemory();
  for (const path of isWhole ? paths : someOf(paths, isKnown(world, tables) ? 12 : 4)) {
    const { status, text } = await get(path);
    if (status !== expectedStatus(path, tables)) faults.push(`${path} answers ${status}`);
    const mayName = !/feed|changes|history/.test(path);
    // An address may go on in the next line.
    const whole = text.replaceAll('<wbr/>', '');
    const rest = (mayName ? published : []).reduce(
      (body, name) => body.replaceAll(name, ''),
      whole,
    );
    if (mark.test(rest)) faults.push(`${path} names a person`);
    if ([...world.secrets, ...hashes].some((secret) => text.includes(secret)))
      faults.push(`${path} shows a staff key or its hash`);
  }
  return faults;
}

/** Of people and of work under way: no public page shows any of it, so what it says makes no other page. */
const withheld =
  /^(access_(?!settings)|batch|contract|customer|data_copies|deliver|doomed|download|event|idempotency|import|inquir|kept|list_imports|nda|notice|objection|outbox|personal_data_runs|rate_limits|reply|restrictions|rights_(messages|requests)|staff|subject|subscription|suppress|update_drafts)/;

const seen = new Set<string>();

/** Whether all public addresses of such a world were opened before. Most tests leave one of a few behind. */
function isKnown(world: World, tables: Tables): boolean {
  const { base, rootRoutes, origin } = world.deps.config;
  const open = [...tables].filter(([name]) => !withheld.test(name));
  const text = JSON.stringify([base, rootRoutes, origin, world.now(), open]);
  const state = createHash('sha256').update(text).digest('hex');
  const isNew = !seen.has(state);
  seen.add(state);
  return !isNew;
}

let turn = 0;

/**
 * Each address in one of `every` worlds, for there are hundreds; where a world was seen before in fewer, since
 * only what is withheld differs, and must show in none.
 */
function someOf(paths: readonly string[], every: number): readonly string[] {
  turn += 1;
  return paths.filter((_, index) => (index + turn) % every === 0);
}

/** RFC 9116: without somebody to write to there is no security.txt. And an empty log has no checkpoint. */
function expectedStatus(path: string, tables: Tables): number {
  if (/\/log\/(checkpoint|key)$/.test(path)) return tables.get('log_state')?.length ? 200 : 404;
  const profile = tables.get('organisation')?.[0]?.['profile'];
  return path.endsWith('/security.txt') && !pick(profile, 'securityContact') ? 404 : 200;
}

/** Files and descriptions, in which no fact of the register stands. */
const plain = /^\/(schema|docs|openapi|style|favicon|embed\.)/;

/** What a big register would show more of is the same. */
const enough = 12;

/** It says what pages say, and would cost every test as much as they do (publication/markdown.test.ts). */
function isMadeOfPages({ isSpoken, path }: Representation): boolean {
  return isSpoken === true || path === '/llms-full.txt';
}

function publicPaths(base: string, rootRoutes: boolean, tables: Tables): readonly string[] {
  const rows = [...representations, ...rootRepresentations].filter((row) => !isMadeOfPages(row));
  const fixed = rows
    .map((row) => row.path)
    .filter((path) => !path.includes(':') && !plain.test(path));
  const slugs = (tables.get('subprocessors') ?? []).map((row) => String(row['slug']));
  const changes = (tables.get('changes') ?? []).map((row) => Number(row['id']));
  const knows = (beginning: string) => rows.some((row) => row.path.startsWith(beginning));
  return [
    ...fixed.map((path) => `${base}${path}`),
    ...['atom', 'rss', 'json'].flatMap((form) =>
      ['updates', 'controls', 'policies'].map((topic) => `${base}/feed.${form}?topic=${topic}`),
    ),
    ...slugs
      .slice(0, enough)
      .map((slug) => `${base}/subprocessors/${slug}`)
      .flatMap((path) => [...both(path), ...both(`${path}/history`)]),
    ...(knows('/changes/:')
      ? changes.slice(-enough).flatMap((id) => both(`${base}/changes/${id}`))
      : []),
    ...(tables.get('update_threads') ?? [])
      .slice(-enough)
      .flatMap((row) => both(`${base}/updates/${String(row['number'])}`)),
    ...(tables.get('documents') ?? [])
      .filter((row) => bag(row['facts'])['visibility'] !== 'hidden')
      .slice(0, enough)
      .flatMap((row) => both(`${base}/documents/${String(row['slug'])}`)),
    ...policyPaths(base, tables),
    ...(rootRoutes
      ? rootRepresentations.filter((row) => !isMadeOfPages(row)).map((row) => row.path)
      : []),
  ].map((path) => path || '/');
}

/** Each policy that anybody may see, its newest versions, and what changed between the last two. */
function policyPaths(base: string, tables: Tables): readonly string[] {
  const listed = (tables.get('policies') ?? []).filter(
    (row) => row['current'] !== null || row['announced'] !== null,
  );
  return listed.flatMap(({ slug }) => {
    const path = `${base}/policies/${String(slug)}`;
    const numbers = (tables.get('policy_versions') ?? [])
      .filter((row) => row['policy'] === slug && row['state'] !== 'draft')
      .map((row) => Number(row['number']));
    const [before, last] = numbers.slice(-2);
    return [
      ...both(path),
      ...numbers.slice(-2).flatMap((number) => both(`${path}/versions/${number}`)),
      ...(before && last ? both(`${path}/versions/${before}/diff/${last}`) : []),
    ];
  });
}

function both(path: string): readonly string[] {
  return [path, `${path}.json`];
}

/** The events of a world, oldest first: what a refused request must not have added to. */
export async function readEvents(world: World): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let cursor: unknown;
  do {
    const query: string = cursor === undefined ? '' : `&cursor=${String(cursor)}`;
    const { body } = await world.as('configured').get(`/events?limit=100${query}`);
    found.push(...pickList(body, 'items'));
    cursor = pick(body, 'next') ?? undefined;
  } while (cursor !== undefined);
  return found.toReversed();
}
