import { isEndorsed } from '../../core/key-succession.ts';
import { leafHash, rootFromInclusion } from '../../core/merkle.ts';
import { signerOfDocument } from '../../core/signed-document.ts';
import {
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  verifyNote,
} from '../../core/signed-note.ts';
import { type Bag, bagOf, listOf, without } from '../model/json.ts';
import { type Leaf, readLeaf } from '../model/leaf.ts';
import type { Findings, LogHead } from '../model/report.ts';

/** Who signed the packet; undefined where nobody did whom it names. */
export async function checkSignature(
  packet: Bag,
  format: string,
  findings: Findings,
): Promise<VerifierKey | undefined> {
  const keys = keysOf(packet);
  const document = without(packet, 'signature');
  const signature = packet['signature'];
  const signer =
    typeof signature === 'string'
      ? await signerOfDocument(format, document, signature, keys)
      : undefined;
  if (signer === undefined)
    findings.fault(
      'signature',
      'Its signature is not one of a key that it names: it was changed since, or was not issued so.',
    );
  else findings.checked('signature', `The packet is signed by ${formatVerifierKey(signer)}`);
  return signer;
}

function keysOf(packet: Bag): readonly VerifierKey[] {
  return listOf(bagOf(packet['log'])['keys']).flatMap((key) => parseVerifierKey(String(key)) ?? []);
}

/** The leaves, each proved to be in the tree that the log signed, by the key that signed the packet. */
export async function checkLog(
  packet: Bag,
  issuer: VerifierKey | undefined,
  findings: Findings,
): Promise<{ readonly leaves: readonly Leaf[]; readonly head?: LogHead }> {
  const { checkpoint: text, leaves: given } = bagOf(packet['log']);
  const note = parseNote(String(text));
  const checkpoint = note && parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) {
    findings.fault('entries', 'Its checkpoint is none of a log.');
    return { leaves: [] };
  }
  const signers = await verifyNote(note, keysOf(packet));
  const signer = signers.find(({ name }) => name === checkpoint.origin);
  if (signer === undefined) findings.fault('entries', 'Its checkpoint is not signed by the log.');
  // Another key could sign another log, for which nobody would have to answer.
  if (issuer && !signers.some((each) => isSameKey(each, issuer)))
    findings.fault('entries', 'Its checkpoint is not signed by the key that signed the packet.');
  const { size, root, origin } = checkpoint;
  const leaves = listOf(given)
    .map(bagOf)
    .flatMap((each) => proved(each, size, root) ?? []);
  const unproved = listOf(given).length - leaves.length;
  if (unproved > 0)
    findings.fault('entries', `${unproved} of its entries are not in the log that was signed.`);
  findings.checked(
    'entries',
    `${leaves.length} entries of the log are proved to be in its tree of ${size}`,
  );
  const head = signer && {
    origin,
    size,
    root: Buffer.from(root, 'hex').toString('base64'),
    verifierKey: formatVerifierKey(signer),
  };
  return { leaves, ...(head && { head }) };
}

function proved({ index, entry, proof }: Bag, size: number, root: string): Leaf | undefined {
  if (typeof index !== 'number' || typeof entry !== 'string') return undefined;
  const hashes = listOf(proof).map(String);
  if (hashes.some((hash) => !/^[0-9a-f]{64}$/.test(hash))) return undefined;
  if (rootFromInclusion(index, size, leafHash(entry), hashes) !== root) return undefined;
  return readLeaf(new TextEncoder().encode(entry), index);
}

/** Whether the key that somebody knows is the signer's, or vouched for it through those in between. */
export async function checkPinned(
  pinned: VerifierKey,
  signer: VerifierKey,
  leaves: readonly Leaf[],
  findings: Findings,
): Promise<void> {
  let known = pinned;
  for (const { action, data } of leaves) {
    const { key, endorsement } = data;
    if (action !== 'log.key_added' || typeof key !== 'string' || typeof endorsement !== 'string')
      continue;
    const next = parseVerifierKey(key);
    if (next && (await isEndorsed(key, endorsement, known))) known = next;
  }
  if (!isSameKey(known, signer))
    findings.fault(
      'signature',
      `It is not signed by ${formatVerifierKey(pinned)}, nor by a key that this one vouched for.`,
    );
}

function isSameKey(one: VerifierKey, other: VerifierKey): boolean {
  return formatVerifierKey(one) === formatVerifierKey(other);
}
