import { canonicalJson, type Json } from '../../src/core/canonical-json.ts';
import { signDocument } from '../../src/core/signed-document.ts';
import { parseVerifierKey, type Signer } from '../../src/core/signed-note.ts';
import type { Report } from '../../src/verification/model/report.ts';
import { verifyPacket } from '../../src/verification/packet/verify.ts';
import type { World } from '../support/app.ts';
import { must } from '../support/client.ts';

export type Packet = { [key: string]: Json };

/** The file as staff get it, of everybody or of one customer. */
export async function packetOf(trust: World, change: number, customer?: string): Promise<string> {
  const path =
    customer === undefined
      ? `/changes/${change}/packet`
      : `/changes/${change}/notices/${customer}/packet`;
  return must(await trust.as('editor').get(path)).text;
}

export function readPacket(text: string): Packet {
  return JSON.parse(text) as Packet;
}

export async function reportOn(text: string, key?: string): Promise<Report> {
  const pinned = key === undefined ? undefined : parseVerifierKey(key);
  return verifyPacket(new TextEncoder().encode(text), {
    name: 'packet.json',
    ...(pinned && { pinned }),
  });
}

export async function keyOf(trust: World): Promise<string> {
  return must(await trust.get('/trust/log/key')).text.trim();
}

/** What somebody with a key could write; the log's own unless said. */
export async function signedAgain(trust: World, packet: Packet, by?: Signer): Promise<string> {
  const { signature: _, ...document } = packet;
  const signer = by ?? (await trust.deps.logKeys.signer(1));
  const signature = await signDocument(String(document['format']), document, signer);
  return canonicalJson({ ...document, signature });
}
