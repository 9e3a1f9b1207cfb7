import {
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  verifyNote,
} from '../../core/signed-note.ts';
import { isEndorsed } from '../../core/key-succession.ts';
import type { AnnouncedKey } from './fold.ts';
import { bagOf, readJson } from './json.ts';
import { counted, type Findings, type LogHead } from './report.ts';

/** What an auditor keeps of a log from one visit to the next. */
export type Memory = LogHead & {
  /** The checkpoint itself, with its signatures: what the publisher is bound to. */
  readonly checkpoint: string;
  /** RFC 3339. */
  readonly verifiedAt: string;
};

const format = 'annex-verify-state/1';

export function writeMemory(memory: Memory): string {
  return `${JSON.stringify({ format, ...memory }, undefined, 2)}\n`;
}

/** Undefined where the text is no memory, or one whose parts do not belong together. */
export async function readMemory(text: string): Promise<Memory | undefined> {
  const { format: named, checkpoint, verifierKey, verifiedAt } = bagOf(readJson(text));
  if (named !== format || typeof checkpoint !== 'string' || typeof verifierKey !== 'string')
    return undefined;
  const note = parseNote(checkpoint);
  const head = note && parseCheckpoint(note.text);
  const key = parseVerifierKey(verifierKey);
  if (note === undefined || head === undefined || key === undefined) return undefined;
  if ((await verifyNote(note, [key])).length === 0) return undefined;
  // The members beside the checkpoint are for people who open the file; the signed text counts.
  const root = Buffer.from(head.root, 'hex').toString('base64');
  return { ...head, root, checkpoint, verifierKey, verifiedAt: String(verifiedAt) };
}

export type Now = {
  readonly origin: string;
  readonly size: number;
  readonly signers: readonly VerifierKey[];
  /** The root, in hexadecimal, over as many entries as the memory has; undefined where there are fewer. */
  readonly earlierRoot: string | undefined;
  readonly announcedKeys: readonly AnnouncedKey[];
};

/** Whether the log of today continues the one that is remembered. */
export async function compareWithMemory(
  memory: Memory,
  now: Now,
  findings: Findings,
): Promise<void> {
  const { size, verifiedAt, origin } = memory;
  const whose = now.origin === origin ? '' : `, of the log ${origin}`;
  const when = `the checkpoint remembered from ${verifiedAt}${whose}`;
  if (now.earlierRoot !== undefined)
    findings.checked(
      'memory',
      `The log continues the one of ${verifiedAt}: nothing in its first ${counted(size, 'entry', 'entries')} was changed.`,
    );
  if (now.size < size)
    findings.fault(
      'memory',
      `The log has ${now.size} entries, and ${when} covers ${size}. Entries were taken away, or an older backup was restored.`,
    );
  else if (now.earlierRoot !== undefined && now.earlierRoot !== rootInHex(memory))
    findings.fault(
      'memory',
      `The first ${size} entries are not those that ${when} covers. The past was rewritten, whoever signed it.`,
    );
  await checkKey(memory, now, findings);
}

async function checkKey(memory: Memory, now: Now, findings: Findings): Promise<void> {
  const names = now.signers.map(formatVerifierKey);
  const trusted = await followKeys(memory, now.announcedKeys);
  // Who has not signed at all is told of where the signature is checked.
  if (names.length === 0 || names.some((name) => trusted.has(name))) return;
  const isAnnounced = now.announcedKeys.some(({ key }) => names.includes(key));
  findings.fault(
    'memory',
    `The checkpoint is signed by ${names.join(' and ')}. The key remembered, ${memory.verifierKey}, does not vouch for that one${isAnnounced ? ', though the log announces it' : ', and no entry of the log announces it'}.`,
  );
}

/** The remembered key and those that it vouches for, one after the other. */
async function followKeys(
  { size, verifierKey }: Memory,
  announced: readonly AnnouncedKey[],
): Promise<ReadonlySet<string>> {
  const trusted = new Map([[verifierKey, parseVerifierKey(verifierKey)]]);
  for (const { key, endorsement, leafIndex } of announced) {
    // What the remembered checkpoint covers, the remembered key has signed.
    let isTrusted = leafIndex < size;
    for (const former of trusted.values())
      isTrusted ||= former !== undefined && (await isEndorsed(key, endorsement, former));
    if (isTrusted) trusted.set(key, parseVerifierKey(key));
  }
  return new Set(trusted.keys());
}

function rootInHex({ root }: LogHead): string {
  return Buffer.from(root, 'base64').toString('hex');
}
