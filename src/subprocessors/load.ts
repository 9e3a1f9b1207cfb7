// npm run load -- FILE: brings a published list into the register, through the staff API.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { unnamedOrganisation } from '../organisation/model.ts';
import { type ListFile, readListFile, UnreadableList } from '../imports/list-file.ts';
import type { ListRow } from '../imports/model/reading.ts';
import { CallFailed, faultLines, memberOf, type Reply, StaffClient } from './staff-client.ts';

const help = `Usage: npm run load -- FILE [options]

Loads a list of sub-processors into the register and publishes it as one change, or a
list with its past (docs/importing-a-history.md) as one change for each revision.

FILE is a list document of Annex (what /trust/subprocessors.json gives) or a
subprocessor-facts/1 file; for a past, a subprocessor-history/1 or list-sequence/1 file.
Each entry becomes an entry of the register under its own slug; an entry that the
register has already is amended, the others are left as they are. Nothing is guessed:
what the file does not state is not stated afterwards.

An organisation without a name gets the one in the file, and its notice days.
Entries whose contract day the file does not state are published with that reason
(Article 28(4) GDPR), which the record keeps.

Options
  --url URL         the trust centre (http://localhost:8787/trust)
  --key KEY         a staff key, owner to name the organisation, else editor
                    (the environment variable STAFF_API_KEY)
  --reason TEXT     the reason published with the change
  --on DAY          day on which it takes effect, YYYY-MM-DD (today)
  --accept-classes  confirm the proposed class of each amendment
  --dry-run         show what would be published and leave nothing behind
  --help            this text

It exits with 0 when the list is published, when the register says all of it already or
when a dry run found no fault; with 1 otherwise, and then nothing of the list is published.
`;

type Options = {
  readonly file: string;
  readonly url: string;
  readonly key: string;
  readonly reason: string | undefined;
  readonly on: string | undefined;
  readonly acceptClasses: boolean;
  readonly dryRun: boolean;
};

class WrongUse extends Error {}

async function load(options: Options): Promise<void> {
  const text = await readFile(options.file, 'utf8');
  const client = new StaffClient(options.url, options.key);
  const history = historyIn(text);
  if (history !== undefined) return loadHistory(client, history, options);
  const list = readListFile(text);
  for (const note of list.notes) console.log(note);
  if (!options.dryRun) await prepareProfile(client, list);
  const { body } = await client.call('POST', '/batches', {
    title: `Load of ${basename(options.file)}`.slice(0, 200),
    reason: options.reason ?? `The register takes over ${list.origin}.`,
    ...(options.on !== undefined && { effectiveOn: options.on }),
  });
  const batch = `/batches/${String(body['id'])}`;
  try {
    const isPublished = await fillAndPublish(client, batch, list, options);
    if (!isPublished) await client.call('DELETE', batch);
  } catch (error) {
    // A draft may stay behind when the server is gone; it is not public.
    await client.call('DELETE', batch).catch(() => undefined);
    throw error;
  }
}

const historyFormats = ['subprocessor-history/1', 'list-sequence/1'];

function historyIn(text: string): Reply['body'] | undefined {
  try {
    const file = memberOf(JSON.parse(text.replace(/^\uFEFF/, '')));
    return historyFormats.includes(String(file['format'])) ? file : undefined;
  } catch {
    // Whoever reads it as a list says what is wrong with it.
    return undefined;
  }
}

/** A history tells its own days and reasons; the register decides whether it is empty. */
async function loadHistory(
  client: StaffClient,
  history: Reply['body'],
  { dryRun, on, reason, url }: Options,
): Promise<void> {
  if (on !== undefined || reason !== undefined)
    throw new WrongUse('A history has its own days and reasons: leave out --on and --reason.');
  const path = '/history-imports?dry_run=';
  const { body: planned } = await client.call('POST', `${path}true`, history);
  for (const change of itemsIn(planned['changes']))
    console.log(`  ${String(change['claimedAt']).slice(0, 10)}: ${String(change['title'])}`);
  for (const warning of textsIn(planned['warnings'])) console.log(`Note: ${warning}`);
  if (dryRun) {
    console.log('Dry run: nothing is recorded.');
    return;
  }
  const company = memberOf(history['source'])['company'];
  if (typeof company === 'string' && company !== '') await nameOrganisation(client, company);
  const { body } = await client.call('POST', `${path}false`, history);
  const { current, ended } = memberOf(body['entries']);
  console.log(
    `${itemsIn(body['changes']).length} changes are recorded as imported: ${url.replace(/\/+$/, '')}/changes`,
  );
  console.log(
    `The register has ${String(current)} current entries and ${String(ended)} ended ones.`,
  );
}

async function fillAndPublish(
  client: StaffClient,
  batch: string,
  list: ListFile,
  options: Options,
): Promise<boolean> {
  for (const row of list.rows) await putRow(client, batch, row);
  const plan = await client.call('PUT', `${batch}/publication?dry_run=true`, {});
  if (isKnownAlready(plan.body, list)) {
    console.log('The register says all of this already; nothing is published.');
    return false;
  }
  const decisions = decide(plan.body, list, options);
  const { body: decided } = await client.call(
    'PUT',
    `${batch}/publication?dry_run=true`,
    decisions,
  );
  showPlan(decided);
  if (decided['publishable'] !== true) throw new CallFailed(obstacles(decided));
  if (options.dryRun) {
    console.log('Dry run: nothing is published.');
    return false;
  }
  const { etag } = await client.call('GET', batch);
  const { body } = await client.call('PUT', `${batch}/publication`, decisions, etag);
  console.log(`Published as change ${String(body['change'])}: ${changeUrl(options.url, body)}`);
  return true;
}

async function nameOrganisation(
  client: StaffClient,
  company: string,
  noticeDays?: number,
): Promise<void> {
  const { body: profile, etag } = await client.call('GET', '/organisation');
  if (profile['name'] !== unnamedOrganisation.name) return;
  const named = { ...profile, name: company, noticeDays: noticeDays ?? profile['noticeDays'] };
  await client.call('PUT', '/organisation', named, etag);
  console.log(`The organisation is called ${company} from now on.`);
}

async function prepareProfile(client: StaffClient, list: ListFile): Promise<void> {
  if (list.company !== undefined) await nameOrganisation(client, list.company, list.noticeDays);
  if (list.services.length === 0) return;
  const { body } = await client.call('GET', '/services');
  const known = new Set(itemsIn(body['items']).map(({ slug }) => slug));
  for (const { slug, name, description, order } of list.services) {
    if (!known.has(slug))
      await client.call('POST', '/services', { slug, name, description, order });
  }
}

async function putRow(client: StaffClient, batch: string, row: ListRow): Promise<void> {
  const { slug, facts, contactPerson } = row;
  try {
    const path = `${batch}/entries/${encodeURIComponent(slug)}`;
    await client.call('PUT', path, { facts, contactPerson });
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    throw new CallFailed(
      [`Entry ${slug || 'without id'}: ${error.lines[0]}`, ...error.lines.slice(1)],
      error,
    );
  }
}

function isKnownAlready({ items, unchanged }: Reply['body'], { rows }: ListFile): boolean {
  return itemsIn(items).length === 0 && textsIn(unchanged).length === rows.length;
}

function decide(plan: Reply['body'], list: ListFile, { acceptClasses }: Options) {
  const unconfirmed = acceptClasses ? textsIn(plan['unconfirmed']) : [];
  const proposed = itemsIn(plan['items']).filter(({ slug }) => unconfirmed.includes(String(slug)));
  const override = `Taken over from ${list.origin}, which does not state the day of the contract.`;
  const additions = textsIn(plan['withoutContract']);
  return {
    classes: Object.fromEntries(proposed.map((item) => [item['slug'], item['class']])),
    contractOverrides: Object.fromEntries(additions.map((slug) => [slug, override])),
  };
}

function showPlan(plan: Reply['body']): void {
  const items = itemsIn(plan['items']);
  const when = plan['announced'] === true ? 'announced now, in effect' : 'in effect';
  console.log(`${items.length} entries change, ${when} on ${String(plan['effectiveOn'])}:`);
  for (const item of items) {
    console.log(`  ${String(item['kind'])} (${String(item['class'])}): ${String(item['slug'])}`);
  }
  const unchanged = textsIn(plan['unchanged']);
  if (unchanged.length > 0) console.log(`${unchanged.length} are on the register as they are.`);
  for (const line of faultLines(plan['warnings'])) console.log(`Note${line}`);
}

function obstacles(plan: Reply['body']): readonly string[] {
  const unconfirmed = textsIn(plan['unconfirmed']);
  return [
    'This cannot be published.',
    ...faultLines(plan['faults']),
    ...(unconfirmed.length > 0
      ? [`  Confirm the proposed classes with --accept-classes: ${unconfirmed.join(', ')}`]
      : []),
  ];
}

function changeUrl(url: string, { change }: Reply['body']): string {
  return `${url.replace(/\/+$/, '')}/changes/${String(change)}`;
}

function itemsIn(value: unknown): readonly Reply['body'][] {
  return Array.isArray(value) ? value.map(memberOf) : [];
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://localhost:8787/trust' },
      key: { type: 'string' },
      reason: { type: 'string' },
      on: { type: 'string' },
      'accept-classes': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) throw new WrongUse('');
  const [file, ...others] = positionals;
  const key = values.key ?? process.env['STAFF_API_KEY'];
  if (file === undefined || others.length > 0) throw new WrongUse('Name one file.');
  if (key === undefined || key === '')
    throw new WrongUse('Give a staff key: --key or STAFF_API_KEY.');
  if (!URL.canParse(values.url)) throw new WrongUse('--url takes the address of a trust centre.');
  const { url, reason, on, 'accept-classes': acceptClasses, 'dry-run': dryRun } = values;
  return { file, key, url, reason, on, acceptClasses, dryRun };
}

function report(error: unknown): void {
  const isHelp = error instanceof WrongUse && error.message === '';
  if (isHelp) {
    console.log(help);
    return;
  }
  process.exitCode = 1;
  if (error instanceof CallFailed) console.error(error.lines.join('\n'));
  else if (error instanceof WrongUse || isWrongFlag(error))
    console.error(`${error.message}\n\n${help}`);
  else if (error instanceof UnreadableList || isFileError(error)) console.error(error.message);
  else console.error(error);
}

function isWrongFlag(error: unknown): error is Error {
  return error instanceof TypeError && String(codeOf(error)).startsWith('ERR_PARSE_ARGS');
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && ['ENOENT', 'EISDIR', 'EACCES'].includes(String(codeOf(error)));
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}

try {
  await load(readOptions());
} catch (error) {
  report(error);
}
