import type { Font } from '../pdf/font.ts';
import { page, Sheet, sizes, writeFooters } from '../pdf/sheet.ts';
import { TaggedPdf } from '../pdf/tagged.ts';
import type { SignedPacket } from './present.ts';
import type { Part } from './readable.ts';
import { readablePacket } from './words.ts';

/** The packet as a document to file: tagged, black on white, its bytes decided by the packet alone. */
export function writePacketPdf(packet: SignedPacket, fonts: readonly Font[]): Uint8Array {
  const { title, lead, parts, footer } = readablePacket(packet);
  const at = new Date(packet.issuedAt);
  const pdf = new TaggedPdf(fonts, { ...page, title, author: packet.publisher.name, at });
  const sheet = new Sheet(pdf);
  sheet.paragraph('H1', title, { size: sizes.title, bold: true });
  sheet.paragraph('P', lead, { size: sizes.heading });
  for (const part of parts) writePart(sheet, part);
  writeFooters(pdf, footer);
  return pdf.finish();
}

function writePart(sheet: Sheet, { heading, paragraphs = [], facts = [], quote }: Part): void {
  sheet.space(10);
  sheet.heading('H2', heading);
  for (const text of paragraphs) sheet.paragraph('P', text, { size: sizes.text });
  for (const [label, text] of facts) sheet.fact(label, text);
  if (quote === undefined) return;
  sheet.space(3);
  sheet.paragraph('BlockQuote', quote, { size: sizes.quote, grey: 0.15 }, 12);
}
