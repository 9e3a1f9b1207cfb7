import { slugify } from '../core/text.ts';
import { openSans } from '../pdf/open-sans.ts';
import { writePacket } from './documents.ts';
import { writePacketPdf } from './pdf.ts';
import type { SignedPacket } from './present.ts';

/** Holds what is secret: nothing keeps a copy, and it is saved under a name that says what it is. */
export function packetFile(packet: SignedPacket): Response {
  return fileOf(packet, writePacket(packet), 'application/json; charset=utf-8', 'json');
}

export function packetPdf(packet: SignedPacket): Response {
  return fileOf(packet, writePacketPdf(packet, openSans()), 'application/pdf', 'pdf');
}

function fileOf(
  { publisher, change, about }: SignedPacket,
  body: string | Uint8Array,
  mediaType: string,
  ending: string,
): Response {
  const name = [slugify(publisher.name), 'notice', change.id, about].filter(Boolean).join('-');
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}.${ending}"`,
      'cache-control': 'no-store',
    },
  });
}
