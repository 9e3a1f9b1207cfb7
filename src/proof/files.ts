import { slugify } from '../core/text.ts';
import { openSans } from '../pdf/open-sans.ts';
import { writePacket } from './documents.ts';
import { writePacketPdf } from './pdf.ts';
import type { SignedPacket } from './present.ts';

export function packetFile(packet: SignedPacket): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return new Response(writePacket(packet), {
    headers: { ...headers, ...fileHeaders(packet, 'json') },
  });
}

export function packetPdf(packet: SignedPacket): Response {
  const body = new Uint8Array(writePacketPdf(packet, openSans()));
  const headers = { 'content-type': 'application/pdf' };
  return new Response(body, { headers: { ...headers, ...fileHeaders(packet, 'pdf') } });
}

/** Holds what is secret: nothing keeps a copy, and it is saved under a name that says what it is. */
export function fileHeaders(
  { publisher, change, about }: SignedPacket,
  ending: string,
): Record<string, string> {
  const name = [slugify(publisher.name), 'notice', change.id, about].filter(Boolean).join('-');
  return {
    'content-disposition': `attachment; filename="${name}.${ending}"`,
    'cache-control': 'no-store',
  };
}
