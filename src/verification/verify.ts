import type { VerifierKey } from '../core/signed-note.ts';
import { formatVerifierKey } from '../core/signed-note.ts';
import { Comparison } from './comparison.ts';
import { readCheckpoint, readLog, type Signed } from './log-reader.ts';
import { comparableChange } from './expected.ts';
import { Fold } from './model/fold.ts';
import { type Bag, bagOf } from './model/json.ts';
import type { Leaf } from './model/leaf.ts';
import { compareWithMemory, type Memory } from './model/memory.ts';
import { counted, Findings, type LogHead, type Report } from './model/report.ts';
import { comparePosts } from './posts-comparison.ts';
import { findChange, findVersion, readChanges, readList } from './publication-reader.ts';
import { CouldNotCheck, type Fetch, Reader } from './reader.ts';

export type Options = {
  /** The address of the trust centre: `https://company.example/trust`. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly memory?: Memory;
  /** What is being done, for a person who waits. */
  readonly progress?: (text: string) => void;
  /** How long a log that does not agree is given to settle before it is read once more. */
  readonly settleMs?: number;
};

/** `memory` is what to keep for the next time; only of a log that was verified. */
export type Verified = { readonly report: Report; readonly memory?: Omit<Memory, 'verifiedAt'> };

const attempts = 4;
/** A checkpoint may be some seconds old in a cache. */
const usualSettleMs = 3_000;
/** Up to this many past versions are all read; of more, a random choice. */
const mostVersions = 50;

/**
 * Checks that a trust centre publishes what its log says and that the log is the one it signed.
 * Needs nothing but HTTP, and believes nothing that it did not work out.
 */
export async function verify(options: Options): Promise<Verified> {
  const reader = new Reader(options.url, options.fetch);
  try {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const result = await examine(reader, options);
      if (result !== undefined) return result;
      options.progress?.('The log has grown in the meantime; it is read once more.');
    }
    throw new CouldNotCheck(
      `${reader.root} was changing each time it was read. Try again when less is being published.`,
    );
  } catch (error) {
    if (!(error instanceof CouldNotCheck)) throw error;
    const { message: reason } = error;
    const report = { url: reader.root, checks: [], notes: [], reason };
    return { report: { status: 'could-not-check', ...report } };
  }
}

/** Undefined where the log grew while it was read: then the parts do not belong together. */
async function examine(reader: Reader, options: Options): Promise<Verified | undefined> {
  const { memory, progress = () => undefined } = options;
  const findings = new Findings();
  const signed = await readCheckpoint(reader);
  const { checkpoint, keys } = signed;
  checkSigners(reader, signed, keys, findings);
  const list = await readList(reader);
  const root = rootIn(list);
  checkRootAddress(root, checkpoint.origin, findings);
  const published = await readChanges(reader, checkpoint.size, findings, (done) =>
    progress(`${done} changes of the change log read`),
  );
  const comparison = new Comparison(root, findings, published, chooseVersions(list));
  const fold = new Fold(comparison);
  const log = await readLog(reader, {
    size: checkpoint.size,
    earlierSize: memory?.size,
    findings,
    take: (leaf, index) => takeLeaf(fold, leaf, index, findings),
    progress: (done) => progress(`${done} of ${checkpoint.size} entries of the log read`),
  });
  if (log !== undefined) {
    fold.end();
    checkRoot(checkpoint, log.root, findings);
    comparison.compareRest(fold, list);
    await explainChanges(reader, comparison);
    await comparePosts(reader, { root, threads: fold.threads, findings, progress });
    await compareVersions(reader, comparison, findings, progress);
    tellWhatHolds(fold, findings);
  }
  if (memory !== undefined)
    await compareWithMemory(
      memory,
      {
        origin: checkpoint.origin,
        size: checkpoint.size,
        signers: signed.signers,
        earlierRoot: log?.earlierRoot,
        announcedKeys: fold.announcedKeys,
      },
      findings,
    );
  const isMoved = await hasMoved(reader, signed, findings, options);
  // What the log alone contradicts, growing excuses nothing of: else who grows at each reading is never found out.
  return isMoved && !findings.hasFaultsOfLog ? undefined : conclude(reader, signed, findings);
}

function conclude(
  reader: Reader,
  { text, checkpoint, signers }: Signed,
  findings: Findings,
): Verified {
  const [key] = signers;
  const head: LogHead = {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: Buffer.from(checkpoint.root, 'hex').toString('base64'),
    verifierKey: key === undefined ? '' : formatVerifierKey(key),
  };
  const { checks, notes } = findings;
  const status = findings.hasFaults ? 'does-not-verify' : 'verified';
  const report: Report = { status, url: reader.root, log: head, checks, notes };
  return { report, ...(status === 'verified' && { memory: { ...head, checkpoint: text } }) };
}

function checkSigners(
  { root }: Reader,
  { checkpoint, signers }: Signed,
  keys: readonly VerifierKey[],
  findings: Findings,
): void {
  const { origin } = checkpoint;
  const names = signers.map(formatVerifierKey).join(' and ');
  findings.checked('signature', `The checkpoint is signed by ${names}.`);
  if (signers.length === 0)
    findings.fault(
      'signature',
      `None of the ${keys.length === 1 ? 'keys' : `${keys.length} keys`} at ${root}/log/key has signed the checkpoint of ${origin}.`,
    );
  if (!`${root}/log`.endsWith(`://${origin}`))
    findings.note(`The log calls itself ${origin}; it was read at ${root}/log.`);
}

function checkRoot({ size, root }: Signed['checkpoint'], found: string, findings: Findings): void {
  findings.checked(
    'entries',
    `The log has ${counted(size, 'entry', 'entries')}, and the checkpoint was signed over exactly that.`,
  );
  findings.checked('tiles', 'The hashes that the log serves are those of its entries.');
  if (found !== root)
    findings.fault(
      'entries',
      `The ${counted(size, 'entry', 'entries')} of the log are not what the checkpoint was signed over: at least one was changed, taken away, added or moved.`,
    );
}

function takeLeaf(fold: Fold, leaf: Leaf | undefined, index: number, findings: Findings): void {
  if (leaf === undefined) findings.fault('record', `Entry ${index} of the log is no event.`);
  else fold.take(leaf);
}

async function explainChanges(reader: Reader, comparison: Comparison): Promise<void> {
  for (const change of comparison.differing) {
    const page = await findChange(reader, change.id);
    comparison.explain(change, page && comparableChange(page));
  }
}

async function compareVersions(
  reader: Reader,
  comparison: Comparison,
  findings: Findings,
  progress: (text: string) => void,
): Promise<void> {
  const numbers = [...comparison.lists.keys()];
  if (numbers.length > 0)
    findings.checked(
      'versions',
      `The list was published as logged in ${counted(numbers.length, 'version', 'versions')}, each read again.`,
    );
  for (const [index, list] of [...comparison.lists.values()].entries()) {
    const document = await findVersion(reader, list.version);
    progress(`${index + 1} of ${numbers.length} past versions read`);
    if (document === undefined)
      findings.fault('versions', `Version ${list.version} of the list is not published any more.`);
    else comparison.compareList('versions', list, document);
  }
}

/** Every version, or where there are many the first, the last and others by chance, so that nobody knows which. */
function chooseVersions(list: Bag): ReadonlySet<number> {
  const count = Number(list['listVersion'] ?? 0);
  if (!Number.isSafeInteger(count) || count < 1) return new Set();
  if (count <= mostVersions) return new Set(Array.from({ length: count }, (_, at) => at + 1));
  const chosen = new Set([1, count]);
  while (chosen.size < mostVersions) chosen.add(1 + Math.floor(Math.random() * count));
  return chosen;
}

function tellWhatHolds(fold: Fold, findings: Findings): void {
  const { entries } = fold.list();
  findings.checked(
    'record',
    'The log tells one story: nothing in it contradicts what came before.',
  );
  const inList = counted(entries.length, 'entry', 'entries');
  findings.checked('register', `The list says what the log says, of ${inList}.`);
  const inLog = counted(fold.changeCount, 'change', 'changes');
  findings.checked('changes', `The change log is as logged, ${inLog}.`);
  findings.checked('organisation', 'The publisher and its services are as logged.');
  const states = [...fold.persons.values()];
  const erased = states.filter((state) => state === 'erased').length;
  const recorded = states.length - erased;
  if (recorded > 0)
    findings.note(
      `The log commits to the contact person of ${counted(recorded, 'entry', 'entries')}, and does not name them.`,
    );
  if (erased > 0)
    findings.note(
      `The contact person of ${counted(erased, 'entry', 'entries')} was erased: the commitment that stays tells nothing any more, and the log is whole.`,
    );
}

/** Whether the log has grown since it was read. What does not agree is given time to settle before that is asked. */
async function hasMoved(
  reader: Reader,
  before: Signed,
  findings: Findings,
  { settleMs = usualSettleMs }: Options,
): Promise<boolean> {
  if (findings.hasFaults) await new Promise((resolve) => setTimeout(resolve, settleMs));
  const { checkpoint } = await readCheckpoint(reader);
  if (checkpoint.size > before.checkpoint.size) return true;
  if (checkpoint.size < before.checkpoint.size || checkpoint.root !== before.checkpoint.root)
    findings.fault(
      'entries',
      'The log showed two checkpoints, one after the other, that cannot both be of one log.',
    );
  return false;
}

/** Where the trust centre says it stands: it may be reached at another address than its own. */
function rootIn(list: Bag): string {
  const { page } = bagOf(list['links']);
  return String(page).replace(/\/subprocessors$/, '');
}

function checkRootAddress(root: string, origin: string, findings: Findings): void {
  if (`${root}/log`.replace(/^https?:\/\//, '') !== origin)
    findings.fault(
      'register',
      `The list says it stands at ${root}, and the log is that of ${origin}.`,
    );
}
