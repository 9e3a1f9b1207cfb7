import { canonicalJson } from '../core/canonical-json.ts';
import { signDocument } from '../core/signed-document.ts';
import { type PacketFacts, packetFormat } from './model.ts';
import { presentPacket, type SignedPacket } from './present.ts';

/** Names every field and signs the whole. */
export async function issuePacket(facts: PacketFacts): Promise<SignedPacket> {
  const document = presentPacket(facts);
  return { ...document, signature: await signDocument(packetFormat, document, facts.log.signer) };
}

/** The file is canonical JSON (RFC 8785), so that one other byte is another file. */
export function writePacket(packet: SignedPacket): string {
  return canonicalJson(packet);
}

/** With its members in that order, so that what writes JSON writes the file. */
export function inOrder(packet: SignedPacket): SignedPacket {
  const ordered: SignedPacket = JSON.parse(writePacket(packet));
  return ordered;
}
