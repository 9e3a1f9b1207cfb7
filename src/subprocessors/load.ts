// npm run load -- FILE: brings a published list into the register, through the staff API.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type ListFile, readListFile, UnreadableList } from '../imports/list-file.ts';
import { historyIn, loadHistory, nameOrganisation } from './load-history.ts';
import {
  CallFailed,
  faultLines,
  itemsIn,
  memberOf,
  type Reply,
  StaffClient,
  textsIn,
} from './staff-client.ts';

const help = `Usage: npm run load -- FILE [options]

Loads a list of sub-processors into the register and publishes it as one change, or a
list with its past (docs/importing-a-history.md) as one change for each revision.

FILE is a list document of Annex (what /trust/subprocessors.json gives), a
subprocessor-facts/1 file, or a list as CSV, Markdown or HTML (docs/importing.md); for a
past, a subprocessor-history/1 or list-sequence/1 file. An
entry that the register has already is amended, the others are left as they are; an
entry of a list document then says what the document says and no more. Nothing is
guessed, and what cannot be read is named.

An organisation without a name gets the one in the file, and its notice days.
Entries whose contract day the file does not state are published with that reason
(Article 28(4) GDPR), which the record keeps.

Options
  --url URL         the trust centre (http://localhost:8787/trust)
  --key KEY         a staff key, owner to name the organisation, else publisher or editor
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
  const bytes = await readFile(options.file);
  const client = new StaffClient(options.url, options.key);
  const history = historyIn(bytes);
  if (history === undefined) return loadList(client, bytes, options);
  if (options.on !== undefined || options.reason !== undefined)
    throw new WrongUse('A history has its own days and reasons: leave out --on and --reason.');
  await loadHistory(client, history, options);
}

async function loadList(client: StaffClient, bytes: Uint8Array, options: Options): Promise<void> {
  const list = readProfile(bytes);
  if (!options.dryRun && list) await prepareProfile(client, list);
  const origin = list?.origin ?? `the list ${basename(options.file)}`;
  const batch = await importFile(client, bytes, origin, options);
  if (batch === undefined) {
    console.log('The register says all of this already; nothing is published.');
    return;
  }
  try {
    const isPublished = await publish(client, batch, origin, options);
    if (!isPublished) await client.call('DELETE', batch);
  } catch (error) {
    // A draft may stay behind when the server is gone; it is not public.
    await client.call('DELETE', batch).catch(() => undefined);
    throw error;
  }
}

/** What a document in the register's own words says of its publisher; other formats say nothing of it. */
function readProfile(bytes: Uint8Array): ListFile | undefined {
  const text = new TextDecoder().decode(bytes);
  return /^\s*\{/.test(text) ? readListFile(text) : undefined;
}

/** The batch that the import made; undefined when the register says all of it already. */
async function importFile(
  client: StaffClient,
  bytes: Uint8Array,
  origin: string,
  { file, reason, on }: Options,
): Promise<string | undefined> {
  const list = {
    content: Buffer.from(bytes).toString('base64'),
    encoding: 'base64',
    fileName: basename(file).slice(0, 300),
  };
  const { body: dry } = await client.call('POST', '/imports?dry_run=true', list);
  showReport(dry);
  const renames = itemsIn(dry['renames']).map(({ row }) => [row, null]);
  const { body } = await client.call('POST', '/imports?dry_run=false', {
    ...list,
    decisions: { renames: Object.fromEntries(renames) },
    title: `Load of ${basename(file)}`.slice(0, 200),
    reason: reason ?? `The register takes over ${origin}.`,
    ...(on !== undefined && { effectiveOn: on }),
  });
  const { id } = memberOf(body['batch']);
  return id === undefined ? undefined : `/batches/${String(id)}`;
}

async function publish(
  client: StaffClient,
  batch: string,
  origin: string,
  options: Options,
): Promise<boolean> {
  const plan = await client.call('PUT', `${batch}/publication?dry_run=true`, {});
  const decisions = decide(plan.body, origin, options);
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

/** What was read otherwise than it stands in the file, and what of the file is not read. */
function showReport(report: Reply['body']): void {
  for (const { column, field, filled } of itemsIn(report['columns'])) {
    if (field === null && Number(filled) > 0) console.log(`Column left out: ${String(column)}`);
  }
  const rows = itemsIn(report['rows']).flatMap(({ warnings }) => itemsIn(warnings));
  for (const said of [...itemsIn(report['warnings']), ...itemsIn(report['skipped']), ...rows]) {
    const place = typeof said['row'] === 'number' ? `Row ${said['row']}: ` : '';
    console.log(`Note  ${place}${String(said['detail'])}`);
  }
  for (const { row, entry } of itemsIn(report['renames']))
    console.log(`Note  ${String(row)} is taken for a new entry, not for ${String(entry)} renamed.`);
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

function decide(plan: Reply['body'], origin: string, { acceptClasses }: Options) {
  const unconfirmed = acceptClasses ? textsIn(plan['unconfirmed']) : [];
  const proposed = itemsIn(plan['items']).filter(({ slug }) => unconfirmed.includes(String(slug)));
  const override = `Taken over from ${origin}, which does not state the day of the contract.`;
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
