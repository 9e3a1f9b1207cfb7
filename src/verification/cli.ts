// npm run verify -- URL: checks a trust centre from outside, with nothing but HTTP.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseVerifierKey, type VerifierKey } from '../core/signed-note.ts';
import { type Memory, readMemory, writeMemory } from './model/memory.ts';
import type { Report, Status } from './model/report.ts';
import { verifyPacket } from './packet/verify.ts';
import { verify } from './verify.ts';
import { printable, tellReport, writeReport } from './words.ts';

const help = `Usage: npm run verify -- URL [options]
       npm run verify -- --packet FILE [--key KEY] [--json]
       npx annex verify URL [options]

Checks a trust centre, https://company.example/trust, from outside: that its log is the one
it signed, that the list of sub-processors, the change log and past versions of the list
say what the log says, and, with --state, that the log continues the one of last time.
docs/verifying.md says what each outcome means. With --packet it checks a proof of notice
(docs/proof.md) instead, offline.

Options
  --state FILE  the checkpoint of last time; made the first time, and written anew after
                each time that verifies. Keep it: it is what shows a rewritten past
  --packet FILE a proof of notice, as it was sent
  --key KEY     the key of the log as you know it, from /log/key; for --packet
  --json        the report as JSON
  --help        this text

It exits with 0 when everything agrees, with 1 when something does not verify, and with 2
when it could not be checked.
`;

const exitStatus: Readonly<Record<Status, number>> = {
  verified: 0,
  'does-not-verify': 1,
  'could-not-check': 2,
};

type Arguments = {
  readonly url: string;
  readonly state: string | undefined;
  readonly json: boolean;
};

type PacketArguments = {
  readonly packet: string;
  readonly pinned: VerifierKey | undefined;
  readonly json: boolean;
};

class WrongUse extends Error {}

async function run({ url, state, json }: Arguments): Promise<void> {
  const memory = state === undefined ? undefined : await remember(state);
  const result = await verify({
    url,
    fetch: (address, init) => fetch(address, init),
    ...(memory && { memory }),
    progress: createProgress(),
  });
  const report = await keep(result.report, result.memory, state);
  if (state !== undefined && memory === undefined && report.status === 'verified')
    process.stderr.write(`The checkpoint is kept in ${state}, to be compared with next time.\n`);
  process.stdout.write(json ? writeReport(report) : tellReport(report));
  process.exitCode = exitStatus[report.status];
}

async function runPacket({ packet, pinned, json }: PacketArguments): Promise<void> {
  const bytes = await readFile(packet).catch((error: unknown) => {
    throw new WrongUse(
      `${packet} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const report = await verifyPacket(bytes, { name: basename(packet), ...(pinned && { pinned }) });
  process.stdout.write(json ? writeReport(report) : tellReport(report));
  process.exitCode = exitStatus[report.status];
}

/** Undefined where there is no file yet. */
async function remember(file: string): Promise<Memory | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new WrongUse(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const memory = await readMemory(text);
  if (memory !== undefined) return memory;
  throw new WrongUse(
    `${file} is no state of this program, or is damaged. Take it from a backup. Without one, begin anew with another file: what was remembered is lost then.`,
  );
}

/** Put in its place when complete, so that an end in the middle leaves the old one. */
async function keep(
  report: Report,
  memory: Omit<Memory, 'verifiedAt'> | undefined,
  file: string | undefined,
): Promise<Report> {
  if (memory === undefined || file === undefined) return report;
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, writeMemory({ ...memory, verifiedAt: new Date().toISOString() }));
    await rename(draft, file);
    return report;
  } catch (error) {
    await rm(draft, { force: true });
    const reason = `Everything agrees, but the checkpoint cannot be kept in ${file}: ${error instanceof Error ? error.message : error}`;
    return { ...report, status: 'could-not-check', reason };
  }
}

const progressMs = 1_000;

/** A line now and then for whoever waits; a short log is done before the first. */
function createProgress(): (text: string) => void {
  let last = performance.now();
  return (text) => {
    if (performance.now() - last < progressMs) return;
    last = performance.now();
    process.stderr.write(`${printable(text)}\n`);
  };
}

function readArguments(): Arguments | PacketArguments | 'help' {
  const { values, positionals } = parse();
  if (values.help) return 'help';
  const { packet, key, state, json } = values;
  if (packet === undefined && key !== undefined) throw new WrongUse('--key belongs to --packet.');
  if (packet === undefined) return readOnline(positionals, state, json);
  if (positionals.length > 0 || state !== undefined)
    throw new WrongUse('A packet is checked by itself: leave address and --state out.');
  return { packet: fromHere(packet), pinned: readKey(key), json };
}

function readOnline(
  positionals: readonly string[],
  state: string | undefined,
  json: boolean,
): Arguments {
  const [url, ...others] = positionals;
  if (url === undefined || others.length > 0)
    throw new WrongUse('Name one address, such as https://company.example/trust.');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new WrongUse(`${url} is no address of a trust centre; it begins with https://.`);
  return { url, state: state === undefined ? undefined : fromHere(state), json };
}

/** npm runs its scripts in the project's folder and says in a variable where the user is. */
function fromHere(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', file);
}

function readKey(text: string | undefined): VerifierKey | undefined {
  const key = text === undefined ? undefined : parseVerifierKey(text);
  if (text === undefined || key) return key;
  throw new WrongUse(`${text} is no key of a log; it looks like company.example/trust/log+…+….`);
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        state: { type: 'string' },
        packet: { type: 'string' },
        key: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

// An end that nobody foresaw, such as a closed pipe, has found nothing out.
process.on('uncaughtException', () => process.exit(2));

try {
  const given = readArguments();
  if (given === 'help') process.stdout.write(help);
  else if ('packet' in given) await runPacket(given);
  else await run(given);
} catch (error) {
  if (!(error instanceof WrongUse)) console.error(error);
  else process.stderr.write(`${error.message}\n\nSee npm run verify -- --help.\n`);
  process.exitCode = 2;
}
