import {
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  verifyNote,
} from '../../core/signed-note.ts';
import type { AnnouncedKey } from './fold.ts';
import { bagOf, readJson } from './json.ts';
import type { Findings, LogHead } from './report.ts';

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
  readonly size: number;
  readonly signers: readonly VerifierKey[];
  /** The root, in hexadecimal, over as many entries as the memory has; undefined where there are fewer. */
  readonly earlierRoot: string | undefined;
  readonly announcedKeys: readonly AnnouncedKey[];
};

/** Whether the log of today continues the one that is remembered. */
export function compareWithMemory(memory: Memory, now: Now, findings: Findings): void {
  const when = `the checkpoint remembered from ${memory.verifiedAt}`;
  findings.checked(
    'memory',
    `The log continues the one of ${memory.verifiedAt}: its first ${memory.size} entries are unchanged.`,
  );
  if (now.size < memory.size)
    findings.fault(
      'memory',
      `The log has ${now.size} entries, and ${when} covers ${memory.size}. Entries were taken away, or an older backup was restored.`,
    );
  else if (now.earlierRoot !== rootInHex(memory))
    findings.fault(
      'memory',
      `The first ${memory.size} entries are not those that ${when} covers. The past was rewritten, whoever signed it.`,
    );
  checkKey(memory, now, findings);
}

function checkKey(memory: Memory, { signers, announcedKeys }: Now, findings: Findings): void {
  const names = signers.map(formatVerifierKey);
  if (names.includes(memory.verifierKey) || names.length === 0) return;
  const announced = announcedKeys.find(({ key }) => names.includes(key));
  if (announced === undefined)
    findings.fault(
      'memory',
      `The checkpoint is signed by ${names.join(' and ')}, and not by the key remembered, ${memory.verifierKey}. No entry of the log announces the new key.`,
    );
  else if (announced.leafIndex >= memory.size)
    findings.fault(
      'memory',
      `Entry ${announced.leafIndex} of the log announces the key ${announced.key}, but the key remembered, ${memory.verifierKey}, has signed nothing that covers this entry.`,
    );
}

function rootInHex({ root }: LogHead): string {
  return Buffer.from(root, 'base64').toString('hex');
}
