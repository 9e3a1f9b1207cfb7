import { canonicalJson } from '../../core/canonical-json.ts';
import { formatVerifierKey, type VerifierKey } from '../../core/signed-note.ts';
import { type Bag, bagOf, isBag, readJson } from '../model/json.ts';
import { Findings, type LogHead, type Report } from '../model/report.ts';
import { checkLog, checkPinned, checkSignature } from './log.ts';
import { checkNotices } from './notices.ts';
import { checkStory } from './story.ts';

const format = 'annex-notice-packet/1';

/**
 * Checks a packet from its bytes alone: no network, no database, no clock. `pinned` is the key of the
 * log as somebody knows it from elsewhere; without it the report names the key that signed.
 */
export async function verifyPacket(
  bytes: Uint8Array,
  { name, pinned }: { readonly name: string; readonly pinned?: VerifierKey },
): Promise<Report> {
  const findings = new Findings();
  const packet = checkFile(bytes, findings);
  const head = packet && (await checkPacket(packet, pinned, findings));
  return {
    status: findings.hasFaults ? 'does-not-verify' : 'verified',
    url: name,
    ...(head && { log: head }),
    checks: findings.checks,
    notes: findings.notes,
  };
}

async function checkPacket(
  packet: Bag,
  pinned: VerifierKey | undefined,
  findings: Findings,
): Promise<LogHead | undefined> {
  const signer = await checkSignature(packet, format, findings);
  const { leaves, head } = await checkLog(packet, signer, findings);
  if (signer && pinned) await checkPinned(pinned, signer, leaves, findings);
  if (signer && !pinned) findings.note(whoseKey(packet, signer));
  const story = checkStory(packet, leaves, findings);
  checkNotices(packet, story, findings);
  if (packet['next'] !== null)
    findings.note('More customers were told of this change: they are in further packets.');
  return head;
}

function whoseKey(packet: Bag, signer: VerifierKey): string {
  const { name, url } = bagOf(packet['publisher']);
  return `That the key is that of ${String(name)} is what the file says. Compare it with what you know, or with ${String(url)}/log/key, and give it with --key: ${formatVerifierKey(signer)}`;
}

/** A file that says one thing in two ways is not the one that was issued. Undefined where it can not be read. */
function checkFile(bytes: Uint8Array, findings: Findings): Bag | undefined {
  const text = readText(bytes);
  const packet = text === undefined ? undefined : readJson(text);
  if (!isBag(packet) || packet['format'] !== format) {
    findings.fault('file', `It is no ${format}: cut off, changed, or of another kind.`);
    return undefined;
  }
  if (canonicalJson(packet) === text)
    findings.checked('file', 'The file is byte for byte as it was issued');
  else
    findings.fault(
      'file',
      'The file is not byte for byte as it was issued: keep it as it was sent.',
    );
  return packet;
}

function readText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
